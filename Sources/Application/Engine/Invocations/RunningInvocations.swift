import Ecosystem
import Foundation
import Lua
import Scheduler
import Synchronization

/// The invocations under way in this process, published for `grappe top` while any lasts longer than a moment; those that
/// `grappe kill` asks for are ended.
///
/// Most runs are over before the first file would be written; then nothing at all is written.
final class RunningInvocations: Sendable {
  /// How long something runs before it is published, and how often it is published afresh.
  static let interval = Duration.milliseconds(250)

  private struct Entry {
    var plugin: String
    var kind: InvocationKind
    var name: String
    var taskClass: TaskClass
    var startedAt: String
    var start: ContinuousClock.Instant
    /// What it cost, once its code has ended: while its error is explained, its transaction committed, its document rendered.
    var final: Accounting?
    /// Ends it.
    var kill: @Sendable () -> Void
  }

  private struct State {
    var entries: [UInt64: Entry] = [:]
    /// Changes whenever everything has ended, so that a publisher of before stops.
    var round = 0
    var isPublished = false
  }

  private let folder: HostStatusFolder?
  private let tasks: @Sendable () -> [TaskStatus]
  private let state = Mutex(State())

  /// - Parameters:
  ///   - folder: where to publish; nil for nowhere.
  ///   - tasks: the scheduler's tasks under way.
  init(folder: HostStatusFolder?, tasks: @escaping @Sendable () -> [TaskStatus]) {
    self.folder = folder
    self.tasks = tasks
  }

  /// Notes that the code of a task has ended; it is listed until `end`.
  func conclude(_ id: UInt64, _ accounting: Accounting) { state.withLock { $0.entries[id]?.final = accounting } }

  /// Notes that a task has been submitted.
  func begin(_ task: TaskHandle, _ call: InvocationRunner.Call, _ startedAt: String) {
    guard folder != nil else { return }
    let entry = Entry(
      plugin: call.sandbox.name, kind: call.kind, name: call.name, taskClass: call.priority, startedAt: startedAt,
      start: .now
    ) { task.kill(KillReason(.killed)) }
    list(task.id, entry)
  }

  private func list(_ id: UInt64, _ entry: Entry) {
    let round: Int? = state.withLock { state in
      state.entries[id] = entry
      return state.entries.count == 1 ? state.round : nil
    }
    if let round { Task.detached { await self.publish(round) } }
  }

  /// Returns what lists an invocation whose code has ended for as long as its document is rendered: called when rendering begins,
  /// it returns what is called when rendering ends. Nil where nothing is published.
  func whileRendering(_ id: UInt64) -> (@Sendable () -> @Sendable () -> Void)? {
    guard let entry = state.withLock({ $0.entries[id] }), entry.final != nil else { return nil }
    return { [self] in
      list(id, entry)
      return { [self] in end(id) }
    }
  }

  /// Notes that a task has ended; with the last one the file goes.
  func end(_ id: UInt64) {
    state.withLock { state in
      state.entries[id] = nil
      guard state.entries.isEmpty else { return }
      state.round += 1
      if state.isPublished { folder?.remove() }
      state.isPublished = false
    }
  }

  private func publish(_ round: Int) async {
    repeat {
      try? await Task.sleep(for: Self.interval)
      for number in folder?.takeKillRequests() ?? [] { state.withLock { $0.entries[number]?.kill }?() }
    } while publishOnce(round)
  }

  /// Writes the file unless everything of that round has ended. The lock is held meanwhile, so that the file cannot come after
  /// it was removed.
  private func publishOnce(_ round: Int) -> Bool {
    let tasks = tasks()
    return state.withLock { state in
      guard state.round == round, !state.entries.isEmpty else { return false }
      folder?.write(Self.listed(state.entries, tasks))
      state.isPublished = true
      return true
    }
  }

  /// Those whose task is under way, then those whose task has ended.
  private static func listed(_ entries: [UInt64: Entry], _ tasks: [TaskStatus]) -> [RunningInvocation] {
    let running = tasks.compactMap { task -> RunningInvocation? in
      guard let entry = entries[task.id], entry.final == nil else { return nil }
      return invocation(task.id, entry, phase: task.phase.rawValue, task.accounting)
    }
    let ending = entries.sorted { $0.key < $1.key }.compactMap { id, entry in
      entry.final.map { invocation(id, entry, phase: "ending", $0) }
    }
    return running + ending
  }

  private static func invocation(
    _ id: UInt64, _ entry: Entry, phase: String, _ accounting: Accounting
  ) -> RunningInvocation {
    let elapsed = (ContinuousClock.now - entry.start).components
    return RunningInvocation(
      number: id, plugin: entry.plugin, kind: entry.kind.rawValue, name: entry.name, taskClass: "\(entry.taskClass)",
      phase: phase, startedAt: entry.startedAt, cpuMilliseconds: accounting.cpuNanoseconds / 1_000_000,
      wallMilliseconds: elapsed.seconds * 1_000 + elapsed.attoseconds / 1_000_000_000_000_000,
      peakBytes: Int64(accounting.peakBytes), rowsRead: accounting.rowsRead, rowsWritten: accounting.rowsWritten,
      outputBytes: accounting.outputBytes)
  }
}
