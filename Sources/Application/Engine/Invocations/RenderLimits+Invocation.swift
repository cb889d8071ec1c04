import Lua
import Reports
import Scheduler

extension RenderLimits {
  /// Creates the limits for rendering a document from the time that its invocation has left.
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
  /// Creates the kill of an invocation whose rendering a limit ended.
  public init(_ stop: RenderStop) {
    let limit: Limit = stop.limit == .cpu ? .cpu : .wall
    self = .stopped(place: stop.place, kill: Kill(reason: KillReason(limit, maximum: stop.maximum, used: stop.used)))
  }
}
