import Bundles
import Foundation

/// Signing a bundle, or a list of bundles, with an ordinary SSH key, as `ssh-keygen -Y sign -n grappe-bundle` (`-n grappe-index`) does.
public enum BundleSigning {
  /// The signature of a file, with the key and the id.
  public struct Signed: Sendable, Hashable {
    /// The id of the bundle; nil for a list.
    public let id: BundleID?
    /// The fingerprint of the key, such as `SHA256:…`.
    public let fingerprint: String
    /// The contents of the `.sig` file.
    public let signature: [UInt8]
  }

  /// Signs the bundle in `file`, which must pass verification: a bundle that no host loads cannot be signed. Any other file is a list of
  /// bundles, which must be one (see ``BundleIndex``).
  ///
  /// - Parameters:
  ///   - file: the path of a `.grappe` file, or of a list.
  ///   - key: the path of an Ed25519 private key without passphrase.
  /// - Throws: `BundleError` for a bundle that is refused or a key that is unusable.
  public static func sign(file: String, key: String) throws(BundleError) -> Signed {
    let key = try SSHPrivateKey(file: key)
    do {
      let packed = try Bundles.Bundle.packedBytes(ofFile: file)
      guard file.hasSuffix(".grappe") else { return try sign(list: packed, named: file, with: key) }
      let bundle = try Bundles.Bundle.reading(packed: packed)
      let signature = try BundleSignature(signing: packed, with: key)
      return Signed(id: bundle.id, fingerprint: key.publicKey.fingerprint, signature: signature.file)
    } catch { throw error.place == nil ? error.located(in: file) : error }
  }

  private static func sign(list: [UInt8], named file: String, with key: SSHPrivateKey) throws(BundleError) -> Signed {
    _ = try PinnedBundles(parsing: list, file: file)
    let signature = try BundleSignature(signing: list, with: key, for: .index)
    return Signed(id: nil, fingerprint: key.publicKey.fingerprint, signature: signature.file)
  }
}

/// The verified signer of a bundle, and its trust; verified before the bundle is parsed.
public struct BundleVerification: Sendable, Hashable {
  public let id: BundleID
  /// The fingerprint of the signing key; nil for a bundle that is trusted by its id alone.
  public let fingerprint: String?
  /// The signer's principals in the list of signers; nil when the bundle is trusted by its id.
  public let signer: String?

  /// Verifies the bundle in `file` with the signature `file.sig` beside it.
  ///
  /// - Parameters:
  ///   - policy: the trusted keys and ids; nil when there is no policy.
  ///   - time: the current time.
  /// - Throws: `BundleError` of the `signature`, `bundle` and `trust` groups, one for each reason;
  ///   `EngineError.signatureMissing` for a bundle that is neither signed nor pinned, `.signersMissing` without a policy.
  public init(file: String, policy: TrustPolicy?, at time: Date = Date()) throws {
    let packed = try Bundles.Bundle.packedBytes(ofFile: file)
    let sidecar = FileManager.default.contents(atPath: file + ".sig").map { [UInt8]($0) }
    do {
      let signature = try sidecar.map { sidecar throws(BundleError) in try BundleSignature(parsing: sidecar) }
      try signature?.verify(packed)
      fingerprint = signature?.publicKey.fingerprint
      guard let policy else {
        guard let fingerprint else { throw EngineError.signatureMissing(file: file) }
        throw EngineError.signersMissing(file: file, fingerprint: fingerprint)
      }
      let name = URL(filePath: file).lastPathComponent
      let decision = try policy.decide(packed: packed, signature: sidecar, fileName: name, at: time)
      id = decision.id
      signer = if case .signed(let signer) = decision.basis { signer.principals } else { nil }
    } catch let error as BundleError {
      if error.code == .bundleUntrusted, sidecar == nil { throw EngineError.signatureMissing(file: file) }
      throw error.place == nil ? error.located(in: file) : error
    }
  }
}

extension TrustPolicy {
  /// Reads a policy from files outside of any workspace, in the formats of `trust/allowed_signers` and `trust/revoked`.
  ///
  /// - Throws: `BundleError` with file and line, `EngineError.fileUnreadable`.
  public init(allowedSigners: String, revoked: String?) throws {
    self.init(
      signers: try AllowedSigners(parsing: try Self.bytes(of: allowedSigners), file: allowedSigners),
      revocations: try revoked.map { try Revocations(parsing: try Self.bytes(of: $0), file: $0) } ?? Revocations())
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    do { return [UInt8](try Data(contentsOf: URL(filePath: path))) } catch {
      throw EngineError.fileUnreadable(path: path, reason: SystemReason.text(error))
    }
  }
}
