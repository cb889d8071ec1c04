import Foundation
import Testing

@testable import Bundles

@Suite("Packing") struct PackingTests {
  @Test("two packs of the same files have equal bytes and the same id")
  func twoPacksAreEqual() throws {
    let (first, second) = (try Sample.bundle(), try Sample.bundle())
    #expect(try first.packed() == second.packed())
    #expect(first.id == second.id)
  }

  @Test("a packed bundle comes back through the verifier with every file and the same id")
  func packedComesBack() throws {
    let bundle = try Sample.bundle()
    let again = try Bundles.Bundle.reading(packed: bundle.packed())
    #expect(again.id == bundle.id)
    #expect(again.names == Sample.files.keys.sorted())
    for (name, bytes) in Sample.files { #expect(again[name] == bytes) }
    #expect(again["lib/none.lua"] == nil)
    #expect(again.fileName == "sample-1.0.0.grappe")
    #expect(again.migrations == ["migrations/0001.lua"])
  }

  @Test("a change of one byte changes the id")
  func anotherByteAnotherID() throws {
    let other = try Bundles.Bundle(files: Sample.files(changing: "README.md", to: "# sample\n"))
    #expect(try other.id != Sample.bundle().id)
  }

  @Test("bsdtar lists exactly the names the host loads (oracle: bsdtar)")
  func bsdtarListsTheSame() throws {
    let folder = try ScratchFolder()
    let bundle = try Sample.bundle()
    try folder.write("sample.grappe", bundle.packed())
    let listed = try Tool.run(["bsdtar", "-tf", "sample.grappe"], in: folder.path)
    #expect(listed.status == 0)
    #expect(listed.lines == bundle.names)
  }

  @Test("GNU tar lists exactly the names the host loads (oracle: tar --zstd)")
  func tarListsTheSame() throws {
    let folder = try ScratchFolder()
    let bundle = try Sample.bundle()
    try folder.write("sample.grappe", bundle.packed())
    #expect(try Tool.run(["tar", "--zstd", "-tf", "sample.grappe"], in: folder.path).lines == bundle.names)
  }

  @Test("the id is what sha256sum says of the decompressed archive (oracle: zstd, sha256sum)")
  func idIsThatOfTheArchive() throws {
    let folder = try ScratchFolder()
    let bundle = try Sample.bundle()
    let file = try folder.write("sample.grappe", bundle.packed())
    let tar = try Tool.run(["zstd", "-dc", file], in: folder.path)
    #expect(tar.status == 0, "zstd takes the declared size and the checksum: \(tar.errors)")
    let sum = try Tool.run(["sha256sum"], in: folder.path, input: tar.output)
    #expect(sum.text.hasPrefix(bundle.id.hexadecimal))
    #expect(try BundleID(ofPacked: bundle.packed()) == bundle.id)
  }

  @Test("GNU tar makes the same archive from the same folder (oracle: tar)")
  func tarMakesTheSameArchive() throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: ".")
    let bundle = try Sample.bundle()
    let options = [
      "--format=ustar", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0", "--mode=0644", "--blocking-factor=1",
    ]
    let tar = try Tool.run(["tar", "-cf", "-"] + options + bundle.names, in: folder.path)
    #expect(BundleID(hashing: tar.output) == bundle.id)
  }

  @Test("zstd reads large and empty contents as they were (oracle: zstd)")
  func framesAreSound() throws {
    let folder = try ScratchFolder()
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<700_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for content in [[], [7], Array(repeating: 0, count: 300_000), noise] {
      let frame = try ZstdCompression.frame(around: content)
      #expect(try ZstdCompression.content(of: frame, ZstdFrame(checking: frame)) == content)
      #expect(try Tool.run(["zstd", "-dc"], in: folder.path, input: frame).output == content)
    }
  }

  @Test("what does not compress below the limit is not packed")
  func tooLargeToPack() throws {
    var state: UInt64 = 1
    let noise = (0..<5 << 20).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    var files = Sample.files
    files["data/a.csv"] = noise
    #expect(throws: Never.self) { try Bundles.Bundle(files: files).packed() }
    files["data/b.csv"] = noise.reversed()
    #expect(Sample.code { _ = try Bundles.Bundle(files: files).packed() } == .archiveTooLarge)
  }

  @Test("a file's digest is what sha256sum says (oracle: sha256sum)")
  func digests() throws {
    let folder = try ScratchFolder()
    for file in try Sample.bundle().files {
      let sum = try Tool.run(["sha256sum"], in: folder.path, input: Array(file.bytes))
      #expect(sum.text.hasPrefix(file.sha256 + " "))
    }
  }
}
