import Bundles
import Foundation

/// The trust policy of the workspace: the files of its folder `trust/`.
///
/// - `allowed_signers`: the trusted signers of bundles, in OpenSSH's format.
/// - `revoked`: keys and bundle ids that are no longer trusted.
/// - `pinned`: bundles trusted by their id, in the format of `sha256sum`.
public struct TrustStore: Sendable {
  private let directory: URL

  init(directory: URL) { self.directory = directory }

  /// Reads the policy from the files; a missing file counts as empty.
  ///
  /// - Throws: `BundleError` naming file and line as the parsers of the three lists, `EngineError.fileUnreadable`.
  public func policy() throws -> TrustPolicy {
    TrustPolicy(
      signers: try read("allowed_signers").map { try AllowedSigners(parsing: $0, file: "trust/allowed_signers") }
        ?? AllowedSigners(),
      pins: try read("pinned").map { try PinnedBundles(parsing: $0, file: "trust/pinned") } ?? PinnedBundles(),
      revocations: try read("revoked").map { try Revocations(parsing: $0) } ?? Revocations())
  }

  /// Pins the bundles of a list such as `bundles/SHA256SUMS`.
  ///
  /// - Returns: the names of the files that the list pins, sorted.
  /// - Throws: `EngineError.fileUnreadable`, `.pathUnusable`, and `BundleError` for a line that is not an id and a name.
  @discardableResult
  public func pin(list: URL) throws -> [String] {
    let pins = try Self.pins(in: list)
    let target = directory.appending(path: "pinned")
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(pins.text.utf8).write(to: target, options: .atomic)
    } catch {
      throw EngineError.pathUnusable(path: target.path, reason: SystemReason.text(error))
    }
    return pins.files.keys.sorted()
  }

  /// Reads a list without pinning anything.
  ///
  /// A line holds the id of a bundle, or the sum of the file of that name beside the list, as `sha256sum` writes it; such a file is
  /// read for its id.
  ///
  /// - Throws: `EngineError.fileUnreadable`, and `BundleError` as `PinnedBundles.init(parsing:file:)` and for a file with the sum
  ///   of its line that is no bundle.
  public static func pins(in list: URL) throws -> PinnedBundles {
    let bytes: Data
    do { bytes = try Data(contentsOf: list) } catch {
      throw EngineError.fileUnreadable(path: list.path, reason: SystemReason.text(error))
    }
    let listed = try PinnedBundles(parsing: [UInt8](bytes), file: list.relativePath)
    var pins = PinnedBundles()
    for (name, sum) in listed.files {
      let file = list.deletingLastPathComponent().appending(path: name)
      pins.pin(try Self.id(ofFile: file.path, whoseSumIs: sum.hexadecimal) ?? sum, as: name)
    }
    return pins
  }

  /// Returns the id of the bundle in a file; nil when there is no such file, or it has another sum.
  private static func id(ofFile path: String, whoseSumIs sum: String) throws -> BundleID? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let packed = try Bundles.Bundle.packedBytes(ofFile: path)
    return FileDigest.hexadecimal(of: packed) == sum ? try BundleID(ofPacked: packed) : nil
  }

  private func read(_ name: String) throws -> [UInt8]? {
    let file = directory.appending(path: name)
    // Reads one byte more than the maximum, so that the parser reports a list that is too long.
    do { return try RegularFile.read(file.path, bytesMax: BundleLimits.trustFileBytesMax + 1) } catch {
      throw EngineError.fileUnreadable(path: file.path, reason: SystemReason.text(error))
    }
  }
}
