import Bundles
import Foundation

/// The content of installed bundles: files named by the SHA-256 of what they hold, never by a name from an archive.
///
/// A blob is written whole under a temporary name and renamed, so that a crash leaves no half-written blob under a hash;
/// what a failed installation leaves unused is removed by `remove`.
struct BlobStore: Sendable {
  let directory: URL

  /// Writes `bytes` unless they are there already.
  ///
  /// - Returns: the hash in hexadecimal, and whether the blob is new.
  func write(_ bytes: [UInt8]) throws -> (hash: String, isNew: Bool) {
    let hash = ContentHash.sha256(bytes)
    let target = url(of: hash)
    guard !FileManager.default.fileExists(atPath: target.path) else { return (hash, false) }
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target, options: .atomic)
    return (hash, true)
  }

  /// The bytes of a blob, checked against its hash.
  ///
  /// - Throws: `EngineError.blobDamaged` when the blob is missing or its content has changed.
  func read(_ hash: String) throws -> [UInt8] {
    guard let data = try? Data(contentsOf: url(of: hash)) else { throw EngineError.blobDamaged(hash: hash) }
    let bytes = [UInt8](data)
    guard ContentHash.sha256(bytes) == hash else { throw EngineError.blobDamaged(hash: hash) }
    return bytes
  }

  /// Removes blobs that a failed installation wrote.
  func remove(_ hashes: [String]) {
    for hash in hashes {
      // What cannot be removed is unreferenced and harmless: the next installation finds it by its hash.
      try? FileManager.default.removeItem(at: url(of: hash))
    }
  }

  private func url(of hash: String) -> URL {
    directory.appending(path: String(hash.prefix(2))).appending(path: hash)
  }
}
