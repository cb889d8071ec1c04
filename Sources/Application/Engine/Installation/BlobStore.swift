import Bundles
import Foundation

/// The installed bundles: each kept packed, under its id and never under a name from an archive.
///
/// A bundle is read through the gate each time it is loaded, so that a blob that was altered is found out. It is written
/// whole under a temporary name and renamed, so that a crash leaves no half-written blob; what a failed installation
/// leaves is removed by `remove` or, being unreferenced, found by its id at the next attempt.
package struct BlobStore: Sendable {
  let directory: URL

  /// Writes the bundle of that id unless it is there already, unaltered.
  ///
  /// - Returns: whether it is new.
  package func write(_ id: BundleID, packed: [UInt8]) throws -> Bool {
    let target = url(of: id)
    let isThere = FileManager.default.fileExists(atPath: target.path)
    if isThere, isIntact(id) { return false }
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(packed).write(to: target, options: .atomic)
    } catch {
      throw EngineError.pathUnusable(path: target.path, reason: SystemReason.text(error))
    }
    return !isThere
  }

  /// The bundle of this id.
  ///
  /// - Throws: `EngineError.blobDamaged` when the blob is missing or does not hold the bundle of that id.
  package func read(_ id: BundleID) throws -> Bundles.Bundle {
    guard let bundle = try? Bundles.Bundle.reading(file: url(of: id).path), bundle.id == id else {
      throw EngineError.blobDamaged(id: id)
    }
    return bundle
  }

  /// Removes the blob of a bundle that was not installed in the end.
  package func remove(_ id: BundleID) {
    // What cannot be removed is unreferenced and harmless: the next installation finds it by its id.
    try? FileManager.default.removeItem(at: url(of: id))
  }

  /// Whether the blob of this id is there and holds the bundle of that id.
  func isIntact(_ id: BundleID) -> Bool { intactBytes(of: id) != nil }

  /// The blob of this id as it lies there; nil when it is missing or does not hold the bundle of that id.
  func intactBytes(of id: BundleID) -> [UInt8]? {
    guard let packed = try? Bundles.Bundle.packedBytes(ofFile: url(of: id).path), (try? BundleID(ofPacked: packed)) == id
    else { return nil }
    return packed
  }

  /// The names of all files there, sorted: ids, and what a crash may have left half written.
  func names() throws -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() } catch {
      throw EngineError.fileUnreadable(path: directory.path, reason: SystemReason.text(error))
    }
  }

  private func url(of id: BundleID) -> URL { directory.appending(path: id.hexadecimal) }
}
