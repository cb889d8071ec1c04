import Ecosystem
import HostAPI
import Lua
import Sandbox
import Scheduler
import Store

/// Runs one call of plugin code as a task of the scheduler and turns how it ended into values or an error.
struct InvocationRunner: Sendable {
  let language: Language
  private let scheduler = Scheduler(SchedulerSettings())

  init(language: Language) { self.language = language }

  /// What to run: a function or a chunk in a sandbox, its arguments and limits, and the name people know it by.
  struct Call: Sendable {
    var place: String
    var sandbox: Sandbox
    var body: LuaBody
    var arguments: [LuaValue] = []
    var limits: TaskLimits
    var priority: TaskClass = .interactive
  }

  /// Runs `call` with `context`.
  ///
  /// - Returns: what the function returned.
  /// - Throws: `EngineError.luaFailure` when it raised an error, `.stopped` when a limit ended it.
  func run(_ call: Call, _ context: HostContext) async throws -> [LuaValue] {
    let report = await scheduler.run(
      TaskRequest(
        sandbox: call.sandbox, body: call.body, arguments: call.arguments, class: call.priority,
        limits: call.limits, context: context))
    switch report.outcome {
    case .returned(let values): return values
    case .failed(let failure): throw EngineError.luaFailure(place: call.place, failure: failure)
    case .killed(let kill): throw EngineError.stopped(place: call.place, kill: kill)
    }
  }

  /// Runs `call` in the transaction that `context` begins, and commits it when the function returned.
  ///
  /// - Throws: as `run`, and `StoreError` when the rows do not fit together; everything is rolled back then.
  func runWhole(_ call: Call, _ context: HostContext) async throws -> [LuaValue] {
    do {
      let values = try await run(call, context)
      try context.finish()?.commit()
      return values
    } catch {
      context.finish()?.rollback()
      throw error
    }
  }
}
