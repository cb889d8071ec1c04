import Localization
import Testing

@testable import Engine

@Suite("Deliveries and runs of jobs are reported as rates")
struct HostActivityTests {
  @Test("a report has what was done since the last one, and there is none when nothing was")
  func spans() throws {
    let start = ContinuousClock.now
    let counter = HostActivityCounter(now: start)
    #expect(counter.take(now: start + .seconds(60)) == nil)
    counter.count(.jobDone(plugin: "a", id: "b", milliseconds: 1))
    counter.count(.jobFailed(plugin: "a", id: "b", error: "no", retryMilliseconds: nil))
    counter.count(.jobDone(plugin: "a", id: "b", milliseconds: 1))
    counter.count(.stopping)
    let activity = try #require(counter.take(now: start + .seconds(90)))
    #expect(activity.jobs == 2 && activity.jobsFailed == 1 && activity.deliveries == 0 && activity.seconds == 30)
    #expect(counter.take(now: start + .seconds(120)) == nil)
    #expect(HostNotice.rates(activity).message(in: .en).contains("runs of jobs 2, failed 1"))
  }

  @Test("runs are written at debug alone, failures at every level")
  func levels() {
    let run = HostNotice.jobDone(plugin: "a", id: "b", milliseconds: 1)
    let failure = HostNotice.jobFailed(plugin: "a", id: "b", error: "no", retryMilliseconds: 1)
    for level in HostLogLevel.allCases {
      #expect(level.includes(run) == (level == .debug))
      #expect(level.includes(failure))
      #expect(level.includes(.rates(HostActivity())) == (level != .error))
    }
  }
}
