import Foundation
import Testing

/// Runs random calls of the libraries in Debian's `lua5.4` and in the sandbox, whole and preempted, and compares the results, one
/// line a call. `make fuzz-lua` runs a million.
@Suite(.serialized) struct LuaDifferenceTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let callCount = environment["GRAPPE_LUA_FUZZ_CALLS"].flatMap(Int.init) ?? 20_000
  private static let seed = environment["GRAPPE_LUA_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_250_101
  private static let programCalls = 1_000
  /// Upper bound of the differences shown.
  private static let differencesShownMax = Int(environment["GRAPPE_LUA_FUZZ_SHOWN"] ?? "") ?? 20

  static func prelude() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "prelude.lua")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test(
    "every call gives what lua5.4 gives, whole and preempted",
    .enabled(if: StockLua.path != nil, "SKIPPED: lua5.4 is not installed"))
  func sameAsLua() async throws {
    let prelude = try Self.prelude()
    var left = Self.callCount
    var seed = Self.seed
    var shown = 0
    while left > 0, shown < Self.differencesShownMax {
      var generator = LuaCallGenerator(seed: seed)
      let program = generator.program(of: min(left, Self.programCalls), after: prelude)
      shown += try await compare(program, seed: seed)
      left -= Self.programCalls
      seed &+= 1
    }
  }

  /// Returns the number of calls that differ.
  private func compare(_ program: String, seed: UInt64) async throws -> Int {
    if let folder = Self.environment["GRAPPE_LUA_FUZZ_KEEP"] {
      try program.write(toFile: "\(folder)/\(seed).lua", atomically: true, encoding: .utf8)
    }
    async let whole = SandboxLua.whole.run(program)
    async let preempted = SandboxLua.preempted.run(program)
    let expected = try StockLua.run(program)
    let source = program.split(separator: "\n", omittingEmptySubsequences: false)
    let first = source.count - 1 - min(source.count, expected.lines.count)
    #expect(expected.failure == nil, "lua5.4, seed \(seed)")
    var count = expected.failure == nil ? 0 : 1
    for (name, run) in [("whole", try await whole), ("preempted", try await preempted)] {
      #expect(run.failure == nil, "\(name), seed \(seed)")
      #expect(run.lines.count == expected.lines.count, "\(name), seed \(seed)")
      if run.failure != nil || run.lines.count != expected.lines.count { count += 1 }
      for (index, (wanted, found)) in zip(expected.lines, run.lines).enumerated() where wanted != found {
        count += 1
        guard count <= Self.differencesShownMax else { break }
        Issue.record("seed \(seed), \(name): \(source[first + index])\n  lua5.4:  \(wanted.prefix(600))\n  sandbox: \(found.prefix(600))")
      }
    }
    return count
  }
}
