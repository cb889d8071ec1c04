import Lua

/// The timer thread: sleeps, wall-clock limits, and the regular check of all limits.
extension SchedulerCore {
  func addTimer(deadline: Int64, _ event: TimerEvent) -> TimerWheel<TimerEvent>.Token {
    wakeTimers(before: deadline)
    return wheel.add(deadline: deadline, event)
  }

  /// Wakes the timer thread if it would sleep for longer than that.
  func wakeTimers(before deadline: Int64) {
    if deadline < timerSleepsUntil { timers.signal() }
  }

  func wake(_ task: ScheduledTask, afterNanoseconds delay: Int64) {
    monitor.withLock {
      task.wakeTimer.map { wheel.remove($0) }
      task.wakeTimer = addTimer(deadline: now + min(max(0, delay), TaskLimits.nanoseconds(TaskLimits.millisecondsMax)), .wake(task))
    }
  }

  func runTimers() {
    monitor.lock()
    while !isDone {
      for event in wheel.advance(to: now) { handle(event) }
      checkRunningTasks()
      deliverAnswers()
      let wake = min(wheel.nextWake() ?? .max, tasks.isEmpty ? .max : now + settings.limitCheckIntervalNanoseconds)
      timerSleepsUntil = wake
      if wake == .max { timers.wait(monitor) } else { timers.wait(monitor, until: wake) }
    }
    monitor.unlock()
  }

  private func handle(_ event: TimerEvent) {
    switch event {
    case .wall(let task):
      task.wallTimer = nil
      let used = task.firstSlice.map { (now - $0) / 1_000_000 } ?? 0
      killLocked(task, KillReason(.wall, maximum: task.request.limits.wallMilliseconds ?? 0, used: used))
    case .wake(let task):
      task.wakeTimer = nil
      wakeLocked(task)
    }
  }
}
