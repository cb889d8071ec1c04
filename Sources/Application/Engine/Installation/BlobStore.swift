import Bundles
import Foundation

/// The installed bundles: each is stored packed and named by its id, never by a name from an archive.
///
/// A bundle is verified each time it is loaded, so that an altered blob is detected. It is written under a temporary name and
/// renamed, so that a crash leaves no partial blob; a blob left by a failed installation is removed by `remove`, or else, being
/// unreferenced, used by the next attempt.
package struct BlobStore: Sendable {
  let directory: URL

  /// The bundles in a folder, which may be missing.
  package init(directory: URL) { self.directory = directory }

  /// Writes the bundle of that id unless it exists intact.
  ///
  /// - Returns: whether it is new.
  /// - Throws: `EngineError.pathUnusable` when the folder or the file cannot be written.
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

  /// Reads and verifies the bundle of this id.
  ///
  /// - Throws: `EngineError.blobDamaged` when the blob is missing or its content does not have that id; `BundleError` for an intact
  ///   bundle that this version refuses, such as one with a manifest of a newer version.
  package func read(_ id: BundleID) throws -> Bundles.Bundle {
    do {
      let bundle = try Bundles.Bundle.reading(file: url(of: id).path)
      if bundle.id == id { return bundle }
    } catch {
      if isIntact(id) { throw error }
    }
    throw EngineError.blobDamaged(id: id)
  }

  /// Removes the blob of a bundle whose installation failed.
  package func remove(_ id: BundleID) {
    // A blob that cannot be removed is unreferenced and harmless: the next installation finds it by its id.
    try? FileManager.default.removeItem(at: url(of: id))
  }

  /// Whether the blob of this id exists and is intact.
  package func isIntact(_ id: BundleID) -> Bool { intactBytes(of: id) != nil }

  /// The packed bytes of this id; nil when the blob is missing or its content does not have that id.
  package func intactBytes(of id: BundleID) -> [UInt8]? {
    guard let packed = try? Bundles.Bundle.packedBytes(ofFile: url(of: id).path), (try? BundleID(ofPacked: packed)) == id
    else { return nil }
    return packed
  }

  /// The sorted names of all files in the folder: ids, and temporary files left by a crash.
  func names() throws -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() } catch {
      throw EngineError.fileUnreadable(path: directory.path, reason: SystemReason.text(error))
    }
  }

  private func url(of id: BundleID) -> URL { directory.appending(path: id.hexadecimal) }
}
