import Testing

@testable import Engine

@Suite("A host is alive while it looks at its queues, and ready while it can serve")
struct HostHealthTests {
  @Test("a host that has loaded a generation is ready, one whose database fails is not")
  func readiness() {
    let (health, now) = (HostHealth(), ContinuousClock.now)
    #expect(health.isAlive(now: now) && !health.isReady(now: now))
    health.noteLook(succeeded: true, now: now)
    #expect(health.isReady(now: now))
    health.noteLook(succeeded: nil, now: now)
    #expect(health.isReady(now: now))
    health.noteLook(succeeded: false, now: now)
    #expect(health.isAlive(now: now) && !health.isReady(now: now))
  }

  @Test("a host that looks no more is neither alive nor ready, and one that stops is alive")
  func silence() {
    let (health, now) = (HostHealth(), ContinuousClock.now)
    health.noteLook(succeeded: true, now: now)
    #expect(health.isReady(now: now + .seconds(59)))
    #expect(!health.isAlive(now: now + .seconds(60)) && !health.isReady(now: now + .seconds(60)))
    health.noteStop()
    #expect(health.isAlive(now: now) && !health.isReady(now: now))
  }
}
