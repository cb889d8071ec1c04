import Foundation
import HostileCorpus
import Lua
import Sandbox
import Scheduler

/// Runs good and hostile plugins side by side for a long time and looks for what is lost or leaks.
///
///     RuntimeSoak [SECONDS]      600 by default
///
/// It fails when a task does not end, an answer is wrong, an attack ends otherwise than it may, or the resident memory of the
/// last fifth of the time is more than a twentieth and 4 MiB above that of the second fifth.
@main
enum RuntimeSoak {
  static func main() async {
    let seconds = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 600
    let scheduler = Scheduler(SchedulerSettings(workers: 2))
    let tally = Tally()
    let end = ContinuousClock.now + .seconds(seconds)
    let memory = await withTaskGroup(of: Void.self, returning: [Int].self) { group in
      for lane in 0..<3 { group.addTask { await attack(scheduler, lane, tally, until: end) } }
      group.addTask { await neighbours(Arena(scheduler), tally, until: end) }
      group.addTask { await plugin(scheduler, tally, until: end) }
      return await watch(tally, until: end)
    }
    await scheduler.shutdown()
    exit(verdict(tally, memory, stillRunning: scheduler.status().count))
  }

  /// Goes through the corpus again and again, each lane from another place.
  ///
  /// The quarantine after three kills is lifted each time: here every attack is to be met again.
  private static func attack(_ scheduler: Scheduler, _ lane: Int, _ tally: Tally, until end: ContinuousClock.Instant) async {
    let (arena, attacks) = (Arena(scheduler), Attack.all)
    var next = lane * attacks.count / 3
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

  /// One plugin that lives through the whole time, with twenty tasks at once of which each waits in turn.
  private static func plugin(_ scheduler: Scheduler, _ tally: Tally, until end: ContinuousClock.Instant) async {
    guard let sandbox = try? Sandbox(SandboxConfiguration(name: "resident", globals: ["nap": .function(nap)])) else {
      await tally.run("resident") { "no sandbox" }
      return
    }
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

  /// `nap(milliseconds)` suspends the task.
  private static let nap: HostFunction = { call in
    if call.isResumed { return .returns(0) }
    call.wake(afterNanoseconds: (call.integer(at: 1) ?? 1) * 1_000_000)
    return .wait
  }

  /// Notes the resident memory every second and prints it every half minute.
  private static func watch(_ tally: Tally, until end: ContinuousClock.Instant) async -> [Int] {
    var samples: [Int] = []
    while .now < end {
      // Cancellation cannot come; the time is over when it is over.
      try? await Task.sleep(for: .seconds(1))
      samples.append(residentKilobytes())
      if samples.count % 30 == 0 {
        print("\(samples.count) s: \(tally.summary().ended) tasks ended, \(samples[samples.count - 1]) KB resident")
      }
    }
    return samples
  }

  private static func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  private static func verdict(_ tally: Tally, _ memory: [Int], stillRunning: Int) -> Int32 {
    let fifth = memory.count / 5
    guard fifth > 0 else { return 2 }
    let early = median(memory[fifth..<2 * fifth])
    let late = median(memory[(4 * fifth)...])
    let summary = tally.summary()
    let isSteady = late <= early + early / 20 + 4 * 1_024
    print("started \(summary.started), ended \(summary.ended), wrong \(summary.wrong.count), still running \(stillRunning)")
    print("resident memory: \(early) KB early, \(late) KB late: \(isSteady ? "steady" : "growing")")
    for problem in summary.wrong.prefix(20) { print("wrong: \(problem)") }
    return isSteady && summary.wrong.isEmpty && summary.started == summary.ended && stillRunning == 0 ? 0 : 1
  }

  private static func median(_ values: ArraySlice<Int>) -> Int { values.sorted()[values.count / 2] }
}
