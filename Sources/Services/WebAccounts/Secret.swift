import Crypto
import Foundation

/// A random token of 256 bits. The token is given to one browser; the accounts keep only its hash.
enum Secret {
  /// The number of characters of a token.
  static let length = 64

  /// Returns a new token in hexadecimal digits.
  static func token() -> String { hexadecimal(bytes(32)) }

  /// Returns random bytes from the generator of the system.
  static func bytes(_ count: Int) -> [UInt8] { SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes(Array.init) }

  /// Returns the SHA-256 of a token as the accounts keep it. A token of 80 bits or more needs no slow hash.
  static func hash(_ token: String) -> String { hexadecimal(Array(SHA256.hash(data: Data(token.utf8)))) }

  /// Returns the bytes in hexadecimal digits.
  static func hexadecimal(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
