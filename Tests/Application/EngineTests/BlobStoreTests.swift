import Foundation
import Testing

@testable import Bundles
@testable import Engine

/// The reading of installed bundles.
@Suite struct BlobStoreTests {
  @Test("An intact bundle that this version refuses is told by its own error, an altered or missing one as damaged")
  func refused() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "grappe-blobs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let blobs = BlobStore(directory: folder)
    let packed = try ZstdCompression.frame(around: Array("no archive that this version knows".utf8))
    let id = try BundleID(ofPacked: packed)
    #expect(try blobs.write(id, packed: packed))
    #expect(throws: BundleError.self) { try blobs.read(id) }
    let file = folder.appending(path: id.hexadecimal)
    try Data(packed.dropLast() + [packed.last! ^ 1]).write(to: file)
    #expect(throws: EngineError.self) { try blobs.read(id) }
    try FileManager.default.removeItem(at: file)
    #expect(throws: EngineError.self) { try blobs.read(id) }
  }
}
