import Calendar
import Ecosystem
import Foundation
import Store
import Synchronization

// Write transactions: one writer at a time in a workspace; the others wait suspended, and see its holder when the wait is long.

extension PluginHost {
  /// Begins a write transaction for one operation.
  ///
  /// - Parameters:
  ///   - scope: the records and fields that its reads find.
  ///   - wait: the longest wait for the write lock; nil for `Workspace.writerWait`.
  /// - Throws: `EngineError.writerBusy` naming the lock's holder, after that time.
  package func beginWriting(
    _ kind: InvocationKind, _ plugin: String, name: String, for scope: ReadScope, wait: Duration? = nil
  ) async throws -> StoreTransaction {
    let writer = Writer(plugin: plugin, kind: kind.rawValue, name: name, since: Instant.now())
    do {
      return try await workspace.beginWriting(as: writer, for: scope, wait: wait ?? workspace.writerWait)
    } catch let error as StoreError where error.kind == .busy {
      throw await WriterStatusFile(workspace).refusal(waitingFor: error, in: workspace.store)
    }
  }

  /// Begins a transaction that reads, and becomes the writer at its first change; from then on waiting processes see it as the
  /// holder of the write lock.
  func beginDeferred(_ kind: InvocationKind, _ plugin: String, name: String, for scope: ReadScope) throws -> StoreTransaction {
    let transaction = try workspace.store.begin(.deferred, for: scope)
    let statusFile = WriterStatusFile(workspace)
    transaction.whenWriting = { [unowned transaction] in
      let writer = Writer(plugin: plugin, kind: kind.rawValue, name: name, since: Instant.now())
      statusFile.show(writer, until: transaction.whenEnded)
    }
    return transaction
  }

  /// Logs an operation of the host itself in its own transaction.
  ///
  /// - Returns: its id, and the number of its change; nil when it changed nothing.
  /// - Throws: `StoreError` when `transaction` cannot write, or `record.startedAt` is no RFC 3339 timestamp.
  package func log(_ record: InvocationRecord, in transaction: StoreTransaction) throws -> (id: String, change: Int64?) {
    var record = record
    record.id = try transaction.invocations.makeID(now: record.startedAt)
    try transaction.invocations.append(record)
    return (record.id, try transaction.journal.attributeChanges(to: record.id))
  }
}

extension Workspace {
  /// How long the log entry of an operation that changes no record waits for the write lock, in milliseconds.
  private static let noteWaitMilliseconds = 2_000

  /// Logs an operation of the admin that changes no record. Like the entry of a report it is dropped where the file cannot be written,
  /// or another writer keeps it for two seconds: a backup that was made does not fail because of its log.
  ///
  /// - Parameter principal: who did it; by default the person at the terminal.
  package func note(_ kind: InvocationKind, name: String, startedAt: String, by principal: String = Principal.login) {
    guard let transaction = try? store.begin(.write, for: .admin, busyMilliseconds: Self.noteWaitMilliseconds) else { return }
    do {
      var record = InvocationRecord(kind, name: name, startedAt: startedAt, rowsWritten: 0)
      record.principal = principal
      record.id = try transaction.invocations.makeID(now: startedAt)
      try transaction.invocations.append(record)
      try transaction.commit()
    } catch {
      transaction.rollback()
    }
  }

  /// Logs a change of the portal's accounts, or of their sessions.
  ///
  /// - Parameters:
  ///   - name: the kind of change, such as `invite`.
  ///   - account: the account by which it was done; nil for the person at the terminal.
  public func noteAccount(_ name: String, by account: String? = nil) {
    note(.account, name: name, startedAt: Instant.now(), by: account.map { "\(PageViewer.visitor):\($0)" } ?? Principal.login)
  }

  /// Pins the bundles of a list, and logs that.
  ///
  /// - Returns: the names of the files that the list pins, sorted.
  /// - Throws: as `TrustStore.pin(list:)`.
  public func trust(list: URL) throws -> [String] {
    let (now, names) = (Instant.now(), try trust.pin(list: list))
    note(.trust, name: list.lastPathComponent, startedAt: now)
    return names
  }

  /// Begins a write transaction whose holder is published for waiting processes.
  ///
  /// - Throws: `StoreError.busy` when another writer held the lock for longer than `wait`; `CancellationError`.
  func beginWriting(as writer: Writer, for scope: ReadScope, wait: Duration) async throws -> StoreTransaction {
    let start = ContinuousClock.now
    let transaction: StoreTransaction
    do { transaction = try await store.beginWriting(writer, for: scope, wait: wait) } catch {
      state.noteWait(since: start, isHeld: false)
      throw error
    }
    state.noteWait(since: start, isHeld: true)
    WriterStatusFile(self).show(store.presentWriter ?? writer, until: transaction.whenEnded)
    return transaction
  }
}

/// The file `run/writer.json` of a workspace: who writes for longer than a moment, for those in other processes who wait.
package struct WriterStatusFile: Sendable {
  /// The delay before the file is written.
  static let delay = Duration.milliseconds(250)

  private let folder: HostStatusFolder

  /// The file of a workspace.
  package init(_ workspace: Workspace) { folder = HostStatusFolder(workspace) }

  /// Publishes the writer, after `delay` and until it ends; `whenEnded` registers the callback for the end.
  ///
  /// - Parameter writer: asked for after the delay, since a transaction may have begun its next invocation by then.
  package func show(
    _ writer: @autoclosure @escaping @Sendable () -> Writer, until whenEnded: (@escaping @Sendable () -> Void) -> Void
  ) {
    let publication = Publication(folder)
    whenEnded { publication.end() }
    Task.detached {
      try? await Task.sleep(for: Self.delay)
      publication.show(writer)
    }
  }

  /// Names the holder of the write lock, which says so only after `delay`: one that has just begun is given the time.
  package func refusal(waitingFor error: StoreError, in store: Store) async -> EngineError {
    if read() == nil, store.presentWriter == nil { try? await Task.sleep(for: Self.delay * 2) }
    return refusal(error, in: store)
  }

  /// Names the holder of the write lock that was held for longer than the caller could wait.
  package func refusal(_ error: StoreError, in store: Store) -> EngineError {
    let present = store.presentWriter.map { (writer: $0, process: ProcessInfo.processInfo.processIdentifier) }
    return .writerBusy(milliseconds: Int(error.found ?? "") ?? 0, present: read() ?? present)
  }

  /// Returns the published writer, if its process still runs.
  func read() -> (writer: Writer, process: Int32)? { folder.writer() }

  /// The state of one transaction's file. Its lock prevents a write after the removal.
  private final class Publication: Sendable {
    private let folder: HostStatusFolder
    private let state = Mutex((hasEnded: false, isShown: false))

    init(_ folder: HostStatusFolder) { self.folder = folder }

    func show(_ writer: () -> Writer) {
      state.withLock { state in
        if state.hasEnded { return }
        folder.write(writer())
        state.isShown = true
      }
    }

    func end() {
      state.withLock { state in
        if state.isShown { folder.removeWriter() }
        state.hasEnded = true
      }
    }
  }
}

extension HostStatusFolder {
  /// Publishes the writer. A write error is ignored: nothing depends on the file.
  fileprivate func write(_ writer: Writer) {
    let status: ExactDictionary<FieldValue> = [
      "pid": .integer(Int64(Self.ownNumber)), "process_start": .text(Self.start(of: Self.ownNumber) ?? ""),
      "plugin": .text(writer.plugin), "kind": .text(writer.kind), "name": .text(writer.name),
      "since": .text(writer.since),
    ]
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try? Data((FieldValue.map(status).json + "\n").utf8).write(to: writerFile, options: .atomic)
  }

  /// Removes the file of this process; another may have written its own since.
  fileprivate func removeWriter() {
    guard writer()?.process == Self.ownNumber else { return }
    try? FileManager.default.removeItem(at: writerFile)
  }

  /// Returns the writer of any process; nil when none is published, or the process has ended.
  fileprivate func writer() -> (writer: Writer, process: Int32)? {
    guard let bytes = try? Data(contentsOf: writerFile),
      let status = try? FieldValue(json: String(decoding: bytes, as: UTF8.self)).mapValue,
      let process = status["pid"]?.integerValue.flatMap({ Int32(exactly: $0) }),
      let start = status["process_start"]?.textValue, start == Self.start(of: process)
    else { return nil }
    func text(_ name: String) -> String { status[name]?.textValue ?? "" }
    return (
      Writer(plugin: text("plugin"), kind: text("kind"), name: text("name"), since: text("since")), process
    )
  }

  private var writerFile: URL { url.appending(path: "writer.json") }
}
