import Foundation
import Lua
import Sandbox
import Scheduler
import Testing

/// The official Lua 5.4 tests in the sandbox, preempted every millisecond and as often as the timer allows.
/// `Tests/Runtime/LuaSuite/fetch.sh` fetches them and blanks the lines that need a library the sandbox does not have.
@Suite(.serialized) struct OfficialSuiteTests {
  static let folder: URL = {
    let environment = ProcessInfo.processInfo.environment["GRAPPE_LUA_SUITE"]
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (environment.map { URL(filePath: $0) } ?? root.appending(path: ".build/lua-suite")).appending(path: "ready")
  }()
  static var isFetched: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "prelude.lua").path) }
  static let files = ["pm", "strings", "tpack", "utf8", "math", "sort", "vararg", "nextvar", "calls", "coroutine"]

  /// `nextvar` clears all globals except the libraries, whose names it looks up here.
  static let package = """
    package = {loaded = {io = true, debug = true}}
    for name, value in pairs(_G) do if type(value) == 'table' then package.loaded[name] = value end end
    """

  @Test(
    "the official Lua tests pass, also while preempted",
    .enabled(if: isFetched, "SKIPPED: Tests/Runtime/LuaSuite/fetch.sh has not fetched the official Lua tests"),
    arguments: files, [Int64(1_000_000), 100_000])
  func passes(file: String, sliceNanoseconds: Int64) async throws {
    let scheduler = Scheduler(workers: 1, sliceNanoseconds: sliceNanoseconds)
    let sandbox = try Sandbox(SandboxConfiguration(name: "official", memoryBytesMax: 512 << 20))
    for name in ["", "prelude", file] {
      let source =
        name.isEmpty
        ? Data(Self.package.utf8) : try Data(contentsOf: Self.folder.appending(path: name + ".lua"))
      let report = await scheduler.run(
        TaskRequest(
          sandbox: sandbox, body: .chunk(source: Array(source), name: name + ".lua"),
          limits: TaskLimits(cpuMilliseconds: 120_000)))
      guard case .returned = report.outcome else {
        Issue.record("\(report.outcome)")
        return
      }
    }
  }
}
