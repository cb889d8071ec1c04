import Calendar
import Ecosystem
import Localization
import Lua
import Scheduler
import Store
import Synchronization

/// The kind of an invocation, as stored in the log.
package enum InvocationKind: String, Sendable {
  /// `init.lua` of an installed plugin.
  case load
  /// `init.lua` of a bundle that is being installed.
  case install
  /// Entries of the portal. A page or a card is in the log only when it fails.
  case page, form, action, card
  case migration, report, command, importer, script, eval, test
  /// Operations of the host itself for the admin, without code of a plugin.
  case `import`, export, setting, uninstall, rollback, undo, quarantine, merge, prune, backup, restore, repair, erasure
  /// A decision on proposals, or a change of their values.
  case accept, reject, adjust
  /// A change of the queue or of the trusted bundles by the admin.
  case queue, trust
  /// A change of the portal's accounts, or of their sessions.
  case account
  /// A record that was added, changed or deleted on a page of the portal.
  case edit
  /// A line typed in the shell.
  case shell
  /// A listener of an event, a job, a command called by another plugin.
  case handler, job, call
  /// A validator, before another invocation saves a record; in the log only when it fails.
  case validator

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

  /// The class of limits in the manifest; nil where code of no plugin runs, whose limits options of the command line raise.
  var limitedKind: LimitedKind? {
    switch self {
    case .load, .install: .load
    case .handler, .validator: .handler
    case .command, .report, .call, .test: .command
    case .job, .importer, .migration: .job
    case .page, .form, .action, .card: .page
    default: nil
    }
  }

  /// The limits whose kills do not count all the same: `init.lua` waits for nothing, so that only a machine that is too busy makes it late.
  var uncountedLimits: Set<Limit> { self == .load ? [.wall] : [] }
}

/// The invocations of one operation, buffered until they are written to the log.
///
/// Records of a write operation are written in its own transaction and commit with it. Records of invocations that only read, failed or were
/// stopped are written afterwards in a short transaction of their own; when the write lock is not free within `wait`, or the
/// file cannot be written, they are dropped: a report never fails because of its log.
package final class InvocationJournal: Sendable {
  /// The wait for the write lock: short, so that the user does not wait at the terminal.
  static let wait = Duration.milliseconds(100)
  /// The wait for the write lock after a kill, which the quarantine must count.
  static let killWait = Duration.seconds(2)
  /// The writer of the log, as waiting processes are told of it.
  static var writer: Writer { Writer(plugin: "admin", kind: "log", name: "entries", since: Instant.now()) }
  /// The maximum length kept of an error, in characters.
  static let detailLengthMax = 8_000

  /// The principal that began the operation.
  let principal: String
  private let workspace: Workspace?
  private let records = Mutex<[InvocationRecord]>([])
  private let lastID = Mutex<String?>(nil)

  /// - Parameters:
  ///   - workspace: where the log is; nil where there is none, as for a bundle that is only inspected.
  ///   - principal: who or what began the operation.
  package init(_ workspace: Workspace?, principal: String = Principal.login) {
    self.workspace = workspace
    self.principal = principal
  }

  /// The id of the invocation last written to the log.
  var lastWritten: String? { lastID.withLock { $0 } }

  /// Adds an invocation that has ended.
  func note(_ record: InvocationRecord) { records.withLock { $0.append(record) } }

  /// Marks the last invocation as failed: it returned, but its commit failed.
  func fail(_ code: String, _ detail: String) {
    records.withLock { records in
      guard let last = records.indices.last, records[last].outcome == InvocationRecord.done else { return }
      records[last].outcome = code
      records[last].detail = String(detail.prefix(Self.detailLengthMax))
    }
  }

  /// Attributes the writes so far in `transaction` to the last invocation of that kind of a plugin.
  /// - Returns: the number of the change; nil when nothing changed.
  /// - Throws: `StoreError` when `transaction` cannot write.
  package func attribute(to plugin: String, _ kind: InvocationKind, in transaction: StoreTransaction) throws -> Int64? {
    let id = try records.withLock { records throws -> String? in
      let index = records.lastIndex { $0.plugin == plugin && $0.kind == kind.rawValue }
      guard let index else { return nil }
      if records[index].id.isEmpty { records[index].id = try transaction.invocations.makeID(now: records[index].startedAt) }
      return records[index].id
    }
    return try id.flatMap { try transaction.journal.attributeChanges(to: $0) }
  }

  /// Writes the buffered invocations in a transaction that is about to commit. Its writes that are not attributed yet are
  /// attributed to the last invocation. Call `clear` after the commit.
  /// - Returns: the id of the last invocation.
  /// - Throws: `StoreError` when `transaction` cannot write.
  @discardableResult
  package func write(into transaction: StoreTransaction) throws -> String {
    var last = ""
    for var record in records.withLock({ $0 }) {
      if record.id.isEmpty { record.id = try transaction.invocations.makeID(now: record.startedAt) }
      lastID.withLock { $0 = record.id }
      try transaction.invocations.append(record)
      try transaction.invocations.quarantineIfDue(after: record)
      last = record.id
    }
    if !last.isEmpty { try transaction.journal.attributeChanges(to: last) }
    return last
  }

  /// Writes the buffered invocations, and the rows that `marking` adds, in a transaction of its own.
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

  /// Clears the buffer, once it is in the log.
  package func clear() { records.withLock { $0 = [] } }

  /// Writes the buffered invocations in a transaction of its own; drops them when that fails.
  func save() async {
    let records = records.withLock { $0 }
    guard let workspace, !records.isEmpty else { return }
    let wait = records.contains(where: \.isKill) ? Self.killWait : Self.wait
    // An error here is dropped: the operation has ended, and its caller needs its own outcome.
    guard let transaction = try? await workspace.beginWriting(as: Self.writer, for: .admin, wait: wait) else { return clear() }
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
  /// Runs one operation whose invocations are buffered together, and saves those left in the buffer at its end.
  ///
  /// - Parameter principal: who began the operation; nil for the person at the terminal.
  /// - Throws: the errors of `body`.
  package func journaled<Result>(
    as principal: String? = nil, _ body: (InvocationJournal) async throws -> Result
  ) async throws -> Result {
    let journal = principal.map { makeJournal($0) } ?? makeJournal()
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
  /// The outcome of an invocation that returned; any other outcome is an error code, such as `limit.cpu`.
  static let done = "done"

  /// Whether the invocation was killed by a limit that is the plugin's own fault.
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

  /// Creates the entry of an operation of the host itself for the admin; it has no id yet.
  package init(_ kind: InvocationKind, plugin: String = "admin", name: String, startedAt: String, rowsWritten: Int) {
    self.init(
      id: "", plugin: plugin, principal: Principal.login, kind: kind.rawValue, name: name, startedAt: startedAt,
      outcome: Self.done)
    self.rowsWritten = rowsWritten
  }

  /// Creates the entry of a task; it has no id yet.
  init(
    _ call: InvocationRunner.Call, _ accounting: Accounting, startedAt: String, error: EngineError?,
    language: Language
  ) {
    self.init(
      id: "", plugin: call.sandbox.name, principal: call.principal(after: error), kind: call.kind.rawValue, name: call.name,
      startedAt: startedAt, outcome: error?.code ?? Self.done,
      detail: error.map { String($0.message(in: language).prefix(InvocationJournal.detailLengthMax)) })
    queueMilliseconds = Int(accounting.queueNanoseconds / 1_000_000)
    cpuMilliseconds = Int(accounting.cpuNanoseconds / 1_000_000)
    wallMilliseconds = Int(accounting.wallNanoseconds / 1_000_000)
    (peakBytes, outputBytes) = (accounting.peakBytes, Int(accounting.outputBytes))
    (rowsRead, rowsWritten) = (Int(accounting.rowsRead), Int(accounting.rowsWritten))
  }
}
