import Ecosystem
import Lua
import Scheduler
import Store
import Synchronization

/// What is called in an invocation, as the log names it.
package enum InvocationKind: String, Sendable {
  /// `init.lua` of an installed plugin.
  case load
  /// `init.lua` of a bundle that is being installed.
  case install
  case migration, report, command, importer, script, eval, test
  /// What the admin does by the host itself, without code of a plugin.
  case `import`, uninstall, rollback, undo, quarantine, prune, restore, repair
  /// A line typed in the shell.
  case shell
  /// A listener at an event, a job, a command called by another plugin.
  case handler, job, call

  /// Whether a kill counts towards the quarantine of the plugin: only where nobody watches, in jobs and deliveries, in the commands they
  /// call, and where they or a serving host load a plugin. A run that an admin started by hand is stopped and may be started again.
  ///
  /// - Parameter principal: who or what began the invocation.
  func countsKills(for principal: String) -> Bool {
    switch self {
    case .job, .handler: true
    case .load: Principal.isAutomatic(principal)
    case .call: Principal.isAutomatic(caller: principal)
    default: false
    }
  }

  /// The limits whose kills do not count all the same: `init.lua` waits for nothing, so that only a machine that is too busy makes it late.
  var uncountedLimits: Set<Limit> { self == .load ? [.wall] : [] }
}

/// The invocations of one operation, kept until the log can take them.
///
/// Those of a write operation go into its own transaction and so commit with it. Those that only read, failed or were stopped
/// are written afterwards in a short transaction of their own; when another writer is busy for longer than
/// `wait`, or the file cannot be written, they are dropped: a report never fails for the sake of its log.
package final class InvocationJournal: Sendable {
  /// How long to wait for another writer: hardly, so that nobody waits at the terminal.
  static let wait = Duration.milliseconds(100)
  /// The same where a plugin was killed, since the quarantine counts on it.
  static let killWait = Duration.seconds(2)
  /// The most of an error that is kept, in characters.
  static let detailLengthMax = 8_000

  /// Who or what began the operation.
  let principal: String
  private let store: Store?
  private let records = Mutex<[InvocationRecord]>([])
  private let lastID = Mutex<String?>(nil)

  /// - Parameters:
  ///   - store: where the log is; nil where there is none, as for a bundle that is only inspected.
  ///   - principal: who or what began the operation.
  package init(_ store: Store?, principal: String = Principal.admin) {
    self.store = store
    self.principal = principal
  }

  /// The id of the invocation last written, in the operation's transaction or afterwards.
  var lastWritten: String? { lastID.withLock { $0 } }

  /// Notes an invocation that has ended.
  func note(_ record: InvocationRecord) { records.withLock { $0.append(record) } }

  /// Turns the last invocation into a failed one: it returned, but what it wrote could not be kept.
  func fail(_ code: String, _ detail: String) {
    records.withLock { records in
      guard let last = records.indices.last, records[last].outcome == InvocationRecord.done else { return }
      records[last].outcome = code
      records[last].detail = String(detail.prefix(Self.detailLengthMax))
    }
  }

  /// Attributes what was written so far in `transaction` to the last invocation of that kind of a plugin.
  /// - Returns: the number of the change; nil when nothing was changed.
  package func attribute(to plugin: String, _ kind: InvocationKind, in transaction: StoreTransaction) throws -> Int64? {
    let id = try records.withLock { records throws -> String? in
      let index = records.lastIndex { $0.plugin == plugin && $0.kind == kind.rawValue }
      guard let index else { return nil }
      if records[index].id.isEmpty { records[index].id = try transaction.makeID(now: records[index].startedAt) }
      return records[index].id
    }
    return try id.flatMap { try transaction.attributeChanges(to: $0) }
  }

  /// Writes what was noted into a transaction that is about to commit. What was written in it belongs to the last invocation, as
  /// far as it was not attributed before. Call `clear` when it has committed.
  /// - Returns: the id of the last invocation.
  @discardableResult
  package func write(into transaction: StoreTransaction) throws -> String {
    var last = ""
    for var record in records.withLock({ $0 }) {
      if record.id.isEmpty { record.id = try transaction.makeID(now: record.startedAt) }
      lastID.withLock { $0 = record.id }
      try transaction.appendInvocation(record)
      try transaction.quarantineIfDue(after: record)
      last = record.id
    }
    if !last.isEmpty { try transaction.attributeChanges(to: last) }
    return last
  }

  /// Writes what is noted, and what `marking` adds, in a transaction of its own.
  ///
  /// - Throws: `StoreError` when the file cannot be written, `EngineError.writerBusy` when another writer keeps it; nothing is kept then.
  func save(with host: PluginHost, _ marking: (StoreTransaction) throws -> Void) async throws {
    let transaction = try await host.beginQueueWriting()
    do {
      try marking(transaction)
      try write(into: transaction)
      try transaction.commit()
    } catch {
      transaction.rollback()
      throw error
    }
    clear()
  }

  /// Forgets what was noted: it is in the log.
  package func clear() { records.withLock { $0 = [] } }

  /// Writes what is noted in a transaction of its own; drops it where that cannot be had.
  func save() async {
    let records = records.withLock { $0 }
    guard let store, !records.isEmpty else { return }
    let wait = records.contains(where: \.isKill) ? Self.killWait : Self.wait
    let writer = Writer(plugin: "admin", kind: "log", name: "", since: Instant.now())
    // An error here is dropped: the operation is over, and its own outcome is what the caller must hear.
    guard let transaction = try? await store.beginWriting(writer, wait: wait) else { return clear() }
    do {
      try write(into: transaction)
      try transaction.commit()
    } catch {
      transaction.rollback()
    }
    clear()
  }
}

extension PluginHost {
  /// Does one operation whose invocations are noted together, and saves what is left of them when it is over.
  package func journaled<Result>(_ body: (InvocationJournal) async throws -> Result) async throws -> Result {
    let journal = makeJournal()
    do {
      let result = try await body(journal)
      await journal.save()
      return result
    } catch {
      await journal.save()
      throw error
    }
  }
}

extension InvocationRunner.Call {
  /// The principal as the log keeps it: the caller alone where a limit of the caller ended the call, so that the kill does not count.
  fileprivate func principal(after error: EngineError?) -> String {
    guard case .stopped(_, let kill)? = error, limitsOfCaller.contains(kill.limit) else { return principal }
    return Principal.plugin(of: principal)
  }
}

extension InvocationRecord {
  /// The outcome of an invocation that returned; any other outcome is the code of an error, such as `limit.cpu`.
  static let done = "done"

  /// Whether a limit that is the plugin's own fault ended it.
  var isKill: Bool {
    guard outcome.hasPrefix("limit."), let limit = Limit(rawValue: String(outcome.dropFirst(6))) else { return false }
    switch limit {
    case .cancelled, .abandoned, .quarantined, .killed: return false
    default: return true
    }
  }

  /// Whether it counts towards the quarantine.
  var countsForQuarantine: Bool {
    guard isKill, let kind = InvocationKind(rawValue: kind), kind.countsKills(for: principal) else { return false }
    return !kind.uncountedLimits.contains { outcome == "limit.\($0)" }
  }

  /// Whether its worker did not come back from host code.
  var isStuck: Bool { outcome == "limit.\(Limit.stuck)" }

  /// What the host itself did for the admin; it has no id yet.
  package init(_ kind: InvocationKind, plugin: String = "admin", name: String, startedAt: String, rowsWritten: Int) {
    self.init(
      id: "", plugin: plugin, principal: "admin", kind: kind.rawValue, name: name, startedAt: startedAt,
      outcome: Self.done, rowsWritten: rowsWritten)
  }

  /// What a task did, as the log keeps it; it has no id yet.
  init(
    _ call: InvocationRunner.Call, _ accounting: Accounting, startedAt: String, error: EngineError?,
    _ language: Language
  ) {
    self.init(
      id: "", plugin: call.sandbox.name, principal: call.principal(after: error), kind: call.kind.rawValue, name: call.name,
      startedAt: startedAt, outcome: error?.code ?? Self.done,
      detail: error.map { String($0.message(in: language).prefix(InvocationJournal.detailLengthMax)) },
      queueMilliseconds: Int(accounting.queueNanoseconds / 1_000_000),
      cpuMilliseconds: Int(accounting.cpuNanoseconds / 1_000_000),
      wallMilliseconds: Int(accounting.wallNanoseconds / 1_000_000), peakBytes: accounting.peakBytes,
      rowsRead: Int(accounting.rowsRead), rowsWritten: Int(accounting.rowsWritten),
      outputBytes: Int(accounting.outputBytes))
  }
}
