import Ecosystem
import GRDB
import GRDBSQLite

/// One connection to the file, with its prepared statements. It belongs to one transaction at a time.
///
/// GRDB opens and closes it. Statements are stepped on SQLite's own handle, not on GRDB's queue: SQLite is in its multi-thread
/// mode, in which any thread may use a connection, one at a time, as is the rule here.
final class Connection: @unchecked Sendable {  // One thread at a time, by the rule of StoreTransaction.
  private let queue: DatabaseQueue
  let handle: OpaquePointer
  /// Whether the file can only be read; sorting then uses memory, as there may be no folder for temporary files.
  private let isReadOnly: Bool
  private let authorizer: SQLAuthorizer
  private let format: CheckedFormat
  private var cache = StatementCache()
  private var stop: StopCondition?
  private var preparedMode: TransactionMode?
  /// Records the statements of the current transaction; nil when it is not traced.
  private(set) var trace: StatementTrace?
  /// The journal of the current transaction; nil in one that reads.
  private(set) var journal: Journal?

  /// Page cache for reading and for writing, in KiB; negative, as SQLite writes that unit.
  private static let cacheSizes = (reading: -16_000, writing: -96_000)
  /// Number of virtual machine instructions between two calls of the interrupt: some microseconds in the store's own statements;
  /// in SQL from outside one instruction may be a function over a large text.
  private static let instructionsBetweenLooks: (own: CInt, outside: CInt) = (1_000, 50)
  /// The size in bytes to which SQLite truncates the write-ahead log when it starts it again after a checkpoint.
  static let logBytesMax = 16 << 20
  /// Upper bound of one text or row, in bytes, that SQLite accepts on this connection.
  private static let lengthMax: CInt = 64 << 20

  /// Opens the file at `path`, without permission to write it for reading alone; creates an empty one when it is missing.
  init(path: String) throws {
    let access = FileAccess(path: path)
    _ = (SQLMemory.isCounted, TemporaryFiles.isBounded)
    let (authorizer, format) = (SQLAuthorizer(), CheckedFormat())
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.foreignKeysEnabled = true
    configuration.readonly = access != .readWrite
    isReadOnly = configuration.readonly
    // Busy timeout of the opening alone: after a process that ended without closing the file, the first connection recovers its
    // log while the others wait. Transactions set their own timeouts.
    configuration.busyMode = .timeout(5)
    do {
      queue = try DatabaseQueue(path: access.name(path), configuration: configuration)
      // The handle crosses the concurrency boundary as its address; it stays valid while the queue lives.
      let address = try queue.inDatabase { database in
        try Connection.prepare(database.sqliteConnection!, authorizer, format: format)
        return Int(bitPattern: database.sqliteConnection)
      }
      handle = OpaquePointer(bitPattern: address)!
    } catch let error as DatabaseError {
      throw StoreError(sqlite: error.resultCode.rawValue, message: error.message ?? "code \(error.resultCode.rawValue)")
    }
    (self.authorizer, self.format) = (authorizer, format)
  }

  private static func prepare(_ handle: OpaquePointer, _ authorizer: SQLAuthorizer, format: CheckedFormat) throws {
    authorizer.guardConnection(handle)
    // GRDB's observation follows only the statements GRDB runs, and these are not among them.
    sqlite3_commit_hook(handle, nil, nil)
    sqlite3_rollback_hook(handle, nil, nil)
    sqlite3_update_hook(handle, nil, nil)
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, lengthMax)
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    SQLFunctions.register(on: handle)
    TextFunctions.register(on: handle)
    CheckedTextFunctions.register(on: handle)
    format.register(on: handle)
    // SQLite declares their virtual tables at the first use; inside a guarded statement the authorizer would refuse that.
    _ = try PreparedStatement("SELECT 1 FROM json_each('[]'), json_tree('[]')", on: handle)
    for pragma in ["secure_delete = FAST", "cache_size = \(cacheSizes.reading)", "journal_size_limit = \(logBytesMax)"] {
      let statement = try PreparedStatement("PRAGMA \(pragma)", on: handle)
      _ = try statement.step()
    }
  }

  deinit {
    cache.removeAll()
  }

  // MARK: Statements

  /// Takes the statement of `sql` from the cache, or prepares it. Give it back with `keep`.
  func statement(_ sql: String) throws(StoreError) -> PreparedStatement {
    if let kept = cache.take(sql) { return kept }
    let statement = try PreparedStatement(sql, on: handle)
    cache.add(statement)
    return statement
  }

  /// Returns a statement to the cache.
  func keep(_ statement: PreparedStatement) {
    statement.reset()
    statement.isInUse = false
  }

  /// Runs a statement to its end and calls `body` with each row.
  func run(
    _ sql: String, _ arguments: [SQLValue] = [], body: (PreparedStatement) throws -> Void = { _ in }
  ) throws {
    let statement = try statement(sql)
    defer { keep(statement) }
    try statement.bind(arguments)
    while try step(statement) { try body(statement) }
    try journal?.spillIfDue(self)
  }

  /// Reads the first row of a query with `body`; nil when there is none.
  func first<Result>(
    _ sql: String, _ arguments: [SQLValue] = [], body: (PreparedStatement) throws -> Result
  ) throws -> Result? {
    let statement = try statement(sql)
    defer { keep(statement) }
    try statement.bind(arguments)
    return try step(statement) ? try body(statement) : nil
  }

  /// Steps a statement; when SQLite rolls it back, drops its operations from the journal.
  private func step(_ statement: PreparedStatement) throws(StoreError) -> Bool {
    guard let recorder = journal?.recorder else { return try statement.step() }
    let mark = recorder.mark
    do { return try statement.step() } catch {
      recorder.truncate(to: mark)
      throw error
    }
  }

  /// Adds a chunk to the journal and returns its number.
  func insertChunk(change: Int64, shapes: String, data: [UInt8]) throws -> Int64 {
    let statement = try statement("INSERT INTO journal_chunk (change, shapes, data) VALUES (?, ?, ?)")
    defer { keep(statement) }
    try statement.bind([.integer(change), .text(shapes)])
    try statement.bind(blob: data, at: 3)
    _ = try statement.step()
    return sqlite3_last_insert_rowid(handle)
  }

  /// Replaces the operations of a chunk of the journal.
  func replaceChunk(_ number: Int64, data: [UInt8]) throws {
    let statement = try statement("UPDATE journal_chunk SET data = ?2 WHERE number = ?1")
    defer { keep(statement) }
    try statement.bind([.integer(number)])
    try statement.bind(blob: data, at: 2)
    _ = try statement.step()
  }

  /// Prepares a statement from outside, which may read only what `grant` allows. It is not cached. The cost of its functions
  /// bounds the length of its values, until `withinBounds` ends.
  func guarded(_ sql: String, _ grant: SQLGrant) throws(StoreError) -> PreparedStatement {
    do {
      let statement = try authorizer.whileReading(grant) { () throws(StoreError) in try PreparedStatement(sql, on: handle) }
      sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, CInt(UntrustedSQLLimits.valueBytesMax(functionCost: authorizer.functionCost)))
      return statement
    } catch {
      throw explained(error, views: grant.views)
    }
  }

  /// Whether a query can name a table, view or table-valued function so; true also when SQLite cannot tell.
  func hasTable(_ name: String) -> Bool {
    do {
      _ = try PreparedStatement("SELECT 1 FROM \(SQLText.name(name))", on: handle)
      return true
    } catch {
      return error.found?.hasPrefix("no such table") != true
    }
  }

  /// Runs `body` within the limits of SQL from outside (`UntrustedSQLLimits`), with frequent calls of the interrupt, so that neither one
  /// instruction nor the time between two calls is long. A transaction that reads sorts what exceeds its page cache in temporary
  /// files, whose size is bounded; one that writes sorts in memory (see `prepare(for:)`).
  ///
  /// - Throws: the errors of `body`, and `StoreError.tooLarge` for too much memory or too large temporary files.
  func withinBounds<Result>(_ body: () throws -> Result) throws -> Result {
    let former = UntrustedSQLLimits.limits.map { ($0.limit, sqlite3_limit(handle, $0.limit, $0.value)) }
    install(stop, every: Connection.instructionsBetweenLooks.outside)
    defer {
      for (limit, value) in former { sqlite3_limit(handle, limit, value) }
      install(stop, every: Connection.instructionsBetweenLooks.own)
    }
    return try withinMemory(body)
  }

  /// Runs `body` within the bounds of memory and temporary files of SQL from outside, for a statement of the store whose result
  /// may be large.
  ///
  /// - Throws: the errors of `body`, and `StoreError.tooLarge`.
  func withinMemory<Result>(_ body: () throws -> Result) throws -> Result {
    try TemporaryFiles.bounded(bytesMax: UntrustedSQLLimits.temporaryBytesMax) {
      try SQLMemory.bounded(bytes: UntrustedSQLLimits.memoryBytesMax + cacheGrowthMax, body) {
        StoreError(.tooLarge, found: "\($0)", wanted: "\(UntrustedSQLLimits.memoryBytesMax + cacheGrowthMax)")
      }
    } whenRefused: {
      StoreError(.tooLarge, found: "\($0)", wanted: "\(UntrustedSQLLimits.temporaryBytesMax)")
    }
  }

  /// Makes a step with at most `bytesMax` more memory for SQLite beside the page cache.
  ///
  /// - Returns: whether there is a row, and the memory that stays allocated, in bytes, the growth of the page cache left out.
  /// - Throws: `StoreError.tooLarge` beyond `bytesMax`, and the errors of the step.
  func step(_ statement: PreparedStatement, bytesMax: Int) throws -> (hasRow: Bool, bytes: Int) {
    let (growthMax, cached) = (cacheGrowthMax, cacheBytes)
    return try SQLMemory.bounded(bytes: max(0, bytesMax) + growthMax) {
      let hasRow = try statement.step()
      return (hasRow, max(0, Int(SQLMemory.bytesTaken) - max(0, cacheBytes - cached)))
    } whenRefused: {
      StoreError(.tooLarge, found: "\($0)", wanted: "\(max(0, bytesMax) + growthMax)")
    }
  }

  private static let temporaryInMemory = "PRAGMA temp_store = MEMORY"
  private static let temporaryInFile = "PRAGMA temp_store = FILE"

  /// The growth the page cache may still have, in bytes.
  private var cacheGrowthMax: Int {
    let kibibytes = preparedMode == .write ? Connection.cacheSizes.writing : Connection.cacheSizes.reading
    return max(0, -kibibytes << 10 - cacheBytes)
  }

  /// The size of the page cache, in bytes (`SQLITE_DBSTATUS_CACHE_USED`).
  private var cacheBytes: Int {
    var current: CInt = 0
    var highest: CInt = 0
    sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_USED, &current, &highest, 0)
    return Int(current)
  }

  private func explained(_ error: StoreError, views: Set<String>) -> StoreError {
    guard let refused = authorizer.refused else {
      return error.kind == .sqlite ? StoreError(.badSQL, found: error.found) : error
    }
    return StoreError(
      .refusedSQL, found: refused, wanted: views.sorted().joined(separator: ", "),
      suggestion: NearestName.suggest(refused, among: views))
  }

  // MARK: State

  /// Whether a transaction is open (`sqlite3_get_autocommit`).
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Sets the page cache and temporary storage for a transaction that writes, or one that reads. A writing statement with
  /// triggers keeps a statement journal of the pages it changes; in memory it is many times faster than in a file. A reading
  /// transaction sorts large results in a file. Many writes touch the pages of every index; a page that does not fit in the cache
  /// is written and read again. Between transactions only (`PRAGMA temp_store`, `PRAGMA cache_size`).
  func prepare(for mode: TransactionMode) throws {
    if mode == preparedMode { return }
    try run(mode == .write || isReadOnly ? Connection.temporaryInMemory : Connection.temporaryInFile)
    try run("PRAGMA cache_size = \(mode == .write ? Connection.cacheSizes.writing : Connection.cacheSizes.reading)")
    preparedMode = mode
  }

  /// Sets how long a statement waits for another writer, in milliseconds (`sqlite3_busy_timeout`).
  func setBusyTimeout(milliseconds: Int) {
    sqlite3_busy_timeout(handle, CInt(clamping: milliseconds))
  }

  /// Whether deferred foreign keys are violated, for which the commit would fail (`SQLITE_DBSTATUS_DEFERRED_FKS`).
  var hasOpenReferences: Bool {
    var current: CInt = 0
    var highest: CInt = 0
    sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    return current != 0
  }

  /// Records row changes in `journal` from now on; nil ends it.
  func setJournal(_ journal: Journal?) {
    if journal == nil, self.journal == nil { return }
    self.journal = journal
    RowRecorder.attach(journal?.recorder, to: handle)
  }

  /// Starts to record the statements of the current transaction, or ends it with nil.
  func setTrace(_ trace: StatementTrace?) {
    if trace == nil, self.trace == nil { return }
    self.trace = trace
    if let trace { trace.install(on: handle) } else { StatementTrace.remove(from: handle) }
  }

  /// Runs `body` without recording its writes in the journal, such as those of the journal itself.
  func unrecorded<Result>(_ body: () throws -> Result) rethrows -> Result {
    let journal = journal
    setJournal(nil)
    defer { setJournal(journal) }
    return try body()
  }

  /// Whether the interrupt asks to stop.
  var isStopping: Bool { stop?.shouldStop() ?? false }

  /// Interrupts the running statement (`sqlite3_interrupt`); the only call that another thread may make.
  func interrupt() { sqlite3_interrupt(handle) }

  /// Stops statements when `condition` returns true (`sqlite3_progress_handler`); nil removes it.
  func setInterrupt(_ condition: (@Sendable () -> Bool)?) {
    guard let condition else {
      sqlite3_progress_handler(handle, 0, nil, nil)
      stop = nil
      return
    }
    let stop = StopCondition(shouldStop: condition)
    self.stop = stop
    install(stop, every: Connection.instructionsBetweenLooks.own)
  }

  private func install(_ stop: StopCondition?, every instructions: CInt) {
    guard let stop else { return }
    sqlite3_progress_handler(
      handle, instructions,
      { context in
        guard let context else { return 0 }
        return Unmanaged<StopCondition>.fromOpaque(context).takeUnretainedValue().shouldStop() ? 1 : 0
      }, Unmanaged.passUnretained(stop).toOpaque())
  }
}

/// A stop condition as an object whose address SQLite can hold.
private final class StopCondition {
  let shouldStop: @Sendable () -> Bool

  init(shouldStop: @escaping @Sendable () -> Bool) {
    self.shouldStop = shouldStop
  }
}
