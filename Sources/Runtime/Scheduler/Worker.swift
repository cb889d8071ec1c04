import Lua

/// A thread of the scheduler while it runs tasks.
final class Worker {
  let lua: LuaWorker
  /// The task it runs; changes under the scheduler's lock.
  var task: ScheduledTask?
  /// Whether the worker was replaced because host code blocks it; it ends when that returns.
  var isLost = false

  init(sliceNanoseconds: Int64) {
    do throws(LuaFailure) {
      lua = try LuaWorker(sliceNanoseconds: sliceNanoseconds)
    } catch {
      fatalError(error.message)
    }
  }
}
