import CLinux
import Foundation
import HostileCorpus
import Lua
import Sandbox
import Scheduler

/// Runs well-behaved and hostile plugins side by side for a long time and detects lost tasks and memory leaks.
///
///     RuntimeSoak [SECONDS]      600 by default
///
/// It works in rounds of thirty seconds on one scheduler. After each, when every task has ended, it measures the allocated
/// memory: the use during attacks does not indicate leaks, nor do the holes they leave in malloc's pages, which the resident
/// memory includes. It fails when a task does not end, an answer is wrong, an attack has an outcome that is not allowed, or the
/// memory allocated after the last rounds exceeds that after the first but four by more than a twentieth and 512 KiB.
@main
enum RuntimeSoak {
  private static let roundSeconds = 30
  /// Number of rounds to warm up; as many are measured after them and at the end.
  private static let warmRounds = 4
  private static let roundsMin = 3 * warmRounds

  static func main() async throws {
    let seconds = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 600
    let scheduler = Scheduler(SchedulerSettings(workers: 2))
    let resident = try Sandbox(SandboxConfiguration(name: "resident", globals: ["nap": .function(nap)]))
    let tally = Tally()
    var memory: [Int] = []
    for round in 1...max(roundsMin, seconds / roundSeconds) {
      await work(round, scheduler, resident, tally, until: .now + .seconds(roundSeconds))
      malloc_trim(0)
      memory.append(allocatedKilobytes())
      print(
        "\(round * roundSeconds) s: \(tally.summary().ended) tasks ended; at rest \(memory[round - 1]) KB allocated,"
          + " \(residentKilobytes()) KB resident")
      fflush(nil)
    }
    await scheduler.shutdown()
    exit(verdict(tally, memory, stillRunning: scheduler.status().count))
  }

  /// Runs one round: returns when all started tasks have ended.
  private static func work(
    _ round: Int, _ scheduler: Scheduler, _ resident: Sandbox, _ tally: Tally, until end: ContinuousClock.Instant
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for lane in 0..<3 { group.addTask { await attack(scheduler, from: 80 * lane + 61 * round, tally, until: end) } }
      group.addTask { await neighbours(Arena(scheduler), tally, until: end) }
      group.addTask { await plugin(resident, scheduler, tally, until: end) }
    }
  }

  /// Cycles through the corpus from a given place.
  ///
  /// Lifts the quarantine after three kills each time, so that every attack runs again.
  private static func attack(_ scheduler: Scheduler, from first: Int, _ tally: Tally, until end: ContinuousClock.Instant) async {
    let (arena, attacks) = (Arena(scheduler), Attack.all)
    var next = first
    while .now < end {
      let attack = attacks[next % attacks.count]
      next += 1
      scheduler.liftQuarantine(attack.name)
      await tally.run("attack \(attack.name)") {
        let report = try await arena.attack(attack)
        return attack.admits(report.outcome) ? nil : "\(report.outcome)"
      }
    }
  }

  private static func neighbours(_ arena: Arena, _ tally: Tally, until end: ContinuousClock.Instant) async {
    while .now < end {
      await tally.run("neighbour") {
        guard case .returned(Arena.neighbourAnswer) = try await arena.neighbour().outcome else { return "a wrong answer" }
        return nil
      }
    }
  }

  /// Runs one plugin for the whole time, with twenty tasks at once that each wait in turn.
  private static func plugin(
    _ sandbox: Sandbox, _ scheduler: Scheduler, _ tally: Tally, until end: ContinuousClock.Instant
  ) async {
    let source = "local n = ... for i = 1, 10 do kept = { n, i } nap(n % 3 + 1) end return n"
    while .now < end {
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask {
            await tally.run("resident") {
              let report = await scheduler.run(
                TaskRequest(
                  sandbox: sandbox, body: .chunk(source: Array(source.utf8), name: "resident/init.lua"),
                  arguments: [.integer(Int64(number))]))
              guard case .returned([.integer(Int64(number))]) = report.outcome else { return "\(report.outcome)" }
              return nil
            }
          }
        }
      }
    }
  }

  /// The host function `nap(milliseconds)`, which suspends the task.
  private static let nap: HostFunction = { call in
    if call.isResumed { return .returns(0) }
    call.wake(afterNanoseconds: (call.integer(at: 1) ?? 1) * 1_000_000)
    return .wait
  }

  /// Returns the memory malloc has allocated and not freed; all sandboxes are part of it.
  private static func allocatedKilobytes() -> Int {
    let use = mallinfo2()
    return Int(use.uordblks + use.hblkhd) / 1_024
  }

  private static func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  private static func verdict(_ tally: Tally, _ memory: [Int], stillRunning: Int) -> Int32 {
    let early = median(memory[warmRounds..<2 * warmRounds])
    let late = median(memory[(memory.count - warmRounds)...])
    let summary = tally.summary()
    let isSteady = late <= early + early / 20 + 512
    print("started \(summary.started), ended \(summary.ended), wrong \(summary.wrong.count), still running \(stillRunning)")
    print("allocated at rest: \(early) KB early, \(late) KB late: \(isSteady ? "steady" : "growing")")
    for problem in summary.wrong.prefix(20) { print("wrong: \(problem)") }
    return isSteady && summary.wrong.isEmpty && summary.started == summary.ended && stillRunning == 0 ? 0 : 1
  }

  private static func median(_ values: ArraySlice<Int>) -> Int { values.sorted()[values.count / 2] }
}
