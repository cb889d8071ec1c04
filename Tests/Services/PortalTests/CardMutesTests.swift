import Testing

@testable import Portal

/// Plugins whose cards fail.
@Suite struct CardMutesTests {
  @Test("three failures within a minute mute the cards of a plugin for a minute, and of no other")
  func mutes() {
    let mutes = CardMutes()
    #expect(!mutes.countFailure(of: "a", at: 0) && !mutes.countFailure(of: "a", at: 1_000) && mutes.muted(at: 1_000).isEmpty)
    #expect(!mutes.countFailure(of: "b", at: 1_500))
    #expect(mutes.countFailure(of: "a", at: 2_000))
    #expect(mutes.muted(at: 2_000) == ["a"] && mutes.muted(at: 61_999) == ["a"])
    #expect(mutes.muted(at: 62_000).isEmpty)
  }

  @Test("failures that are more than a minute apart mute nothing")
  func apart() {
    let mutes = CardMutes()
    for round in 0..<10 { #expect(!mutes.countFailure(of: "a", at: Int64(round) * 61_000)) }
    #expect(mutes.muted(at: 9 * 61_000).isEmpty)
  }
}
