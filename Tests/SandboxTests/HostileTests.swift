import Foundation
import Lua
import Sandbox
import Scheduler
import Testing

/// One attack of the corpus and the outcomes it may meet: `ok`, `error TEXT`, `killed LIMIT, LIMIT`, or `any`, which still
/// asks for a sound process and neighbour.
struct Attack: Sendable, CustomTestStringConvertible {
  let name: String
  let source: String
  let expectations: [String]

  var testDescription: String { name }

  static let all: [Attack] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Hostile")
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "lua" }.sorted { $0.path < $1.path }.compactMap(Attack.init)
  }()

  init?(_ file: URL) {
    guard let text = try? String(contentsOf: file, encoding: .utf8), let first = text.split(separator: "\n").first,
      first.hasPrefix("-- expect: ")
    else { return nil }
    name = file.deletingPathExtension().lastPathComponent
    source = text
    expectations = Self.alternatives(String(first.dropFirst("-- expect: ".count)))
  }

  /// `killed cpu, memory` stands for `killed cpu` or `killed memory`.
  private static func alternatives(_ line: String) -> [String] {
    guard line.hasPrefix("killed ") else { return [line] }
    return line.dropFirst(7).split(separator: ", ").map { $0.hasPrefix("error") ? String($0) : "killed \($0)" }
  }

  func admits(_ outcome: TaskOutcome) -> Bool {
    expectations.contains { expectation in
      switch outcome {
      case .returned: expectation == "ok" || expectation == "any"
      case .failed(let failure):
        expectation == "any"
          || expectation.hasPrefix("error") && failure.message.contains(expectation.dropFirst(5).trimmingPrefix(" "))
          || expectation == "error"
      case .killed(let kill): expectation == "killed \(kill.limit.rawValue)" || expectation == "any"
      }
    }
  }
}

/// What attacks find under `host`.
enum HostileHost {
  static var table: HostTable {
    HostTable(
      name: "host",
      entries: [
        "log": .function { call in
          call.charge(.output, Int64(call.withBytes(at: 1) { $0.count } ?? 0))
          return .returns(0)
        },
        "rows": .function { call in
          call.charge(.rowsRead, call.integer(at: 1) ?? 1)
          return .returns(0)
        },
        "add": .function { call in
          guard let left = call.integer(at: 1), let right = call.integer(at: 2) else { return .error("two integers") }
          call.push(left &+ right)
          return .returns(1)
        },
        "fail": .function { _ in .error("no") },
        "raise": .function { _ in .raise(.table(LuaTable(fields: ["code": 7]))) },
        "wait": .function { _ in .wait },
        "sleep": .function(sleep),
        "data": .function { call in
          do throws(LuaConversionError) { _ = try call.value(at: 1) } catch { return .error(error.message) }
          return .returns(0)
        },
        "call": .function { call in call.function(at: 1).map { .call($0, []) } ?? .error("a function") },
        "iterate": .function(iterate),
        "busy": .function { call in
          while !call.isStopping {}
          return .returns(0)
        },
        "cascade": .function { _ in .kill(KillReason(.cascade, maximum: 8, used: 9)) },
      ])
  }

  private static let sleep: HostFunction = { call in
    if call.isResumed { return .returns(0) }
    call.wake(afterNanoseconds: (call.integer(at: 1) ?? 1) * 1_000_000)
    return .wait
  }

  private static let iterate: HostFunction = { call in
    let left = Counter(call.integer(at: 1) ?? 0)
    call.push { call in
      guard let row = left.next() else { return .returns(0) }
      call.push(row)
      return .returns(1)
    }
    return .returns(1)
  }

  /// Counts down; used by one state, hence by one thread at a time.
  private final class Counter: @unchecked Sendable {
    private var left: Int64
    init(_ count: Int64) { left = count }
    func next() -> Int64? {
      guard left > 0 else { return nil }
      defer { left -= 1 }
      return left
    }
  }
}

/// Attacks and their neighbour share the two workers of one scheduler.
enum Arena {
  static let scheduler = Scheduler(SchedulerSettings(workers: 2, sliceNanoseconds: 2_000_000))

  /// The limit an attack is aimed at is small, and the others are so wide that they cannot come first.
  static func limits(for attack: Attack) -> TaskLimits {
    TaskLimits(
      cpuMilliseconds: attack.expectations == ["killed memory"] ? 20_000 : 100,
      wallMilliseconds: attack.expectations.contains("killed wall") ? 300 : 60_000,
      outputBytes: 64 << 10, rowsRead: 10_000, rowsWritten: 0)
  }

  static func modules(_ name: String) -> SandboxConfiguration.Module? {
    switch name {
    case "selfish": (Array("return require('selfish')".utf8), "attack/selfish.lua")
    case "endless": (Array("while true do end".utf8), "attack/endless.lua")
    default: nil
    }
  }

  static func attack(_ attack: Attack) async throws -> TaskReport {
    let sandbox = try Sandbox(
      SandboxConfiguration(
        name: attack.name, memoryBytesMax: 6 << 20, modules: modules, globals: ["host": .table(HostileHost.table)]))
    return await scheduler.run(
      TaskRequest(
        sandbox: sandbox, body: .chunk(source: Array(attack.source.utf8), name: "attack/init.lua"),
        limits: limits(for: attack)))
  }

  static let neighbourSource = """
    local words = {}
    for i = 1, 200 do words[i] = string.upper(('w'):rep(i % 5 + 1) .. i) end
    table.sort(words)
    local co = coroutine.wrap(function() for i = 1, #words do coroutine.yield(#words[i]) end end)
    local sum = 0
    for n in co do sum = sum + n end
    return sum, words[1], words[200]
    """

  static func neighbour() async throws -> TaskReport {
    let sandbox = try Sandbox(SandboxConfiguration(name: "neighbour", memoryBytesMax: 6 << 20))
    return await scheduler.run(
      TaskRequest(sandbox: sandbox, body: .chunk(source: Array(neighbourSource.utf8), name: "neighbour/init.lua")))
  }
}

@Suite struct HostileTests {
  @Test func `the corpus is there`() {
    #expect(Attack.all.count >= 100)
  }

  @Test(arguments: Attack.all)
  func `an attack meets its outcome and leaves the neighbour alone`(attack: Attack) async throws {
    async let attacked = Arena.attack(attack)
    async let answered = Arena.neighbour()
    let (report, answer) = try await (attacked, answered)
    #expect(attack.admits(report.outcome), "\(report.outcome)")
    if case .killed(let kill) = report.outcome, kill.limit == .cpu {
      #expect(kill.maximum == 100)
      #expect(kill.used <= kill.maximum + 100 * Self.slowness)
    }
    guard case .returned(let values) = answer.outcome else {
      Issue.record("the neighbour: \(answer.outcome)")
      return
    }
    #expect(values == [1092, "W10", "WWWWW99"])
  }

  /// Sanitizers make everything slower; they are announced by this variable.
  static let slowness: Int64 = ProcessInfo.processInfo.environment["GRAPPE_SANITIZER"] == nil ? 1 : 20
}
