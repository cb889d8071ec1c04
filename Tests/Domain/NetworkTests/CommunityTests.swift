import Testing

@testable import Network

@Suite("Communities are parts with more ties inside than chance gives")
struct CommunityTests {
  @Test("two circles of friends are two communities, whoever knows nobody is one", arguments: CommunityMethod.allCases)
  func circles(method: CommunityMethod) throws {
    let found = try withIgraphLock { try Graph.twoCircles().communities(method, holding: $0) }
    #expect(found.membership == [0, 0, 0, 0, 1, 1, 1, 1, 2])
    #expect(found.count == 3)
    // 13 ties, 6 in each circle; 13 ends of ties lie in each: 12/13 − 2·(13/26)².
    #expect(abs(try #require(found.modularity) - (12.0 / 13 - 0.5)) < 1e-12)
  }

  @Test("the same seed gives the same communities, also after others were sought", arguments: CommunityMethod.allCases)
  func seeded(method: CommunityMethod) throws {
    var random = SeededNumbers(state: 7)
    let ties = (0..<400).map { _ in (Int.random(in: 0..<120, using: &random), Int.random(in: 0..<120, using: &random)) }
    let graph = try Graph.of(120, ties)
    let once = try withIgraphLock { try graph.communities(method, seed: 3, holding: $0) }
    let others = try (4..<12).map { seed in try withIgraphLock { try graph.communities(method, seed: seed, holding: $0) } }
    #expect(try withIgraphLock { try graph.communities(method, seed: 3, holding: $0) } == once)
    #expect(others.contains { $0.membership != once.membership }, "the seed changes nothing")
  }

  @Test("a larger resolution gives more communities; weights count where asked")
  func options() throws {
    let graph = try Graph.of(4, [(0, 1), (1, 2), (2, 3), (3, 0)], weights: [9, 1, 9, 1])
    #expect(try withIgraphLock { try graph.communities(isWeighted: true, holding: $0) }.membership == [0, 0, 1, 1])
    #expect(try withIgraphLock { try graph.communities(resolution: 5, holding: $0) }.count == 4)
    #expect(throws: NetworkError.badOption("resolution", found: "-1.0", wanted: "> 0")) {
      try withIgraphLock { try graph.communities(resolution: -1, holding: $0) }
    }
  }

  @Test("without ties everybody is a community of their own and there is no modularity")
  func noTies() throws {
    let found = try withIgraphLock { try Graph.of(3, []).communities(holding: $0) }
    #expect(found == Communities(membership: [0, 1, 2], count: 3, modularity: nil))
  }
}

/// SplitMix64: the same numbers in every run.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
