import Testing

@testable import Portal

/// The places for work that takes long.
@Suite struct HeavyWorkTests {
  @Test("Places are bounded, and given back when the work is over")
  func places() throws {
    let work = HeavyWork(places: 2, placesPerUser: 2)
    do {
      let held = [try work.take(for: "a"), try work.take(for: "b")]
      #expect(throws: PageError.busy) { try work.take(for: "c") }
      withExtendedLifetime(held) {}
    }
    _ = try work.take(for: "a")
  }

  @Test("A plugin that holds all its places leaves some for another")
  func users() throws {
    let work = HeavyWork(places: 3, placesPerUser: 2)
    let held = [try work.take(for: "a"), try work.take(for: "a")]
    #expect(throws: PageError.busy) { try work.take(for: "a") }
    _ = try work.take(for: "b")
    withExtendedLifetime(held) {}
  }
}
