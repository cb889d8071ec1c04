import Foundation

/// Reads SSH's binary form of keys and signatures: numbers of four bytes, and texts prefixed with their length.
///
/// Source: RFC 4251, section 5.
struct SSHWire {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

  /// Whether everything has been read.
  var isAtEnd: Bool { rest.isEmpty }

  /// The unread bytes.
  var remaining: [UInt8] { Array(rest) }

  /// Reads so many bytes; nil when fewer remain.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// Reads a number.
  mutating func number() -> UInt32? { bytes(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

  /// Reads a byte string.
  mutating func string() -> [UInt8]? { number().flatMap { bytes(Int($0)) } }

  /// Reads a text.
  mutating func text() -> String? { string().flatMap { String(validating: $0, as: UTF8.self) } }

  /// Encodes a number.
  static func number(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }

  /// Encodes a byte string.
  static func string(_ bytes: some Collection<UInt8>) -> [UInt8] { number(bytes.count) + Array(bytes) }
}

/// The text form of SSH's files: Base64 between a first and a last line.
struct SSHArmor {
  let begin: String
  let end: String
  /// Length of a line of Base64, in characters.
  let lineLength = 70

  /// The armor of a detached signature.
  static let signature = SSHArmor(begin: "-----BEGIN SSH SIGNATURE-----", end: "-----END SSH SIGNATURE-----")
  /// The armor of a private key.
  static let privateKey = SSHArmor(
    begin: "-----BEGIN OPENSSH PRIVATE KEY-----", end: "-----END OPENSSH PRIVATE KEY-----")

  /// Decodes the bytes between the two lines; nil when the lines or the Base64 are invalid, or text follows.
  func open(_ text: [UInt8]) -> [UInt8]? {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.last == 0x0D ? $0.dropLast() : $0 }
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count >= 3, lines[0].elementsEqual(begin.utf8), lines[lines.count - 1].elementsEqual(end.utf8) else {
      return nil
    }
    return Base64.decode(lines[1..<lines.count - 1].joined())
  }

  /// Encodes bytes between the two lines.
  func close(_ bytes: [UInt8]) -> [UInt8] {
    var lines = [begin]
    var rest = Data(bytes).base64EncodedString()[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(lineLength)))
      rest = rest.dropFirst(lineLength)
    }
    return Array((lines + [end, ""]).joined(separator: "\n").utf8)
  }
}
