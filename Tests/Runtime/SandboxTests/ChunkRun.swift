import Lua
import Sandbox

/// A chunk that ran in a sandbox, slice after slice on this thread.
struct ChunkRun {
  let outcome: SliceOutcome
  /// Peak memory of the sandbox while it ran.
  let peakBytes: Int

  /// Runs a chunk to its end.
  /// - Parameter cpuMilliseconds: the limit of its processor time.
  init(_ source: String, in sandbox: Sandbox, name: String, cpuMilliseconds: Int64 = 5_000) throws {
    let worker = try LuaWorker(sliceNanoseconds: 5_000_000)
    defer { worker.close() }
    let task = try LuaTask(
      state: sandbox.state, body: .chunk(source: Array(source.utf8), name: name),
      limits: LuaTaskLimits(cpuNanoseconds: cpuMilliseconds * 1_000_000))
    var slice = task.run(on: worker)
    while case .preempted = slice { slice = task.run(on: worker) }
    (outcome, peakBytes) = (slice, sandbox.memory.peak)
  }
}
