import Foundation
import Localization
import Testing

@testable import Bundles

@Suite("Hostile archives") struct HostileTests {
  @Test("the generator's archive passes as long as nothing is changed in it")
  func unharmed() throws {
    let packed = try ZstdCompression.frame(around: RawTar.archive(RawTar.entries))
    #expect(try Bundles.Bundle.reading(packed: packed).id == Sample.bundle().id)
    let added = try ZstdCompression.frame(around: RawTar.adding(RawEntry("lib/extra.lua", "return 1\n")))
    #expect(try Bundles.Bundle.reading(packed: added)["lib/extra.lua"] == Array("return 1\n".utf8))
  }

  @Test("a hostile archive is refused with its code", arguments: HostileCase.all)
  func refused(hostile: HostileCase) throws {
    let packed = try hostile.make()
    let error = Sample.error { _ = try Bundles.Bundle.reading(packed: packed) }
    #expect(error?.code == hostile.code, "\(error?.message(in: .en) ?? "accepted")")
    for language in Language.all {
      let message = try #require(error?.message(in: language))
      #expect(message.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      let unfilled = ["{found}", "{wanted}", "{last}", "{0}"].filter(message.contains)
      #expect(unfilled.isEmpty, "\(message)")
    }
  }

  @Test("there are at least sixty of them, each with its own name")
  func enough() {
    #expect(HostileCase.all.count >= 60)
    #expect(Set(HostileCase.all.map(\.name)).count == HostileCase.all.count)
  }

  @Test("a good bundle cut off anywhere is refused")
  func truncation() throws {
    let packed = try Sample.bundle().packed()
    for length in packed.indices {
      let code = Sample.code { _ = try Bundles.Bundle.reading(packed: Array(packed[..<length])) }
      #expect(code == (length < 4 ? .archiveNotZstd : .archiveDamaged), "\(length) bytes")
    }
  }

  @Test("a good bundle with any bit flipped is refused, or is the same bundle still")
  func bitFlips() throws {
    let bundle = try Sample.bundle()
    let packed = try bundle.packed()
    var same = 0
    for index in packed.indices {
      for bit in 0..<8 {
        var changed = packed
        changed[index] ^= 1 << bit
        guard let id = try? Bundles.Bundle.reading(packed: changed).id else { continue }
        #expect(id == bundle.id, "byte \(index), bit \(bit)")
        same += 1
      }
    }
    // The size of the window, and the few bits with which the compressor pads its tables, may differ.
    #expect(same * 100 < packed.count * 8, "\(same) of \(packed.count * 8) bits")
  }

  @Test("a good archive with any bit flipped within a sound frame is refused, or differs in contents only")
  func flipsWithinTheArchive() throws {
    let tar = RawTar.archive(RawTar.entries)
    for index in tar.indices {
      var changed = tar
      changed[index] ^= 1 << (index % 8)
      guard let extents = try? CanonicalArchiveVerifier.verify(changed) else { continue }
      #expect(extents.contains { $0.bytes.contains(index) }, "byte \(index) is of a file's contents")
      #expect(extents.map(\.name) == RawTar.entries.map { String(decoding: $0.name, as: UTF8.self) })
    }
  }

  @Test("a good archive cut off at any block is refused")
  func archiveTruncation() {
    let tar = RawTar.archive(RawTar.entries)
    for length in stride(from: 0, to: tar.count, by: 64) {
      #expect(Sample.code { _ = try CanonicalArchiveVerifier.verify(Array(tar[..<length])) } != nil)
    }
  }
}
