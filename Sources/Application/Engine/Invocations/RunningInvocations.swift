import Ecosystem
import Foundation
import Lua
import Scheduler
import Synchronization

/// The running invocations of this process, published for `grappe top` while any lasts longer than a moment; ends those with a
/// request of `grappe kill`.
///
/// Most runs end before the first file would be written; then no file is written.
final class RunningInvocations: Sendable {
  /// The delay before an invocation is published, and the interval of updates.
  static let interval = Duration.milliseconds(250)

  private struct Entry {
    var plugin: String
    var kind: InvocationKind
    var name: String
    var taskClass: TaskClass
    var startedAt: String
    var start: ContinuousClock.Instant
    /// Its cost, once its code has ended: while its error is explained, its transaction committed, its document rendered.
    var final: Accounting?
    /// Ends the invocation.
    var kill: @Sendable () -> Void
  }

  private struct State {
    var entries: [UInt64: Entry] = [:]
    /// Whether a task looks at the entries at each interval; it ends when it finds none.
    var hasPublisher = false
    var isPublished = false
  }

  private let folder: HostStatusFolder?
  private let tasks: @Sendable () -> [TaskStatus]
  private let state = Mutex(State())

  /// - Parameters:
  ///   - folder: the folder to publish in; nil for none.
  ///   - tasks: returns the scheduler's running tasks.
  init(folder: HostStatusFolder?, tasks: @escaping @Sendable () -> [TaskStatus]) {
    self.folder = folder
    self.tasks = tasks
  }

  /// Marks the code of a task as ended; it is listed until `end`.
  func conclude(_ id: UInt64, _ accounting: Accounting) { state.withLock { $0.entries[id]?.final = accounting } }

  /// Adds a submitted task.
  func begin(_ task: TaskHandle, _ call: InvocationRunner.Call, startedAt: String) {
    guard folder != nil else { return }
    let entry = Entry(
      plugin: call.sandbox.name, kind: call.kind, name: call.name, taskClass: call.priority, startedAt: startedAt,
      start: .now
    ) { task.kill(KillReason(.killed)) }
    list(task.id, entry)
  }

  private func list(_ id: UInt64, _ entry: Entry) {
    let isFirst = state.withLock { state in
      state.entries[id] = entry
      defer { state.hasPublisher = true }
      return !state.hasPublisher
    }
    if isFirst { Task.detached { await self.publish() } }
  }

  /// Returns a function that keeps an invocation listed while its document is rendered: it is called when rendering begins, and
  /// returns the function to call when rendering ends. Nil when nothing is published.
  func whileRendering(_ id: UInt64) -> (@Sendable () -> @Sendable () -> Void)? {
    guard let entry = state.withLock({ $0.entries[id] }), entry.final != nil else { return nil }
    return { [self] in
      list(id, entry)
      return { [self] in end(id) }
    }
  }

  /// Removes a task; the last one removes the file.
  func end(_ id: UInt64) {
    state.withLock { state in
      state.entries[id] = nil
      guard state.entries.isEmpty else { return }
      if state.isPublished { folder?.remove() }
      state.isPublished = false
    }
  }

  private func publish() async {
    repeat {
      try? await Task.sleep(for: Self.interval)
      for number in folder?.takeKillRequests() ?? [] { state.withLock { $0.entries[number]?.kill }?() }
    } while publishOnce()
  }

  /// Writes the file if an invocation has lasted for an interval. Holds the lock meanwhile, so that the file is not written after its removal.
  ///
  /// - Returns: false when no invocation is left.
  private func publishOnce() -> Bool {
    let tasks = tasks()
    return state.withLock { state in
      guard !state.entries.isEmpty else {
        state.hasPublisher = false
        return false
      }
      guard state.isPublished || state.entries.values.contains(where: { .now - $0.start >= Self.interval }) else { return true }
      folder?.write(Self.listed(state.entries, tasks))
      state.isPublished = true
      return true
    }
  }

  /// Returns the invocations with a running task, then those whose task has ended.
  private static func listed(_ entries: [UInt64: Entry], _ tasks: [TaskStatus]) -> [RunningInvocation] {
    let running = tasks.compactMap { task -> RunningInvocation? in
      guard let entry = entries[task.id], entry.final == nil else { return nil }
      return invocation(task.id, entry, phase: task.phase.rawValue, accounting: task.accounting)
    }
    let ending = entries.sorted { $0.key < $1.key }.compactMap { id, entry in
      entry.final.map { invocation(id, entry, phase: "ending", accounting: $0) }
    }
    return running + ending
  }

  private static func invocation(
    _ id: UInt64, _ entry: Entry, phase: String, accounting: Accounting
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
