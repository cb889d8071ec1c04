import Ecosystem
import Synchronization

/// One transaction: one snapshot to read, and for a writer one set of changes that is kept whole or not at all.
///
/// It owns a connection until it ends. It may stay open between calls and move between threads, but is used by one
/// thread at a time. When it is let go without `commit`, it is rolled back. When a thread that uses it does not come back,
/// `retire` takes the connection out of use.
public final class StoreTransaction: @unchecked Sendable {  // One thread at a time, by the rule above.
  /// What it may do; `.deferred` turns into `.write` at the first change.
  public internal(set) var mode: TransactionMode {
    didSet { if mode == .write { holdsWriteLock.store(true, ordering: .relaxed) } }
  }
  /// Number of records inserted, changed or deleted so far.
  public internal(set) var changeCount = 0

  let store: Store
  var layout: StoreLayout
  var ulids = ULIDSource()
  /// References whose record was not there when they were written; looked at again by `commit`.
  var pending: [PendingReference] = []
  /// Records whose agreement with what they refer to is looked at again by `commit`.
  var unagreed: Set<UncheckedAgreement> = []
  /// The listeners by the event they listen to, once they were asked for.
  var listenersByEvent: [String: [EventListener]]?
  /// How long the chain of events is that this transaction continues; 0 when it does not answer an event.
  public internal(set) var eventDepth = 0
  /// The number of that event; nil when it does not answer one.
  var cause: Int64?
  /// The cascade that its events belong to, once it was looked up.
  var cascade: Int64?
  /// Whose code works here, as events name it.
  public var eventSource = "admin"
  /// Number of events recorded so far.
  public internal(set) var eventCount = 0
  /// The entities of records that references met, by their id, so that a vocabulary's codes are looked up once.
  var entityByID: ExactDictionary<String> = [:]
  /// The moment that was last given, and what it means.
  var lastMoment: (text: String, instant: Instant)?
  /// The records deleted, by id, with their entity: an id is not given to another entity in the same breath.
  var deleted: ExactDictionary<String> = [:]
  /// The tables the journal speaks of, by the number under which it knows them.
  var writtenShapes: [Int64: RowShape] = [:]
  private var endings: [@Sendable () -> Void] = []
  /// Whether anything was asked of the snapshot of a deferred transaction.
  var isSnapshotUsed = false
  private(set) var connection: Connection?
  private let holdsWriteLock: Atomic<Bool>
  /// When it wrote first.
  public let writeClock = WriteClock()
  /// Called once when a deferred transaction has become the writer.
  public var whenWriting: (() -> Void)?
  private let retirement = Mutex(Retirement())
  private let isRetired = Atomic(false)
  private var cursors: [ObjectIdentifier: OpenCursor] = [:]

  init(mode: TransactionMode, connection: Connection, layout: StoreLayout, store: Store) {
    self.mode = mode
    self.connection = connection
    self.layout = layout
    self.store = store
    holdsWriteLock = Atomic(mode == .write)
    if mode == .write { connection.setJournal(Journal(layout.recordedShapes)) }
    retirement.withLock { $0.interrupt = { [weak connection] in connection?.interrupt() } }
  }

  deinit { end("ROLLBACK") }

  /// The model as this transaction sees it, with the fields of plugins.
  public var schema: Schema { layout.schema }

  /// Whether it has neither ended nor been retired.
  public var isOpen: Bool { !isRetired.load(ordering: .acquiring) && connection != nil }

  /// Checks now what `commit` would check, and stays open.
  /// - Throws: as `commit`.
  public func validate() throws {
    let connection = try open()
    if mode == .write { try checkWhole(connection) }
  }

  /// Keeps all changes and ends the transaction. What nobody was named for by `attributeChanges` counts as the admin's.
  /// - Throws: `StoreError.missingReference`, `.wrongReference`, `.stillReferenced` or `.disagreement` when a record refers
  ///   to what is not there or does not belong with it, naming it; the transaction then stays open, for a correction or `rollback`.
  public func commit() throws {
    let connection = try open()
    if mode == .write {
      try checkWhole(connection)
      try flushSearch(connection)
      try attributeRest(connection)
    }
    try explaining { try connection.run("COMMIT") }
    store.keep(layout)
    end(nil)
  }

  /// What must hold at the end, when the records have all come.
  private func checkWhole(_ connection: Connection) throws {
    try checkReferences(connection)
    try explaining { try checkAgreements(connection) }
  }

  /// Ends the transaction without a trace. Harmless when it has ended.
  public func rollback() {
    end("ROLLBACK")
  }

  /// Calls `body` once when the transaction has ended, however it ends.
  public func whenEnded(_ body: @escaping @Sendable () -> Void) {
    if isOpen { endings.append(body) } else { body() }
  }

  /// Makes statements stop with `StoreError.interrupted` when `condition` gives true; it is asked every few
  /// microseconds of work on the thread that works, must be quick and must not use the transaction. A write that is
  /// stopped takes the whole transaction with it.
  public func setInterrupt(_ condition: (@Sendable () -> Bool)?) {
    guard isOpen else { return }
    connection?.setInterrupt(condition)
  }

  // MARK: For the facets

  /// The connection, while the transaction is open.
  func open() throws(StoreError) -> Connection {
    guard let connection, !isRetired.load(ordering: .acquiring) else { throw StoreError(.closed) }
    isSnapshotUsed = true
    return connection
  }

  /// The connection, for a change.
  func writable() throws(StoreError) -> Connection {
    switch mode {
    case .read: throw StoreError(.readOnly)
    case .deferred: try becomeWriter()
    case .write: break
    }
    let connection = try open()
    writeClock.note()
    return connection
  }

  /// Runs `body`; ends the transaction when SQLite has ended it under an interrupted write or a full disk.
  func explaining<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      if let connection, !connection.isInTransaction { end(nil) }
      throw error
    }
  }

  /// Remembers a cursor, to close it when the transaction ends.
  func register(_ cursor: RecordCursor) {
    cursors[ObjectIdentifier(cursor)] = OpenCursor(cursor: cursor)
  }

  /// Takes back the statement of a cursor that is done.
  func finish(_ statement: PreparedStatement, of cursor: RecordCursor) {
    guard isOpen else { return }
    cursors[ObjectIdentifier(cursor)] = nil
    connection?.keep(statement)
  }

  // MARK: A thread that does not come back

  /// Takes the transaction out of use because the thread inside it did not come back: every later call fails with
  /// `StoreError.closed`, `rollback` included has no effect, and the connection is never pooled. May be called from any thread;
  /// the statement that runs is interrupted, the only call to SQLite made here.
  /// - Returns: whether it holds the write lock of the file.
  @discardableResult
  public func retire() -> Bool {
    retirement.withLock { state in
      guard !state.hasReturned else { return false }
      isRetired.store(true, ordering: .releasing)
      state.interrupt?()
      return holdsWriteLock.load(ordering: .relaxed)
    }
  }

  /// Rolls back and closes the connection of a retired transaction. Only the thread that was lost inside it may call this, once
  /// it has come back.
  public func closeRetired() {
    retirement.withLock { $0 = Retirement(hasReturned: true) }
    guard isRetired.load(ordering: .acquiring), let connection else { return }
    for open in cursors.values { open.cursor.abandon().map(connection.keep) }
    cursors.removeAll()
    connection.setInterrupt(nil)
    connection.setJournal(nil)
    // A connection that cannot roll back does so when it is closed.
    if connection.isInTransaction { try? connection.run("ROLLBACK") }
    self.connection = nil
    writeClock.stop()
    endings.forEach { $0() }
    endings.removeAll()
  }

  private func end(_ statement: String?) {
    guard isOpen, let connection else { return }
    retirement.withLock { $0 = Retirement(hasReturned: true) }
    for open in cursors.values { open.cursor.abandon().map(connection.keep) }
    cursors.removeAll()
    connection.setInterrupt(nil)
    connection.setJournal(nil)
    // SQLite may have rolled back by itself; then there is nothing left to do.
    if let statement, connection.isInTransaction { try? connection.run(statement) }
    self.connection = nil
    if !connection.isInTransaction { store.giveBack(connection) }
    writeClock.stop()
    endings.forEach { $0() }
    endings.removeAll()
  }
}

/// How a transaction is taken from a thread that is lost inside it.
private struct Retirement {
  /// Interrupts the statement that runs (`sqlite3_interrupt`).
  var interrupt: (@Sendable () -> Void)?
  /// Whether the connection has left the transaction.
  var hasReturned = false
}

/// A cursor that has a statement of the transaction. Its `deinit` gives the statement back and so takes it out of the list;
/// a weak reference would make each use of the cursor slower.
private struct OpenCursor {
  unowned(unsafe) let cursor: RecordCursor
}
