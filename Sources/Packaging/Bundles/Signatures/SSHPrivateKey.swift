import Crypto

/// An Ed25519 key that signs bundles, from a file written by `ssh-keygen -t ed25519 -N ''`.
///
/// Source: OpenSSH's PROTOCOL.key. A key with a passphrase is refused: use `ssh-keygen -Y sign`, which also works with the agent.
public struct SSHPrivateKey: Sendable {
  /// The public key that verifies its signatures.
  public let publicKey: SSHPublicKey
  private let seed: [UInt8]

  /// Parses the contents of a private key file.
  ///
  /// - Throws: `key.encrypted`, `key.unsupported` or `key.invalid`.
  public init(parsing file: [UInt8]) throws(BundleError) {
    guard file.count <= BundleLimits.signatureBytesMax, let blob = SSHArmor.privateKey.open(file) else {
      throw BundleError(.keyInvalid, found: "OPENSSH PRIVATE KEY")
    }
    var wire = SSHWire(blob)
    guard wire.bytes(15) == Array("openssh-key-v1\u{0}".utf8), let cipher = wire.text(), wire.text() != nil,
      wire.string() != nil, let count = wire.number(), let outer = wire.string(), let inner = wire.string()
    else { throw BundleError(.keyInvalid, found: "openssh-key-v1") }
    let key = try SSHPublicKey(blob: outer)
    guard cipher == "none" else { throw BundleError(.keyEncrypted, found: cipher) }
    guard count == 1, wire.isAtEnd, let seed = Self.seed(inner, of: key) else {
      throw BundleError(.keyInvalid, found: "ssh-ed25519")
    }
    self.seed = seed
    publicKey = key
  }

  /// Reads a private key file.
  ///
  /// - Parameter path: the path of the file.
  /// - Throws: `file.unreadable`, `archive.too-large`, or what ``init(parsing:)`` throws.
  public init(file path: String) throws(BundleError) {
    try self.init(parsing: BoundedFile.read(path, bytesMax: BundleLimits.signatureBytesMax))
  }

  /// Returns the 64 bytes of a signature.
  ///
  /// - Throws: `key.invalid` when the crypto library rejects the key.
  func signature(over message: [UInt8]) throws(BundleError) -> [UInt8] {
    do {
      return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: message))
    } catch { throw BundleError(.keyInvalid, found: SSHPublicKey.kind) }
  }

  /// Parses the private part: two equal numbers, kind, public key, seed with public key, comment, and padding that counts 1, 2, 3
  /// …
  private static func seed(_ inner: [UInt8], of key: SSHPublicKey) -> [UInt8]? {
    var wire = SSHWire(inner)
    guard let check = wire.number(), wire.number() == check, wire.text() == SSHPublicKey.kind,
      wire.string() == key.bytes,
      let pair = wire.string(), pair.count == 64, Array(pair[32...]) == key.bytes, wire.string() != nil
    else { return nil }
    let padding = wire.remaining
    guard padding.elementsEqual((0..<padding.count).map { UInt8(truncatingIfNeeded: $0 + 1) }) else { return nil }
    let seed = Array(pair[..<32])
    let derived = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed).publicKey.rawRepresentation
    return derived.map(Array.init) == key.bytes ? seed : nil
  }
}
