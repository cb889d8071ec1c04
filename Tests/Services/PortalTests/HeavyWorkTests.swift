import Testing

@testable import Portal

/// The places for work that takes long.
@Suite struct HeavyWorkTests {
  @Test("Places are bounded, and given back when the work is over")
  func places() throws {
    let work = HeavyWork(places: 2)
    do {
      let held = [try work.take(), try work.take()]
      #expect(throws: PageError.busy) { try work.take() }
      withExtendedLifetime(held) {}
    }
    _ = try work.take()
  }
}
