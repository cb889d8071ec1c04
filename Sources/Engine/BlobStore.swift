import Bundles
import Foundation

/// The installed bundles: each kept packed, under its id and never under a name from an archive.
///
/// A bundle is read through the gate each time it is loaded, so that a blob that was altered is found out. It is written
/// whole under a temporary name and renamed, so that a crash leaves no half-written blob; what a failed installation
/// leaves is removed by `remove` or, being unreferenced, found by its id at the next attempt.
struct BlobStore: Sendable {
  let directory: URL

  /// Writes the bundle unless it is there already.
  ///
  /// - Returns: whether it is new.
  func write(_ bundle: Bundles.Bundle, packed: [UInt8]) throws -> Bool {
    let target = url(of: bundle.id)
    guard !FileManager.default.fileExists(atPath: target.path) else { return false }
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(packed).write(to: target, options: .atomic)
    } catch {
      throw EngineError.pathUnusable(path: target.path, reason: SystemReason.text(error))
    }
    return true
  }

  /// The bundle of this id.
  ///
  /// - Throws: `EngineError.blobDamaged` when the blob is missing or does not hold the bundle of that id.
  func read(_ id: BundleID) throws -> Bundles.Bundle {
    guard let bundle = try? Bundles.Bundle.reading(file: url(of: id).path), bundle.id == id else {
      throw EngineError.blobDamaged(id: id)
    }
    return bundle
  }

  /// Removes the blob of a bundle that was not installed in the end.
  func remove(_ id: BundleID) {
    // What cannot be removed is unreferenced and harmless: the next installation finds it by its id.
    try? FileManager.default.removeItem(at: url(of: id))
  }

  private func url(of id: BundleID) -> URL { directory.appending(path: id.hexadecimal) }
}
