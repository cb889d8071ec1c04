import Sandbox

/// The queue of ready tasks, fair between plugins.
///
/// Each plugin has a virtual time: the processor time it used, divided by its weight. Among the plugins with the most urgent
/// class, the one with the least virtual time is next (weighted fair queueing; deficit round robin with the deficit kept in
/// order, so that a plugin that wakes up need not wait for a whole round). A plugin that was idle starts one slice before the
/// least virtual time of the active ones: it is next, but does not accumulate credit while idle. Within a plugin tasks run round
/// robin. A sandbox is run by one thread at a time.
struct RunQueue {
  /// Waiting time that raises a task by one class.
  static let ageingNanoseconds: Int64 = 50_000_000

  /// The tasks of one sandbox.
  final class Lane {
    var isBusy = false
    /// The task whose thread is parked in the sandbox; until it has ended no other task may enter.
    var holder: ScheduledTask?
    var queues = [Fifo<ScheduledTask>](repeating: Fifo(), count: TaskClass.allCases.count)
    /// Tasks not yet finished, waiting ones included.
    var taskCount = 0
  }

  /// One plugin.
  final class Group {
    let name: String
    var virtualTime: Int64
    var lanes: [ObjectIdentifier: Lane] = [:]
    init(name: String, virtualTime: Int64) {
      self.name = name
      self.virtualTime = virtualTime
    }
  }

  private(set) var groups: [String: Group] = [:]
  /// The least virtual time of active plugins at the last check; it is monotonic.
  private var virtualTime: Int64 = 0
  private let creditNanoseconds: Int64
  private(set) var readyCount = 0
  /// Number of ready plugins when the last task was taken, its own included.
  private(set) var readyGroupCount = 0

  /// An empty queue; a plugin that wakes up gets that much credit.
  init(creditNanoseconds: Int64 = 5_000_000) { self.creditNanoseconds = creditNanoseconds }

  /// Registers a task and creates its lane.
  mutating func admit(_ task: ScheduledTask) {
    let name = task.sandbox.name
    let group = groups[name] ?? Group(name: name, virtualTime: virtualTime)
    groups[name] = group
    let key = ObjectIdentifier(task.sandbox)
    let lane = group.lanes[key] ?? Lane()
    group.lanes[key] = lane
    lane.taskCount += 1
    task.group = group
    task.lane = lane
  }

  /// Adds a task to its lane's queue.
  mutating func add(_ task: ScheduledTask, now: Int64) {
    guard let group = task.group, let lane = task.lane else { return }
    if !group.isActive { group.virtualTime = max(group.virtualTime, presentTime() - creditNanoseconds) }
    task.readySince = now
    readyCount += 1
    if task.parking != nil { lane.holder = task } else { lane.queues[task.taskClass.rawValue].append(task) }
  }

  /// Removes the next task and marks its sandbox as busy.
  mutating func next(now: Int64) -> ScheduledTask? {
    readyGroupCount = 0
    guard readyCount > 0 else { return nil }
    var best: (level: Int64, group: Group, lane: Lane, queue: Int)?
    for group in groups.values {
      guard let (level, lane, queue) = group.head(now: now) else { continue }
      readyGroupCount += 1
      if let best, (best.level, best.group.virtualTime) <= (level, group.virtualTime) { continue }
      best = (level, group, lane, queue)
    }
    guard let best else { return nil }
    best.lane.isBusy = true
    readyCount -= 1
    if let holder = best.lane.holder {
      best.lane.holder = nil
      return holder
    }
    return best.lane.queues[best.queue].removeFirst()
  }

  private mutating func presentTime() -> Int64 {
    let least = groups.values.lazy.filter(\.isActive).map(\.virtualTime).min()
    virtualTime = max(virtualTime, least ?? virtualTime)
    return virtualTime
  }

  /// Whether another task could run now.
  func hasRunnable(now: Int64) -> Bool { readyCount > 0 && groups.values.contains { $0.head(now: now) != nil } }

  /// Charges the plugin for a slice.
  func charge(_ task: ScheduledTask, cpuNanoseconds: Int64) {
    task.group?.virtualTime += cpuNanoseconds / task.weight
  }

  /// Marks the task's sandbox as free.
  func release(_ task: ScheduledTask) { task.lane?.isBusy = false }

  /// Removes all ready tasks of a task's sandbox from the queue.
  mutating func removeLane(of task: ScheduledTask) -> [ScheduledTask] {
    guard let lane = task.lane else { return [] }
    var taken: [ScheduledTask] = []
    for index in lane.queues.indices {
      while !lane.queues[index].isEmpty { taken.append(lane.queues[index].removeFirst()) }
    }
    readyCount -= taken.count
    return taken
  }

  /// Removes a finished task, and its lane and plugin with the last one.
  mutating func remove(_ task: ScheduledTask) {
    guard let group = task.group, let lane = task.lane else { return }
    (task.group, task.lane) = (nil, nil)
    lane.taskCount -= 1
    guard lane.taskCount == 0 else { return }
    group.lanes[ObjectIdentifier(task.sandbox)] = nil
    if group.lanes.isEmpty, group.virtualTime <= virtualTime { groups[group.name] = nil }
  }

}

extension RunQueue.Group {
  /// Whether it is running or has ready tasks.
  var isActive: Bool { lanes.values.contains { $0.isBusy || $0.holder != nil || $0.queues.contains { !$0.isEmpty } } }

  /// Returns the most urgent task of its idle lanes: level, lane and queue.
  func head(now: Int64) -> (Int64, RunQueue.Lane, Int)? {
    var best: (level: Int64, since: Int64, lane: RunQueue.Lane, queue: Int)?
    for lane in lanes.values where !lane.isBusy {
      for (queue, task) in lane.heads {
        let waited = now - task.readySince
        let level = max(0, Int64(task.taskClass.rawValue) - waited / RunQueue.ageingNanoseconds)
        if let best, (best.level, best.since) <= (level, task.readySince) { continue }
        best = (level, task.readySince, lane, queue)
      }
    }
    return best.map { ($0.level, $0.lane, $0.queue) }
  }
}

extension RunQueue.Lane {
  /// The tasks that may run next here: the holder alone, or the first of each class.
  var heads: [(Int, ScheduledTask)] {
    if let holder { return [(holder.taskClass.rawValue, holder)] }
    return queues.indices.compactMap { index in queues[index].first.map { (index, $0) } }
  }
}
