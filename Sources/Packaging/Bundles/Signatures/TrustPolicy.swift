import Foundation

/// The trust settings of a workspace, and the decision on one packed bundle, made before its archive or manifest is parsed.
///
/// A bundle is accepted when an allowed signer signed it or when its id is pinned. A revoked key or bundle is always refused. A
/// signature that does not match the file refuses it even when pinned: one of the two was altered.
public struct TrustPolicy: Sendable {
  /// The allowed signers.
  public var signers: AllowedSigners
  /// The bundles trusted by their ids.
  public var pins: PinnedBundles
  /// The revoked keys and bundles.
  public var revocations: Revocations

  /// A policy; the empty one trusts nothing.
  public init(
    signers: AllowedSigners = AllowedSigners(), pins: PinnedBundles = PinnedBundles(),
    revocations: Revocations = Revocations()
  ) {
    self.signers = signers
    self.pins = pins
    self.revocations = revocations
  }

  /// The reason a bundle is trusted.
  public enum Basis: Sendable, Hashable {
    /// An allowed signer signed it.
    case signed(AllowedSigners.Signer)
    /// Its id is pinned.
    case pinned
  }

  /// A decision to trust.
  public struct Decision: Sendable, Hashable {
    /// The id of the trusted bundle.
    public let id: BundleID
    /// The reason.
    public let basis: Basis
  }

  /// Decides on a packed bundle.
  ///
  /// - Parameters:
  ///   - packed: the contents of the `.grappe` file.
  ///   - signature: the contents of the `.sig` file beside it, nil when there is none.
  ///   - fileName: the name of the file, with which a pin under that name is compared.
  ///   - time: the current time.
  /// - Returns: the id and the reason it is trusted.
  /// - Throws: a ``BundleError`` of the `signature` group, `bundle.revoked`, `bundle.pin-mismatch`, `bundle.untrusted`, or one of
  ///   the `archive` group when the frame is invalid.
  public func decide(
    packed: [UInt8], signature: [UInt8]?, fileName: String? = nil, at time: Date
  ) throws(BundleError) -> Decision {
    let claim = try signature.map { file throws(BundleError) in try verified(file, over: packed) }
    let id = try BundleID(ofPacked: packed)
    guard !revocations.contains(id) else { throw BundleError(.bundleRevoked, found: "\(id)") }
    if let claim {
      do { return Decision(id: id, basis: .signed(try signers.signer(for: claim, at: time))) } catch {
        guard pins.contains(id) else { throw error }
      }
    }
    guard pins.contains(id) else { throw unpinned(id, fileName) }
    return Decision(id: id, basis: .pinned)
  }

  /// Returns the allowed signer of a list of bundles.
  ///
  /// - Parameters:
  ///   - signature: the contents of the `.sig` file beside it.
  ///   - list: the contents of the list.
  ///   - time: the current time.
  /// - Throws: a ``BundleError`` of the `signature` group.
  public func signer(
    of signature: [UInt8], overList list: [UInt8], at time: Date
  ) throws(BundleError) -> AllowedSigners.Signer {
    try signers.signer(for: try verified(signature, over: list, for: .index), purpose: .index, at: time)
  }

  /// Verifies a signature over these bytes and returns its key, which is not revoked.
  private func verified(
    _ file: [UInt8], over packed: [UInt8], for purpose: BundleSignature.Purpose = .bundle
  ) throws(BundleError) -> SSHPublicKey {
    let signature = try BundleSignature(parsing: file, for: purpose)
    try signature.verify(packed)
    let key = signature.publicKey
    guard !revocations.contains(key) else { throw BundleError(.signatureRevoked, found: key.fingerprint) }
    return key
  }

  private func unpinned(_ id: BundleID, _ fileName: String?) -> BundleError {
    guard let pinned = fileName.flatMap({ pins.files[$0] }) else {
      return BundleError(.bundleUntrusted, found: "\(id)")
    }
    return BundleError(.bundlePinMismatch, found: "\(id)", wanted: ["\(pinned)"])
  }
}
