import Testing

@testable import WebLink

/// The back-off of a role that dies.
@Suite struct RestartDelayTests {
  @Test("The delay doubles after each short run up to ten seconds, and begins anew after a long one")
  func doubling() {
    var delay = RestartDelay()
    #expect((0..<9).map { _ in delay.next(afterRunOf: 5) } == [100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000])
    #expect(delay.next(afterRunOf: 60_000) == 100)
    #expect(delay.next(afterRunOf: 0) == 200)
  }
}
