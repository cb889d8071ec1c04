import Testing

@testable import Engine

/// A repeated failure is retried after growing pauses, and reported once.
@Suite struct ErrorBackoffTests {
  @Test func `the pause doubles up to ten seconds, and begins anew after a minute of peace`() {
    var backoff = ErrorBackoff()
    var now: Int64 = 0
    for pause: Int64 in [100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000] {
      _ = backoff.fail("disk full", at: now)
      #expect(!backoff.isDue(at: now + pause - 1))
      #expect(backoff.isDue(at: now + pause))
      now += pause
    }
    now += 60_001
    _ = backoff.fail("disk full", at: now)
    #expect(backoff.isDue(at: now + 100))
  }

  @Test func `in an hour the same trouble is reported once a minute, another at once`() {
    var backoff = ErrorBackoff()
    let reports = (0..<360).count { backoff.fail("disk full", at: Int64($0) * 10_000) }
    #expect(reports == 60)
    let other = backoff.fail("database gone", at: 3_600_000)
    #expect(other)
  }

  @Test func `several failures at once are one`() {
    var backoff = ErrorBackoff()
    for _ in 0..<5 { _ = backoff.fail("disk full", at: 0) }
    #expect(backoff.isDue(at: 100))
  }
}
