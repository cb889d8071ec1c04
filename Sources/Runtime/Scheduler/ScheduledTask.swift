import Lua
import Sandbox

/// A task from submission to its end. All but running it happens under the scheduler's lock.
final class ScheduledTask: TaskHost, @unchecked Sendable {
  // @unchecked: guarded by the scheduler's monitor; `luaTask` is touched by the one thread that runs it.
  enum Phase { case ready, running, waiting, finished }

  let id: UInt64
  let request: TaskRequest
  let sandbox: Sandbox
  let taskClass: TaskClass
  let weight: Int64
  /// Its group in the run queue, which retains group and lane as long as the task is not finished.
  unowned var group: RunQueue.Group?
  unowned var lane: RunQueue.Lane?
  weak var core: SchedulerCore?

  var phase = Phase.ready
  var luaTask: LuaTask?
  var readySince: Int64
  var firstSlice: Int64?
  var accounting = Accounting()
  /// A kill before the coroutine was made.
  var earlyKill: KillReason?
  /// Whether a waker was used while the task was not waiting.
  var isWoken = false
  var wallTimer: TimerWheel<TimerEvent>.Token?
  var wakeTimer: TimerWheel<TimerEvent>.Token?
  /// The thread inside the task, and when it was asked to stop.
  var worker: Worker?
  var killedSince: Int64?
  /// Non-nil while its thread is parked in C code.
  var parking: Parking?
  var continuations: [CheckedContinuation<TaskReport, Never>] = []
  var report: TaskReport?

  init(id: UInt64, request: TaskRequest, core: SchedulerCore, now: Int64) {
    self.id = id
    self.request = request
    sandbox = request.sandbox
    taskClass = request.taskClass
    weight = Int64(request.weight)
    self.core = core
    readySince = now
  }

  func waker() -> Waker { Waker { [weak self] in self.map { $0.core?.wake($0) } } }

  func wake(afterNanoseconds delay: Int64) { core?.wake(self, afterNanoseconds: delay) }

  /// Kills the task, from any thread that holds the lock. The first reason is kept.
  func kill(_ reason: KillReason) {
    if let luaTask { luaTask.kill(reason) } else if earlyKill == nil { earlyKill = reason }
  }
}

/// A thread parked in C code of its task until the task is scheduled.
final class Parking {
  let condition = Monitor.Condition()
  var isGranted = false
}

/// The action of a timer.
enum TimerEvent {
  /// A wall-clock limit.
  case wall(ScheduledTask)
  /// The end of a sleep.
  case wake(ScheduledTask)
}
