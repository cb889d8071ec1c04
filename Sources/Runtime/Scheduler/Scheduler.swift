import Lua
import Sandbox

/// The settings of a scheduler.
public struct SchedulerSettings: Sendable, Hashable {
  /// Upper bound of the tasks that run at once; by default the number of processors.
  public var workers: Int
  /// Processor time a task may use before others run. Default: 5 ms. Slices are shorter, down to 1 ms, while a round of all ready
  /// plugins would take longer than 10 ms.
  public var sliceNanoseconds: Int64
  /// How long a killed task may stay in host code before its worker is replaced and the plugin quarantined. Default: 2 s.
  public var hardDeadlineNanoseconds: Int64
  /// How often the scheduler checks the limits of running tasks. Default: 100 ms.
  public var limitCheckIntervalNanoseconds: Int64

  /// Makes settings.
  public init(
    workers: Int? = nil, sliceNanoseconds: Int64 = 5_000_000, hardDeadlineNanoseconds: Int64 = 2_000_000_000,
    limitCheckIntervalNanoseconds: Int64 = 100_000_000
  ) {
    self.workers = max(1, workers ?? PlainThread.processorCount)
    self.sliceNanoseconds = sliceNanoseconds
    self.hardDeadlineNanoseconds = hardDeadlineNanoseconds
    self.limitCheckIntervalNanoseconds = limitCheckIntervalNanoseconds
  }

  private static let roundNanoseconds: Int64 = 10_000_000
  private static let crowdedSliceNanosecondsMin: Int64 = 1_000_000

  /// Returns the length of a slice for that number of ready plugins.
  func slice(among readyPlugins: Int) -> Int64 {
    let share = Self.roundNanoseconds * Int64(workers) / Int64(max(1, readyPlugins))
    return min(sliceNanoseconds, max(Self.crowdedSliceNanosecondsMin, share))
  }
}

/// Runs tasks of sandboxes on worker threads of its own, preemptively, fair between plugins, each within its limits.
///
///     let scheduler = Scheduler()
///     let report = await scheduler.run(TaskRequest(sandbox: sandbox, function: main))
public final class Scheduler: Sendable {
  private let core: SchedulerCore

  /// Starts the workers.
  public init(_ settings: SchedulerSettings = SchedulerSettings()) {
    core = SchedulerCore(settings)
    core.start()
  }

  /// Starts that many workers with that slice.
  public convenience init(workers: Int, sliceNanoseconds: Int64 = 5_000_000) {
    self.init(SchedulerSettings(workers: workers, sliceNanoseconds: sliceNanoseconds))
  }

  deinit { core.close() }

  /// Runs a task to its end. Cancelling the surrounding Swift task cancels it.
  public func run(_ request: TaskRequest) async -> TaskReport {
    let handle = submit(request)
    return await withTaskCancellationHandler {
      await handle.value
    } onCancel: {
      handle.cancel()
    }
  }

  /// Starts a task.
  public func submit(_ request: TaskRequest) -> TaskHandle { TaskHandle(core: core, task: core.submit(request)) }

  /// Returns the running and waiting tasks, by their numbers.
  public func status() -> [TaskStatus] {
    core.monitor.withLock { core.tasks.values.sorted { $0.id < $1.id }.map(TaskStatus.init) }
  }

  /// The quarantined plugins.
  public var quarantined: [String: Quarantine] { core.monitor.withLock { core.ledger.quarantined } }

  /// Quarantines a plugin, such as one that was quarantined before the host restarted.
  public func quarantine(_ plugin: String, _ quarantine: Quarantine) {
    core.monitor.withLock { core.ledger.quarantine(plugin, quarantine) }
  }

  /// Lifts a plugin's quarantine and resets its count of kills.
  public func liftQuarantine(_ plugin: String) { core.monitor.withLock { core.ledger.lift(plugin) } }

  /// Cancels all tasks and returns when they have ended. No new task is accepted.
  public func shutdown() async {
    core.close()
    await withCheckedContinuation { continuation in
      let isDone = core.monitor.withLock {
        if !core.isDone { core.closers.append(continuation) }
        return core.isDone
      }
      if isDone { continuation.resume() }
    }
  }
}

/// A handle of a submitted task.
public final class TaskHandle: Sendable {
  private let core: SchedulerCore
  private let task: ScheduledTask

  init(core: SchedulerCore, task: ScheduledTask) {
    self.core = core
    self.task = task
  }

  /// The task's number.
  public var id: UInt64 { task.id }

  /// The report, once the task has ended.
  public var value: TaskReport {
    get async {
      await withCheckedContinuation { continuation in
        let report = core.monitor.withLock {
          if task.report == nil { task.continuations.append(continuation) }
          return task.report
        }
        if let report { continuation.resume(returning: report) }
      }
    }
  }

  /// Kills it with the limit `cancelled`.
  public func cancel() { core.kill(task, KillReason(.cancelled)) }

  /// Kills it for a reason of the host's own, such as `cascade`.
  public func kill(_ reason: KillReason) { core.kill(task, reason) }

  /// Wakes it if it waits.
  public func wake() { core.wake(task) }
}

extension TaskStatus {
  init(_ task: ScheduledTask) {
    id = task.id
    plugin = task.request.sandbox.name
    taskClass = task.request.taskClass
    phase =
      switch task.phase {
      case .running: .running
      case .waiting: .waiting
      case .ready, .finished: .ready
      }
    accounting = task.accounting
  }
}
