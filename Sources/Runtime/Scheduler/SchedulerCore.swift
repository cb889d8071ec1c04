import Lua
import Sandbox

/// The scheduler's shared state. Everything here is read and written under `monitor`.
final class SchedulerCore: @unchecked Sendable {
  // @unchecked: guarded by `monitor`.
  let monitor = Monitor()
  let settings: SchedulerSettings

  /// Threads with a permit wait here for tasks, those without one for a permit, the timer thread for earlier timers.
  let work = Monitor.Condition()
  let permit = Monitor.Condition()
  let timers = Monitor.Condition()

  var queue: RunQueue
  var ledger = KillLedger()
  var wheel: TimerWheel<TimerEvent>
  var tasks: [UInt64: ScheduledTask] = [:]
  var nextID: UInt64 = 1
  /// Permits in use, at most `settings.workers`: threads that run a task or look for one.
  var permitsUsed = 0
  var idleCount = 0
  var spareCount = 0
  var parkedCount = 0
  var threadCount = 0
  var isClosing = false
  var timerSleepsUntil: Int64 = 0
  var closers: [CheckedContinuation<Void, Never>] = []
  /// The callbacks of callers that wait for a task's end, to be run once the lock is free: see `deliverAnswers`.
  private var answers: [() -> Void] = []

  init(_ settings: SchedulerSettings) {
    self.settings = settings
    queue = RunQueue(creditNanoseconds: settings.sliceNanoseconds)
    wheel = TimerWheel(now: SystemClock.monotonicNanoseconds())
  }

  var now: Int64 { SystemClock.monotonicNanoseconds() }

  func start() {
    monitor.withLock { for _ in 0..<settings.workers { startThread() } }
    PlainThread.start { self.runTimers() }
  }

  func startThread() {
    threadCount += 1
    PlainThread.start { self.runThread() }
  }

  /// Whether threads may end.
  var isDone: Bool { isClosing && tasks.isEmpty }

  /// Adds a task; one that may not run ends at once.
  func submit(_ request: TaskRequest) -> ScheduledTask {
    monitor.withLock {
      let task = ScheduledTask(id: nextID, request: request, core: self, now: now)
      nextID += 1
      if let refusal = refusal(of: request) {
        task.phase = .finished
        task.report = TaskReport(outcome: .killed(Kill(reason: refusal)), accounting: Accounting())
      } else {
        tasks[task.id] = task
        queue.admit(task)
        makeReady(task)
        wakeTimers(before: now + settings.limitCheckIntervalNanoseconds)  // the limit check stops when no task runs; rearm it
      }
      return task
    }
  }

  private func refusal(of request: TaskRequest) -> KillReason? {
    if isClosing { return KillReason(.cancelled) }
    if let quarantine = ledger.quarantined[request.sandbox.name] {
      return KillReason(.quarantined, maximum: Int64(KillLedger.killsMax), used: Int64(quarantine.kills))
    }
    return request.sandbox.isInvalidated ? KillReason(.abandoned) : nil
  }

  func makeReady(_ task: ScheduledTask) {
    task.phase = .ready
    queue.add(task, now: now)
    if idleCount > 0 { work.signal() }
  }

  /// Kills a task with a reason, in any phase.
  func kill(_ task: ScheduledTask, _ reason: KillReason) {
    monitor.withLock { killLocked(task, reason) }
  }

  func killLocked(_ task: ScheduledTask, _ reason: KillReason) {
    guard task.phase != .finished else { return }
    task.kill(reason)
    switch task.phase {
    case .waiting: makeReady(task)
    case .running: task.worker?.lua.checkTask()
    case .ready, .finished: break
    }
  }

  func wake(_ task: ScheduledTask) { monitor.withLock { wakeLocked(task) } }

  func wakeLocked(_ task: ScheduledTask) {
    switch task.phase {
    case .waiting: makeReady(task)
    case .ready, .running: task.isWoken = true
    case .finished: break
    }
  }

  /// Ends a task: the next `deliverAnswers` gives its report to all waiting callers.
  func finish(_ task: ScheduledTask, _ outcome: TaskOutcome) {
    if case .killed(let kill) = outcome { note(kill, of: task) }
    closeAccounts(task)
    task.phase = .finished
    task.luaTask = nil
    tasks[task.id] = nil
    queue.remove(task)
    let report = TaskReport(outcome: outcome, accounting: task.accounting)
    task.report = report
    for continuation in task.continuations { answers.append { continuation.resume(returning: report) } }
    task.continuations = []
    if isDone { announceEnd() }
  }

  /// Wakes the callers whose tasks have ended, without the lock. Waking a Swift task takes that task's own lock, under which its
  /// cancellation waits for ours.
  func deliverAnswers() {
    guard !answers.isEmpty else { return }
    let due = answers
    answers = []
    monitor.unlock()
    for answer in due { answer() }
    monitor.lock()
  }

  private func note(_ kill: Kill, of task: ScheduledTask) {
    let request = task.request
    if !request.keepsSandbox, request.countsKills, !request.uncountedLimits.contains(kill.limit) {
      ledger.note(kill.reason, plugin: task.sandbox.name, now: now)
    }
    guard kill.limit != .abandoned, task.firstSlice != nil, !leavesWhole(kill, task) else { return }
    task.sandbox.invalidate()
  }

  private func leavesWhole(_ kill: Kill, _ task: ScheduledTask) -> Bool {
    switch kill.limit {
    case .memory, .stuck: false
    default: task.request.keepsSandbox && !task.sandbox.state.isAbandoned
    }
  }

  private func closeAccounts(_ task: ScheduledTask) {
    for timer in [task.wallTimer, task.wakeTimer] { timer.map { wheel.remove($0) } }
    if let firstSlice = task.firstSlice { task.accounting.wallNanoseconds = now - firstSlice }
  }

  private func announceEnd() {
    work.broadcast()
    permit.broadcast()
    timers.signal()
    for closer in closers { answers.append { closer.resume() } }
    closers = []
  }

  /// Cancels all tasks; the threads end with the last one.
  func close() {
    monitor.withLock {
      isClosing = true
      for task in tasks.values { killLocked(task, KillReason(.cancelled)) }
      if isDone { announceEnd() }
      deliverAnswers()
    }
  }
}
