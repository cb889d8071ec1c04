import Bundles
import Foundation

/// Decides whether the code of a bundle in a file may run: an allowed signer signed it, or its id is pinned or installed.
public struct BundleTrust: Sendable {
  private let workspace: Workspace?

  /// - Parameter workspace: the workspace with the trust policy; without one no bundle is trusted.
  public init(workspace: Workspace?) { self.workspace = workspace }

  /// Returns the reason why the bundle, read from `file`, is not trusted; nil when it is.
  ///
  /// - Throws: `BundleError` for an invalid line of a trust file, `EngineError.fileUnreadable`, `StoreError` when the database
  ///   cannot be read.
  public func refusal(of bundle: Bundles.Bundle, inFile file: String) throws -> BundleError? {
    let policy = try workspace?.trust.policy() ?? TrustPolicy()
    if try isInstalled(bundle.id), !policy.revocations.contains(bundle.id) { return nil }
    do throws(BundleError) {
      let sidecar = FileManager.default.contents(atPath: file + ".sig").map { [UInt8]($0) }
      _ = try policy.decide(
        packed: try Bundles.Bundle.packedBytes(ofFile: file), signature: sidecar,
        fileName: URL(filePath: file).lastPathComponent, at: Date())
      return nil
    } catch {
      return error
    }
  }

  private func isInstalled(_ id: BundleID) throws -> Bool {
    guard let workspace else { return false }
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.generations.present().plugins.contains { $0.bundleID == id.description }
  }
}
