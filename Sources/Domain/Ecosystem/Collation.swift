/// The order of texts in lists, as a dictionary has it: letters first, then accents, then letter case.
///
///     ["Zoé", "Écluse", "eau", "Œuvre"].sorted { Collation.key($0) < Collation.key($1) }    // eau, Écluse, Œuvre, Zoé
///
/// Accented letters sort with their plain letters, ligatures as two letters (ß as ss), quotation marks do not count. English,
/// French and German share this order (for German DIN 5007-1). Different texts never have the same key, so that the order does
/// not depend on that of the input.
public enum Collation {
  /// Returns the key of a text. Keys are compared byte by byte.
  public static func key(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? keyOfASCII(bytes) : keyOfScalars(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The letters, then the small letters where marks were left out, then the text where it has capitals.
  private static func keyOfScalars(_ text: String) -> String {
    let lower = lowercased(text)
    let letters = String(String.UnicodeScalarView(Folding.fold(text).unicodeScalars.compactMap(comparable)))
    let (hasCapitals, hasMarks) = (!lower.isExactly(text), !lower.isExactly(letters))
    return letters + (hasCapitals || hasMarks ? separator + (hasMarks ? lower : "") : "") + (hasCapitals ? separator + text : "")
  }

  /// The same key, without the cost of scalars: most texts of a long list are ASCII.
  private static func keyOfASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let (hasCapitals, hasMarks) = (bytes.contains(where: isCapital), bytes.contains(quotationMark))
    return String(unsafeUninitializedCapacity: 3 * bytes.count + 2) { key in
      var count = 0
      func append(_ byte: UInt8) {
        key[count] = byte
        count += 1
      }
      for byte in bytes where byte != quotationMark { append(isCapital(byte) ? byte | 0x20 : byte) }
      if hasCapitals || hasMarks { append(1) }
      if hasMarks { for byte in bytes { append(isCapital(byte) ? byte | 0x20 : byte) } }
      if hasCapitals {
        append(1)
        for byte in bytes { append(byte) }
      }
      return count
    }
  }

  private static let quotationMark = UInt8(ascii: "\"")
  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  /// Sorts before every character of a text.
  private static let separator = "\u{1}"

  /// Changes letter case only.
  private static func lowercased(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
  }

  /// Returns the character that counts in the comparison of letters; nil for one that does not count.
  private static func comparable(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F, 0x2039, 0x203A: nil
    case 0xA0, 0x2009, 0x202F: " "
    case 0x2010...0x2015, 0x2212: "-"
    default: scalar
    }
  }
}
