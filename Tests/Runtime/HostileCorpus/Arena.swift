import Foundation
import Lua
import Sandbox
import Scheduler

/// Runs attacks and a well-behaved neighbour on the workers of one scheduler.
public struct Arena: Sendable {
  let scheduler: Scheduler

  /// An arena on the workers of `scheduler`.
  public init(_ scheduler: Scheduler) { self.scheduler = scheduler }

  /// The factor by which code may run slower: `GRAPPE_SANITIZER` announces a sanitizer, which slows everything down.
  public static let slowness: Int64 = ProcessInfo.processInfo.environment["GRAPPE_SANITIZER"] == nil ? 1 : 20

  /// Returns a small value of the limit the attack is aimed at, and values of the others that cannot be reached first.
  public static func limits(for attack: Attack) -> TaskLimits {
    TaskLimits(
      cpuMilliseconds: attack.expectations == ["killed memory"] ? 20_000 * slowness : cpuMilliseconds(attack),
      wallMilliseconds: attack.expectations.contains("killed wall") ? 300 : 60_000 * slowness,
      outputBytes: 64 << 10, rowsRead: 10_000, rowsWritten: 0)
  }

  private static func cpuMilliseconds(_ attack: Attack) -> Int64 {
    attack.expectations.contains("killed cpu") ? 100 : 100 * slowness
  }

  static func modules(_ request: ModuleRequest) -> SandboxConfiguration.Module? {
    switch request.name {
    case "selfish": (Array("return require('selfish')".utf8), "attack/selfish.lua")
    case "endless": (Array("while true do end".utf8), "attack/endless.lua")
    default: nil
    }
  }

  /// Runs an attack to its end.
  public func attack(_ attack: Attack) async throws -> TaskReport {
    let sandbox = try Sandbox(
      SandboxConfiguration(
        name: attack.name, memoryBytesMax: 6 << 20, modules: Self.modules, globals: ["host": .table(HostileHost.table)]))
    return await scheduler.run(
      TaskRequest(
        sandbox: sandbox, body: .chunk(source: Array(attack.source.utf8), name: "attack/init.lua"),
        limits: Self.limits(for: attack)))
  }

  private static let neighbourSource = """
    local words = {}
    for i = 1, 200 do words[i] = string.upper(('w'):rep(i % 5 + 1) .. i) end
    table.sort(words)
    local co = coroutine.wrap(function() for i = 1, #words do coroutine.yield(#words[i]) end end)
    local sum = 0
    for n in co do sum = sum + n end
    return sum, words[1], words[200]
    """

  /// The expected answer of the neighbour.
  public static let neighbourAnswer: [LuaValue] = [1092, "W10", "WWWWW99"]

  /// Runs a well-behaved program of another plugin to its end.
  public func neighbour() async throws -> TaskReport {
    let sandbox = try Sandbox(SandboxConfiguration(name: "neighbour", memoryBytesMax: 6 << 20))
    return await scheduler.run(
      TaskRequest(
        sandbox: sandbox, body: .chunk(source: Array(Self.neighbourSource.utf8), name: "neighbour/init.lua"),
        limits: TaskLimits(cpuMilliseconds: 10_000 * Self.slowness, wallMilliseconds: 60_000 * Self.slowness)))
  }
}
