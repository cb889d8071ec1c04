import Lua
import Reports
import Scheduler

extension RenderLimits {
  /// What an invocation left of its time for rendering the document it built.
  init(left accounting: Accounting, of call: InvocationRunner.Call) {
    func share(_ maximum: Int64?, _ nanoseconds: Int64) -> Share? {
      maximum.map { Share(maximum: $0, used: nanoseconds / 1_000_000) }
    }
    self.init(
      place: call.place, cpu: share(call.limits.cpuMilliseconds, accounting.cpuNanoseconds),
      wall: share(call.limits.wallMilliseconds, accounting.wallNanoseconds))
  }
}

extension EngineError {
  /// Rendering that a limit ended is an invocation that the limit ended.
  public init(_ stop: RenderStop) {
    let limit: Limit = stop.limit == .cpu ? .cpu : .wall
    self = .stopped(place: stop.place, kill: Kill(reason: KillReason(limit, maximum: stop.maximum, used: stop.used)))
  }
}
