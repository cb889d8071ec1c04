import Testing

@testable import Confinement

/// The rights requested of each version of Landlock: the tables of the kernel's documentation, on any kernel.
@Suite struct LandlockTests {
  @Test(
    "each version is asked for the rights it knows and no other",
    arguments: [(1, 0x1FFF, 8), (2, 0x3FFF, 8), (3, 0x7FFF, 8), (4, 0x7FFF, 16), (5, 0xFFFF, 16), (6, 0xFFFF, 24), (7, 0xFFFF, 24)])
  func versions(version: Int, handled: UInt64, size: Int) throws {
    let landlock = try #require(Landlock(version: version))
    #expect(landlock.handled.rawValue == handled)
    #expect(landlock.attributes.ruleset.handled_fs == handled)
    #expect(landlock.attributes.size == size)
    #expect(landlock.attributes.ruleset.handled_net == (version >= 4 ? 3 : 0))
    #expect(landlock.attributes.ruleset.scoped == (version >= 6 ? 3 : 0))
  }

  @Test func `without Landlock there is none`() {
    #expect(Landlock(version: -1) == nil)
    #expect(Landlock(version: 0) == nil)
  }

  @Test func `no rule lets a file be run`() throws {
    let landlock = try #require(Landlock(version: 7))
    let rules = landlock.rules(for: AccessPolicy(readable: ["/a"], writable: ["/b"], outputFolders: ["/c"]))
    #expect(rules.allSatisfy { !$0.access.contains(.execute) })
    #expect(rules.contains { $0.path == "/a" && $0.access == .read })
    #expect(rules.contains { $0.path == "/b" && $0.access.contains(.change) })
    #expect(rules.contains { $0.path == "/c" && $0.access.isDisjoint(with: .read) })
  }
}
