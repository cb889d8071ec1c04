/// Folds text for comparison: letter case, accents and ligatures do not count.
///
///     Folding.fold("Liège – Œuvre") == Folding.fold("liege – OEUVRE")
///
/// Covered are Latin-1, Latin Extended-A, -B and Additional (Unicode 15, canonical decomposition without marks, and the
/// stroked letters such as Ł), the ligatures œ, æ, ß, typographic apostrophes and loose combining marks. Other
/// letters lose their case only.
public enum Folding {
  /// The folded text.
  public static func fold(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 < 0x80 }) { return foldASCII(bytes) }
      return foldScalars(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The folded words of a text, joined by single spaces: characters that are neither letter nor digit separate words.
  public static func words(_ text: String) -> String {
    fold(text).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  private static func foldASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { target in
      for (index, byte) in bytes.enumerated() {
        target[index] = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
      }
      return bytes.count
    }
  }

  private static func foldScalars(_ text: String) -> String {
    var folded = ""
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &folded) }
    return folded
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout String) {
    switch scalar.value {
    case 0x41...0x5A: folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value | 0x20)))
    case 0..<0x80: folded.unicodeScalars.append(scalar)
    case 0x0300...0x036F, 0x00AD: break
    case 0x00C6, 0x00E6: folded += "ae"
    case 0x0152, 0x0153: folded += "oe"
    case 0x00DF, 0x1E9E: folded += "ss"
    case 0x2018, 0x2019, 0x02BC: folded += "'"
    default: folded += letter(scalar) ?? scalar.properties.lowercaseMapping
    }
  }

  /// The plain letter of an accented one.
  private static func letter(_ scalar: Unicode.Scalar) -> String? {
    let value = Int(scalar.value)
    let byte: UInt8? =
      switch value {
      case 0xC0...0x24F: latin[value - 0xC0]
      case 0x1E00...0x1EFF: latinAdditional[value - 0x1E00]
      default: nil
      }
    guard let byte, byte != UInt8(ascii: ".") else { return nil }
    return String(Unicode.Scalar(byte))
  }

  /// The plain letter of each scalar from U+00C0 to U+024F, `.` where there is none.
  private static let latin: [UInt8] = Array(
    ("aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg"
      + "gggghhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz."
      + "................................oo.............uu............................aaiioouuuuuuuuuu.aa"
      + "aa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
      + "................").utf8)

  /// The plain letter of each scalar from U+1E00 to U+1EFF, `.` where there is none.
  private static let latinAdditional: [UInt8] = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
      + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
      + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......").utf8)
}
