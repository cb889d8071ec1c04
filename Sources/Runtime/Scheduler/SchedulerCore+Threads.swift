import Lua
import Sandbox

/// Threads and permits. There are as many permits as workers. A thread that is in C code of a task when the slice ends passes its
/// permit to another thread, and gets one back when the task is scheduled again: so a task that cannot be suspended does not
/// block the others either.
/// suspended does not hold up the others either.
extension SchedulerCore {
  /// Upper bound of the threads parked in C code; a task beyond it continues without giving way.
  static var parkedMax: Int { 64 }

  func runThread() {
    let worker = Worker(sliceNanoseconds: settings.sliceNanoseconds)
    worker.lua.onPark { [unowned worker] in self.park(worker) }
    monitor.lock()
    while !isDone, !worker.isLost, acquirePermit() { runTasks(worker) }
    threadCount -= 1
    monitor.unlock()
    worker.lua.close()
  }

  /// Waits for a permit and takes it; false when the thread is not needed any more.
  private func acquirePermit() -> Bool {
    while permitsUsed >= settings.workers {
      if isDone || spareCount >= settings.workers { return false }
      spareCount += 1
      permit.wait(monitor)
      spareCount -= 1
    }
    permitsUsed += 1
    return true
  }

  /// Runs tasks until it loses the permit, or no task remains.
  private func runTasks(_ worker: Worker) {
    while !isDone {
      guard let task = queue.next(now: now) else {
        idleCount += 1
        work.wait(monitor)
        idleCount -= 1
        worker.lua.discardIdleTime()
        continue
      }
      begin(task)
      if let parking = task.parking {
        grant(parking, task)
        return  // the permit went to the parked thread
      }
      runSlice(task, worker)
      if worker.isLost { return }
    }
    permitsUsed -= 1
  }

  private func begin(_ task: ScheduledTask) {
    let now = now
    task.phase = .running
    task.accounting.queueNanoseconds += now - task.readySince
    task.accounting.switches += 1
    if task.firstSlice == nil {
      task.firstSlice = now
      if let wall = task.request.limits.wallMilliseconds {
        task.wallTimer = addTimer(deadline: now + TaskLimits.nanoseconds(wall), .wall(task))
      }
    }
  }

  private func grant(_ parking: Parking, _ task: ScheduledTask) {
    task.parking = nil
    parkedCount -= 1
    parking.isGranted = true
    parking.condition.signal()
  }

  private func runSlice(_ task: ScheduledTask, _ worker: Worker) {
    task.worker = worker
    worker.task = task
    let slice = settings.slice(among: queue.readyGroupCount)
    worker.lua.setSlice(
      nanoseconds: task.request.sampler == nil ? slice : min(slice, TaskRequest.sampledSliceNanoseconds))
    let earlyKill = task.earlyKill
    monitor.unlock()
    let outcome = task.advance(on: worker.lua, unless: earlyKill)
    monitor.lock()
    worker.task = nil
    task.worker = nil
    queue.release(task)
    if task.phase == .finished {  // separated while it was blocked; its lane is removed
      monitor.unlock()
      (task.request.context as? any WorkerLossObserver)?.lostWorkerReturned()
      monitor.lock()
      task.luaTask = nil
      work.signal()
      return
    }
    settle(task)
    conclude(task, outcome)
    deliverAnswers()
  }

  /// Charges the slice's use.
  private func settle(_ task: ScheduledTask) {
    guard let luaTask = task.luaTask else { return }
    let cpu = luaTask.cpuNanoseconds
    queue.charge(task, cpuNanoseconds: cpu - task.accounting.cpuNanoseconds)
    task.accounting.cpuNanoseconds = cpu
    task.accounting.peakBytes = max(task.accounting.peakBytes, task.sandbox.memory.peak)
    task.accounting.rowsRead = luaTask.charged(.rowsRead)
    task.accounting.rowsWritten = luaTask.charged(.rowsWritten)
    task.accounting.outputBytes = luaTask.charged(.output)
  }

  private func conclude(_ task: ScheduledTask, _ outcome: SliceOutcome) {
    switch outcome {
    case .preempted: makeReady(task)
    case .waiting:
      task.phase = .waiting
      if task.isWoken || task.luaTask?.isStopping == true {
        task.isWoken = false
        makeReady(task)
      }
    case .returned(let values): finish(task, .returned(values))
    case .failed(let failure): finish(task, .failed(failure))
    case .killed(let kill): finish(task, .killed(kill))
    }
  }

  /// Called on a worker inside C code: blocks until the task is scheduled again.
  private func park(_ worker: Worker) {
    monitor.lock()
    defer { monitor.unlock() }
    guard let task = worker.task, task.phase == .running else { return }
    settle(task)
    guard queue.hasRunnable(now: now), parkedCount < Self.parkedMax else { return }
    let parking = Parking()
    task.parking = parking
    parkedCount += 1
    queue.release(task)
    makeReady(task)
    releasePermit()
    while !parking.isGranted { parking.condition.wait(monitor) }
  }

  /// Passes the permit to another thread.
  func releasePermit() {
    permitsUsed -= 1
    if spareCount > 0 { permit.signal() } else { startThread() }
  }
}

extension ScheduledTask {
  /// Runs a slice, without the lock; the first one makes the coroutine, unless the task was killed before.
  fileprivate func advance(on worker: LuaWorker, unless earlyKill: KillReason?) -> SliceOutcome {
    if luaTask == nil {
      if let earlyKill { return .killed(Kill(reason: earlyKill)) }
      do throws(LuaFailure) {
        try open()
      } catch {
        return sandbox.state.isAbandoned ? .killed(Kill(reason: KillReason(.abandoned))) : .failed(error)
      }
    }
    return luaTask!.run(on: worker)
  }

  private func open() throws(LuaFailure) {
    let made = try LuaTask(
      state: sandbox.state, body: request.body, arguments: request.arguments, limits: request.limits.ofTask,
      context: request.context)
    made.host = self
    made.sampler = request.sampler
    guard let core else { throw LuaFailure(message: "the scheduler is gone") }
    core.monitor.withLock {
      if let earlyKill { made.kill(earlyKill) }
      luaTask = made
    }
  }
}
