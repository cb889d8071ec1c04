import Calendar
import Ecosystem
import Synchronization

/// One transaction: one snapshot to read, and for a writer one set of changes that commits as a whole or not at all.
///
/// It owns a connection until it ends. It may stay open between calls and move between threads, but is used by one thread at a
/// time. When it is deallocated without `commit`, it is rolled back. When its thread hangs, `retire` takes the connection out of
/// use.
public final class StoreTransaction: @unchecked Sendable {  // One thread at a time, by the rule above.
  /// Its mode; `.deferred` turns into `.write` at the first change.
  public internal(set) var mode: TransactionMode {
    didSet { if mode == .write { noteLock() } }
  }
  /// The records and fields that its reads find.
  public package(set) var scope: ReadScope {
    didSet { (scopedLayout, entityByID) = (nil, [:]) }
  }
  /// Number of records inserted, changed or deleted so far.
  public internal(set) var changeCount = 0

  let store: Store
  var layout: StoreLayout {
    didSet { scopedLayout = nil }
  }
  /// The cache of the layout by which it reads.
  var scopedLayout: ScopedLayout?
  /// The cache of whether the file holds examples; nil before it was looked up.
  var knowsExamples: Bool? {
    didSet { scopedLayout = nil }
  }
  /// The cache of whether records were merged; nil before it was looked up.
  var knowsAliases: Bool?
  /// Whether a merge writes: it moves the references of computed records too.
  var isMerging = false
  var ulids = ULIDSource()
  /// References to records that did not exist when they were written; `commit` checks them again.
  var pending: [PendingReference] = []
  /// Records whose agreement with a referenced record `commit` checks again.
  var pendingRuleChecks: Set<PendingRuleCheck> = []
  /// The cache of listeners by event.
  var listenersByEvent: [String: [EventListener]]?
  /// The origin of the events it records.
  var events = EventOrigin()
  /// The cache of entities of referenced records by id, so that a vocabulary's codes are looked up once.
  var entityByID: ExactDictionary<String> = [:]
  /// The cache of the last timestamp parsed.
  var lastMoment: (text: String, instant: Instant)?
  /// The records it has deleted.
  var deleted = DeletedRecords()
  /// The cache of the storage that plugins use, in bytes.
  var storageBytes: [String: Int] = [:]
  /// The cache of table shapes by their numbers in the journal.
  var writtenShapes: [Int64: RowShape] = [:]
  private var endings: [@Sendable () -> Void] = []
  /// Whether a deferred transaction has read from its snapshot.
  var isSnapshotUsed = false
  private(set) var connection: Connection?
  private let holdsWriteLock: Atomic<Bool>
  /// The time since which it holds the write lock.
  public let writeClock = WriteClock()
  /// Called once when a deferred transaction has taken the write lock.
  public var whenWriting: (() -> Void)?
  private let retirement = Mutex(Retirement())
  private let isRetired = Atomic(false)
  private var cursors: [ObjectIdentifier: OpenCursor] = [:]

  init(mode: TransactionMode, scope: ReadScope, connection: Connection, layout: StoreLayout, store: Store) {
    self.mode = mode
    self.scope = scope
    self.connection = connection
    self.layout = layout
    self.store = store
    holdsWriteLock = Atomic(false)
    if mode == .write {
      noteLock()
      connection.setJournal(Journal(layout.recordedShapes))
    }
    retirement.withLock { $0.interrupt = { [weak connection] in connection?.interrupt() } }
  }

  deinit { end("ROLLBACK") }

  /// The model in this transaction's snapshot, with the fields of plugins, without the fields that its audience may not see.
  public var schema: Schema {
    scope.audience.seesEverything ? layout.schema : layout.scopes.layout(of: layout, scope, hidesExamples: false).schema
  }

  /// Whether changes are refused with `StoreError.readOnly` although the transaction may write, as while a test runs a report.
  public var refusesWrites = false

  /// Whether its changes of records become a proposal. The storage and the events of plugins, which a proposal cannot hold, are
  /// refused then by the functions that plugins call.
  public var becomesProposal = false

  /// Whether it has neither ended nor been retired.
  public var isOpen: Bool { !isRetired.load(ordering: .acquiring) && connection != nil }

  /// Runs the checks of `commit` now; the transaction stays open.
  /// - Throws: as `commit`.
  public func validate() throws {
    let connection = try open()
    guard mode == .write else { return }
    do { try checkWhole(connection) } catch { throw try concealing(error, connection) }
  }

  /// Commits all changes and ends the transaction. Changes not attributed by `StoreJournal.attributeChanges` are attributed to the admin.
  /// - Throws: `StoreError.missingReference`, `.wrongReference`, `.stillReferenced` or `.disagreement` naming a record that
  ///   refers to a missing record or disagrees with it; the transaction then stays open, for a correction or `rollback`.
  public func commit() throws {
    let connection = try open()
    if mode == .write {
      do { try checkWhole(connection) } catch { throw try concealing(error, connection) }
      try flushSearch(connection)
      try journal.attributeRest(connection)
    }
    try explaining { try connection.run("COMMIT") }
    store.keep(layout)
    end(nil)
  }

  /// Runs the checks deferred to the end of the transaction.
  private func checkWhole(_ connection: Connection) throws {
    try checkReferences(connection)
    try explaining { try checkAgreements(connection) }
  }

  /// Rolls the transaction back. Does nothing when it has ended.
  public func rollback() {
    end("ROLLBACK")
  }

  /// Calls `body` once when the transaction has ended, by commit or rollback.
  public func whenEnded(_ body: @escaping @Sendable () -> Void) {
    if isOpen { endings.append(body) } else { body() }
  }

  /// Makes statements stop with `StoreError.interrupted` when `condition` returns true; it is called every few microseconds on
  /// the working thread, must be quick and must not use the transaction. A write that is stopped rolls back the whole
  /// transaction.
  public func setInterrupt(_ condition: (@Sendable () -> Bool)?) {
    guard isOpen else { return }
    connection?.setInterrupt(condition)
  }

  // MARK: For the extensions

  /// Returns the connection, while the transaction is open.
  func open() throws(StoreError) -> Connection {
    guard let connection, !isRetired.load(ordering: .acquiring) else { throw StoreError(.closed) }
    isSnapshotUsed = true
    return connection
  }

  /// Returns the connection for a change, and takes the write lock if needed.
  func writable() throws(StoreError) -> Connection {
    switch mode {
    case .read: throw StoreError(.readOnly)
    case _ where refusesWrites: throw StoreError(.readOnly)
    case .deferred: try upgradeToWriter()
    case .write: break
    }
    return try open()
  }

  /// Records that the connection has taken the write lock.
  private func noteLock() {
    holdsWriteLock.store(true, ordering: .relaxed)
    writeClock.begin()
  }

  /// Runs `body`; ends the transaction when SQLite has rolled it back after an interrupted write or on a full disk.
  func explaining<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      if let connection, !connection.isInTransaction { end(nil) }
      throw error
    }
  }

  // MARK: Cursors

  /// Whether the memory of the open cursors is bounded, for queries from outside: together at most 48 MiB beside the page cache.
  public var boundsCursors = false

  /// The memory of the open cursors, in bytes; 0 unless ``boundsCursors``.
  public private(set) var cursorBytes = 0

  /// The greatest ``cursorBytes``.
  public static var cursorBytesMax: Int { UntrustedSQLLimits.memoryBytesMax }

  /// Registers a cursor, to close it when the transaction ends.
  func register(_ cursor: RecordCursor) throws(StoreError) {
    let bytes = boundsCursors ? OpenCursor.bytes : 0
    try requireRoom(for: bytes)
    cursors[ObjectIdentifier(cursor)] = OpenCursor(cursor: cursor, bytes: bytes)
    cursorBytes += bytes
  }

  private func requireRoom(for bytes: Int) throws(StoreError) {
    guard bytes > 0, cursorBytes + bytes > Self.cursorBytesMax else { return }
    throw StoreError(.tooLarge, found: "\(cursorBytes + bytes)", wanted: "\(Self.cursorBytesMax)")
  }

  /// Closes the open cursors, whose handles then return nothing.
  func closeCursors() {
    for open in cursors.values { open.cursor.abandon().map { connection?.keep($0) } }
    cursors.removeAll()
    cursorBytes = 0
  }

  /// Makes the first step of a cursor, which sorts, and counts the memory that stays allocated for it.
  func start(_ statement: PreparedStatement, of cursor: RecordCursor) throws -> Bool {
    guard boundsCursors, let connection else { return try statement.step() }
    let (hasRow, bytes) = try connection.step(statement, bytesMax: Self.cursorBytesMax - cursorBytes)
    cursors[ObjectIdentifier(cursor)]?.bytes += bytes
    cursorBytes += bytes
    return hasRow
  }

  /// Takes back the statement of a finished cursor.
  func finish(_ statement: PreparedStatement, of cursor: RecordCursor) {
    guard isOpen else { return }
    if let closed = cursors.removeValue(forKey: ObjectIdentifier(cursor)) { cursorBytes -= closed.bytes }
    connection?.keep(statement)
  }

  // MARK: A hung thread

  /// Takes the transaction out of use because its thread hangs: every later call fails with `StoreError.closed`, `rollback` has
  /// no effect, and the connection is never pooled. May be called from any thread; it interrupts the running statement, the only
  /// call to SQLite made here.
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

  /// Rolls back and closes the connection of a retired transaction. Only the thread that hung in it may call this, once it has
  /// returned.
  public func closeRetired() {
    retirement.withLock { $0 = Retirement(hasReturned: true) }
    guard isRetired.load(ordering: .acquiring), let connection else { return }
    closeCursors()
    connection.setInterrupt(nil)
    connection.setJournal(nil)
    connection.setTrace(nil)
    // A connection that cannot roll back now does so when it is closed.
    if connection.isInTransaction { try? connection.run("ROLLBACK") }
    self.connection = nil
    writeClock.stop()
    for ending in endings { ending() }
    endings.removeAll()
  }

  private func end(_ statement: String?) {
    guard isOpen, let connection else { return }
    retirement.withLock { $0 = Retirement(hasReturned: true) }
    closeCursors()
    connection.setInterrupt(nil)
    connection.setJournal(nil)
    // SQLite may have rolled back by itself; then nothing remains to be done.
    if let statement, connection.isInTransaction { try? connection.run(statement) }
    self.connection = nil
    if !connection.isInTransaction { store.returnToPool(connection) }
    writeClock.stop()
    for ending in endings { ending() }
    endings.removeAll()
  }
}

/// Coordinates retiring a transaction with the thread that hangs in it.
private struct Retirement {
  /// Interrupts the running statement (`sqlite3_interrupt`).
  var interrupt: (@Sendable () -> Void)?
  /// Whether the transaction has given up its connection.
  var hasReturned = false
}

/// An open cursor with a statement of the transaction. Its `deinit` returns the statement and so removes it from the list; a weak
/// reference would make each use of the cursor slower.
private struct OpenCursor {
  unowned(unsafe) let cursor: RecordCursor
  /// The counted memory, in bytes.
  var bytes: Int

  /// The memory of a statement and of the cursor, roughly, in bytes.
  static let bytes = 24 << 10
}
