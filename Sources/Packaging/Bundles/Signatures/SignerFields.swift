import TOML

/// Parses the fields of a line of `allowed_signers` one after the other.
struct SignerFields {
  private var bytes: ArraySlice<UInt8>

  init(_ line: String) {
    bytes = Array(line.utf8)[...]
    skipBlanks()
  }

  /// The bytes not parsed yet.
  var rest: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a kind of key comes next.
  var isAtKey: Bool {
    let word = bytes.prefix { !TrustLines.isBlank($0) }
    return word.count < bytes.count && SSHPublicKey.isKind(String(decoding: word, as: UTF8.self)[...])
  }

  /// Parses the principals: a word without quotes, or a quoted text followed by a blank; nil when they are neither.
  mutating func principals() -> String? {
    let isQuoted = bytes.first == Self.quote
    if isQuoted { bytes = bytes.dropFirst() }
    let word = bytes.prefix { isQuoted ? $0 != Self.quote : !TrustLines.isBlank($0) && $0 != Self.quote }
    bytes = bytes.dropFirst(word.count)
    if isQuoted, bytes.popFirst() == nil { return nil }
    // In OpenSSH a CR ends this field, though no other.
    guard !word.isEmpty, !word.contains(0x0D), endField() else { return nil }
    return String(decoding: word, as: UTF8.self)
  }

  /// Parses `NAME="VALUE"` separated by commas, each name once; nil when malformed.
  mutating func options() -> [SignerOption: String]? {
    var options: [SignerOption: String] = [:]
    repeat {
      let name = String(decoding: bytes.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
      guard let option = SignerOption(exactly: name.asciiLowercased), options[option] == nil else { return nil }
      bytes = bytes.dropFirst(name.utf8.count + 1)
      guard let value = quotedValue(), !value.isEmpty else { return nil }
      options[option] = value
    } while take(UInt8(ascii: ","))
    return endField() ? options : nil
  }

  /// Parses a quoted text, in which `\"` is an escaped quote.
  private mutating func quotedValue() -> String? {
    guard take(Self.quote) else { return nil }
    var value: [UInt8] = []
    while let byte = bytes.popFirst() {
      if byte == Self.quote { return String(decoding: value, as: UTF8.self) }
      let isEscape = byte == UInt8(ascii: "\\") && take(Self.quote)
      value.append(isEscape ? Self.quote : byte)
    }
    return nil
  }

  private static let quote = UInt8(ascii: "\"")

  private mutating func take(_ byte: UInt8) -> Bool {
    guard bytes.first == byte else { return false }
    bytes = bytes.dropFirst()
    return true
  }

  /// Skips the blanks after a field; false when there are none.
  private mutating func endField() -> Bool {
    guard let byte = bytes.first, TrustLines.isBlank(byte) else { return false }
    skipBlanks()
    return true
  }

  private mutating func skipBlanks() { bytes = bytes.drop(while: TrustLines.isBlank) }
}

extension SignerOption {
  /// The option of that name, compared byte by byte.
  fileprivate init?(exactly name: String) {
    guard name.isASCII else { return nil }
    self.init(rawValue: name)
  }
}

/// The lines of a list without empty ones and comments, with their numbers.
enum TrustLines {
  /// Splits a list into lines, without empty ones and comments. Lines end at LF alone; one CR before it is ignored.
  ///
  /// - Throws: `archive.too-large` or `text.invalid`.
  static func read(_ text: [UInt8], file: String) throws(BundleError) -> [(number: Int, text: String)] {
    guard text.count <= BundleLimits.trustFileBytesMax else {
      throw BundleError(
        .archiveTooLarge, in: file, found: "\(text.count)", wanted: ["\(BundleLimits.trustFileBytesMax)"])
    }
    try SourceTextCheck.check(text, file: file)
    return text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let line = trimmed(line.last == 0x0D ? line.dropLast() : line)
      return line.isEmpty || line.first == UInt8(ascii: "#") ? nil : (index + 1, String(decoding: line, as: UTF8.self))
    }
  }

  /// Whether a byte separates fields: a space or a tab, in OpenSSH as here.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop(while: isBlank)
    while let byte = line.last, isBlank(byte) { line.removeLast() }
    return line
  }
}
