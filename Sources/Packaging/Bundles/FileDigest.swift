import Crypto

/// Computes the SHA-256 (FIPS 180-4) of bytes given in parts.
///
///     var digest = FileDigest()
///     digest.update(Array("abc".utf8))
///     digest.hexadecimal   // "ba7816bf…"
public struct FileDigest {
  private var hash = SHA256()

  public init() {}

  /// Adds the next part.
  public mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The digest of all parts, in 64 lower-case hexadecimal digits.
  public var hexadecimal: String { Hexadecimal.text(hash.finalize()) }

  /// Returns the digest of the bytes of a whole file, as `hexadecimal`.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = FileDigest()
    digest.update(bytes)
    return digest.hexadecimal
  }
}
