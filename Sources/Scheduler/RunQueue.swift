import Sandbox

/// Tasks that are ready, fair between plugins.
///
/// Each plugin has a virtual time: the processor time it used, divided by its weight. Among the plugins with the most
/// urgent class, the one with the least virtual time is next (weighted fair queueing; deficit round robin with the
/// deficit kept in order, so that a plugin that wakes up need not wait for a whole round). A plugin that comes back from
/// idleness starts at the present virtual time, so idleness cannot be saved up. Within a plugin tasks go round in turn.
/// A sandbox is run by one thread at a time.
struct RunQueue {
  /// A task is raised by a class for each such span it has waited.
  static let ageingNanoseconds: Int64 = 50_000_000

  /// The tasks of one sandbox.
  final class Lane {
    var isBusy = false
    /// The task whose thread is parked in the sandbox; until it is done nothing else may enter.
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
  private var virtualTime: Int64 = 0
  private(set) var readyCount = 0

  /// Announces a task; its lane exists from now on.
  mutating func admit(_ task: ScheduledTask) {
    let name = task.request.sandbox.name
    let group = groups[name] ?? Group(name: name, virtualTime: virtualTime)
    groups[name] = group
    let key = ObjectIdentifier(task.request.sandbox)
    let lane = group.lanes[key] ?? Lane()
    group.lanes[key] = lane
    lane.taskCount += 1
  }

  /// Puts a task in its lane's queue.
  mutating func add(_ task: ScheduledTask, now: Int64) {
    guard let group = groups[task.request.sandbox.name], let lane = lane(of: task) else { return }
    if !group.isActive { group.virtualTime = max(group.virtualTime, virtualTime) }
    task.readySince = now
    readyCount += 1
    if task.parking != nil { lane.holder = task } else { lane.queues[task.request.taskClass.rawValue].append(task) }
  }

  /// Takes the next task and marks its sandbox as busy.
  mutating func next(now: Int64) -> ScheduledTask? {
    guard readyCount > 0 else { return nil }
    var best: (level: Int64, group: Group, lane: Lane, queue: Int)?
    for group in groups.values {
      guard let (level, lane, queue) = group.head(now: now) else { continue }
      if let best, (best.level, best.group.virtualTime) <= (level, group.virtualTime) { continue }
      best = (level, group, lane, queue)
    }
    guard let best else { return nil }
    virtualTime = max(virtualTime, best.group.virtualTime)
    best.lane.isBusy = true
    readyCount -= 1
    if let holder = best.lane.holder {
      best.lane.holder = nil
      return holder
    }
    return best.lane.queues[best.queue].removeFirst()
  }

  /// Whether anybody else could run now.
  func hasRunnable(now: Int64) -> Bool { readyCount > 0 && groups.values.contains { $0.head(now: now) != nil } }

  /// Charges the plugin for a slice.
  func charge(_ task: ScheduledTask, cpuNanoseconds: Int64) {
    groups[task.request.sandbox.name]?.virtualTime += cpuNanoseconds / Int64(task.request.weight)
  }

  /// Lets others into the task's sandbox.
  func release(_ task: ScheduledTask) { lane(of: task)?.isBusy = false }

  /// Forgets a finished task, and its lane and plugin with the last one.
  mutating func remove(_ task: ScheduledTask) {
    guard let group = groups[task.request.sandbox.name], let lane = lane(of: task) else { return }
    lane.taskCount -= 1
    guard lane.taskCount == 0 else { return }
    group.lanes[ObjectIdentifier(task.request.sandbox)] = nil
    if group.lanes.isEmpty, group.virtualTime <= virtualTime { groups[group.name] = nil }
  }

  private func lane(of task: ScheduledTask) -> Lane? {
    groups[task.request.sandbox.name]?.lanes[ObjectIdentifier(task.request.sandbox)]
  }
}

extension RunQueue.Group {
  /// Whether it is running or has something ready.
  var isActive: Bool { lanes.values.contains { $0.isBusy || $0.holder != nil || $0.queues.contains { !$0.isEmpty } } }

  /// The most urgent task of its idle lanes: level, lane and queue.
  func head(now: Int64) -> (Int64, RunQueue.Lane, Int)? {
    var best: (level: Int64, since: Int64, lane: RunQueue.Lane, queue: Int)?
    for lane in lanes.values where !lane.isBusy {
      for (queue, task) in lane.heads {
        let waited = now - task.readySince
        let level = max(0, Int64(task.request.taskClass.rawValue) - waited / RunQueue.ageingNanoseconds)
        if let best, (best.level, best.since) <= (level, task.readySince) { continue }
        best = (level, task.readySince, lane, queue)
      }
    }
    return best.map { ($0.level, $0.lane, $0.queue) }
  }
}

extension RunQueue.Lane {
  /// What may run next here: the holder alone, or the first of each class.
  var heads: [(Int, ScheduledTask)] {
    if let holder { return [(holder.request.taskClass.rawValue, holder)] }
    return queues.indices.compactMap { index in queues[index].first.map { (index, $0) } }
  }
}

