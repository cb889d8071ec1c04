import Lua

/// Kills by limits: the check of running tasks, and the loss of a worker that does not return from a kill.
extension SchedulerCore {
  /// Makes every worker check its task's limits, even if its own timer failed, and checks for killed tasks whose worker does not
  /// return.
  func checkRunningTasks() {
    let now = now
    for task in tasks.values { checkWriteLock(task, now: now) }
    for task in tasks.values where task.phase == .running {
      task.worker?.lua.checkTask()
      if task.luaTask?.isStopping == true { watch(task, now: now) }
    }
  }

  /// Kills a task that has held the write lock for too long, whether it has written or not, also while it waits or is inside a
  /// host call. A lock taken before the task ran counts from its first slice.
  private func checkWriteLock(_ task: ScheduledTask, now: Int64) {
    guard let maximum = task.request.limits.writeWallMilliseconds, let firstSlice = task.firstSlice,
      let since = (task.request.context as? any WriteLockHolder)?.writeLockedSinceNanoseconds
    else { return }
    let used = (now - max(since, firstSlice)) / 1_000_000
    if used > maximum { killLocked(task, KillReason(.writeWall, maximum: maximum, used: used)) }
  }

  private func watch(_ task: ScheduledTask, now: Int64) {
    guard let since = task.killedSince else {
      task.killedSince = now
      return
    }
    if now - since >= settings.hardDeadlineNanoseconds { detachWorker(of: task, after: now - since) }
  }

  /// Separates the worker from the task: the thread ends when host code returns, and another one replaces it. No task may enter
  /// the sandbox meanwhile, so its other tasks end here.
  private func detachWorker(of task: ScheduledTask, after used: Int64) {
    guard let worker = task.worker else { return }
    worker.isLost = true
    (task.request.context as? any WorkerLossObserver)?.workerWasLost()
    let maximum = settings.hardDeadlineNanoseconds / 1_000_000
    for sibling in queue.removeLane(of: task) { finish(sibling, .killed(Kill(reason: KillReason(.abandoned)))) }
    for sibling in tasks.values where sibling.sandbox === task.sandbox && sibling.phase == .waiting {
      finish(sibling, .killed(Kill(reason: KillReason(.abandoned))))
    }
    finishLost(task, Kill(reason: KillReason(.stuck, maximum: maximum, used: used / 1_000_000)))
    releasePermit()
  }

  private func finishLost(_ task: ScheduledTask, _ kill: Kill) {
    let luaTask = task.luaTask
    finish(task, .killed(kill))
    task.luaTask = luaTask  // its thread is still inside
  }
}
