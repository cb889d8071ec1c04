import Foundation
import HostileCorpus
import Lua
import Scheduler
import Testing

@Suite struct HostileTests {
  private static let arena = Arena(
    Scheduler(
      SchedulerSettings(
        workers: 2, sliceNanoseconds: 2_000_000, hardDeadlineNanoseconds: 2_000_000_000 * Arena.slowness)))

  /// All attacks; `GRAPPE_ATTACKS=lib_sort` selects those whose name begins with that.
  private static let attacks = Attack.all.filter {
    $0.name.hasPrefix(ProcessInfo.processInfo.environment["GRAPPE_ATTACKS"] ?? "")
  }

  @Test func `the corpus is there`() {
    #expect(Attack.all.count >= 100)
  }

  @Test(arguments: attacks)
  func `an attack meets its outcome and leaves the neighbour alone`(attack: Attack) async throws {
    async let attacked = Self.arena.attack(attack)
    async let answered = Self.arena.neighbour()
    let (report, answer) = try await (attacked, answered)
    #expect(attack.admits(report.outcome), "\(report.outcome)")
    if case .killed(let kill) = report.outcome, kill.limit == .cpu {
      #expect(kill.maximum == Arena.limits(for: attack).cpuMilliseconds)
      #expect(kill.used <= kill.maximum + 100 * Arena.slowness)
    }
    guard case .returned(let values) = answer.outcome else {
      Issue.record("the neighbour: \(answer.outcome)")
      return
    }
    #expect(values == Arena.neighbourAnswer)
  }
}
