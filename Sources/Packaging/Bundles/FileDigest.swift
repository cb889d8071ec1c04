import Crypto

/// The SHA-256 (FIPS 180-4) of bytes that come piece by piece.
///
///     var digest = FileDigest()
///     digest.update(Array("abc".utf8))
///     digest.hexadecimal   // "ba7816bf…"
public struct FileDigest {
  private var hash = SHA256()

  public init() {}

  /// Takes in the next piece.
  public mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The digest of all that was taken in, in 64 lower-case hexadecimal digits.
  public var hexadecimal: String { Hexadecimal.text(hash.finalize()) }
}
