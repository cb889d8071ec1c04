import Crypto

/// A detached signature over a packed bundle, or over a list of bundles: the one that `ssh-keygen -Y sign -n grappe-bundle` writes, and
/// verifies; for a list the namespace is `grappe-index`.
///
/// Source: OpenSSH's PROTOCOL.sshsig. Ed25519 over SHA-512 only.
public struct BundleSignature: Sendable, Hashable {
  /// The purpose that is signed with the bytes, so that a signature made for another purpose is invalid; the namespace of `ssh-keygen`.
  public enum Purpose: String, Sendable {
    /// A packed bundle.
    case bundle = "grappe-bundle"
    /// A list of bundles.
    case index = "grappe-index"
  }

  private static let magic = Array("SSHSIG".utf8)
  private static let hash = "sha512"

  /// The key that made it; not checked against the allowed signers yet.
  public let publicKey: SSHPublicKey
  private let bytes: [UInt8]
  private let purpose: Purpose

  /// Signs a packed bundle or a list of bundles.
  ///
  /// - Parameters:
  ///   - packed: the contents of the file.
  ///   - key: the signer's key.
  /// - Throws: `key.invalid` when the crypto library rejects the key.
  public init(signing packed: [UInt8], with key: SSHPrivateKey, for purpose: Purpose = .bundle) throws(BundleError) {
    publicKey = key.publicKey
    self.purpose = purpose
    bytes = try key.signature(over: Self.signedBytes(packed, for: purpose))
  }

  /// Parses a `.sig` file.
  ///
  /// - Throws: `signature.malformed`, `signature.wrong-namespace` or `key.unsupported`.
  public init(parsing file: [UInt8], for purpose: Purpose = .bundle) throws(BundleError) {
    guard file.count <= BundleLimits.signatureBytesMax, let blob = SSHArmor.signature.open(file) else {
      throw Self.malformed("SSH SIGNATURE")
    }
    var wire = SSHWire(blob)
    guard wire.bytes(6) == Self.magic, wire.number() == 1 else { throw Self.malformed("SSHSIG") }
    guard let key = wire.string(), let namespace = wire.text(), let reserved = wire.string(), let hash = wire.text(),
      let signature = wire.string(), wire.isAtEnd, reserved.isEmpty
    else { throw Self.malformed("SSHSIG") }
    publicKey = try SSHPublicKey(blob: key)
    guard namespace.isExactly(purpose.rawValue) else {
      throw BundleError(.signatureWrongNamespace, found: namespace, wanted: [purpose.rawValue])
    }
    self.purpose = purpose
    guard hash.isExactly(Self.hash) else { throw Self.malformed(hash) }
    bytes = try Self.signature(signature)
  }

  /// The `.sig` file.
  public var file: [UInt8] {
    var blob = Self.magic + SSHWire.number(1) + SSHWire.string(publicKey.blob)
    blob += SSHWire.string(purpose.rawValue.utf8) + SSHWire.string([]) + SSHWire.string(Self.hash.utf8)
    blob += SSHWire.string(SSHWire.string(SSHPublicKey.kind.utf8) + SSHWire.string(bytes))
    return SSHArmor.signature.close(blob)
  }

  /// Verifies that the key made this signature over exactly these bytes.
  ///
  /// - Throws: `signature.mismatch`.
  public func verify(_ packed: [UInt8]) throws(BundleError) {
    guard publicKey.accepts(bytes, over: Self.signedBytes(packed, for: purpose)) else { throw BundleError(.signatureMismatch) }
  }

  private static func signature(_ blob: [UInt8]) throws(BundleError) -> [UInt8] {
    var wire = SSHWire(blob)
    guard let kind = wire.text(), kind.isExactly(SSHPublicKey.kind), let bytes = wire.string(), bytes.count == 64, wire.isAtEnd else {
      throw malformed(SSHPublicKey.kind)
    }
    return bytes
  }

  private static func malformed(_ found: String) -> BundleError { BundleError(.signatureMalformed, found: found) }

  /// Returns the bytes to sign: purpose, hash function and hash.
  private static func signedBytes(_ packed: [UInt8], for purpose: Purpose) -> [UInt8] {
    magic + SSHWire.string(purpose.rawValue.utf8) + SSHWire.string([]) + SSHWire.string(hash.utf8)
      + SSHWire.string(Array(SHA512.hash(data: packed)))
  }
}
