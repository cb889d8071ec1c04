import Crypto

/// The id of a bundle: the SHA-256 of its canonical archive, written `sha256:` and 64 hexadecimal digits.
///
/// The id does not depend on how the archive was compressed: two packs of the same folder have the same id.
public struct BundleID: Sendable, Hashable {
  /// The 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  public let hexadecimal: String

  /// Parses an id, with or without `sha256:` before it; upper-case digits are accepted and lowered.
  ///
  /// - Returns: nil when the text is not 64 hexadecimal digits.
  public init?(_ text: String) {
    let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : Substring(text)
    guard digits.utf8.count == 64, digits.utf8.allSatisfy(Self.isHexadecimal) else { return nil }
    hexadecimal = digits.lowercased()
  }

  /// The id of a canonical archive.
  init(hashing tar: [UInt8]) {
    hexadecimal = Hexadecimal.text(SHA256.hash(data: tar))
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
}

extension BundleID: CustomStringConvertible {
  /// The id as shown to people and as `--trust` accepts it: `sha256:` and 64 hexadecimal digits.
  public var description: String { "sha256:" + hexadecimal }
}

/// Encodes bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
