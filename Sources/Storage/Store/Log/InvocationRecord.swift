import Ecosystem

/// The log entry of one call of plugin code.
public struct InvocationRecord: Sendable, Hashable {
  /// A ULID.
  public var id: String
  /// The plugin called.
  public var plugin: String
  /// The principal.
  public var principal: String
  /// The kind of entry called: report, command, job, handler, migration…
  public var kind: String
  /// Its name.
  public var name: String
  /// When it began, RFC 3339 in UTC.
  public var startedAt: String
  /// Its outcome: committed, failed, killed…
  public var outcome: String
  /// The error, if there was one.
  public var detail: String?
  /// Time in the queue, in milliseconds.
  public var queueMilliseconds: Int
  /// Processor time, in milliseconds.
  public var cpuMilliseconds: Int
  /// Wall-clock time, in milliseconds.
  public var wallMilliseconds: Int
  /// Peak memory, in bytes.
  public var peakBytes: Int
  /// Records read.
  public var rowsRead: Int
  /// Records written.
  public var rowsWritten: Int
  /// Bytes printed, logged and put into a document.
  public var outputBytes: Int

  /// An entry, made at the end of a call.
  public init(
    id: String, plugin: String, principal: String, kind: String, name: String, startedAt: String, outcome: String,
    detail: String? = nil, queueMilliseconds: Int = 0, cpuMilliseconds: Int = 0, wallMilliseconds: Int = 0,
    peakBytes: Int = 0, rowsRead: Int = 0, rowsWritten: Int = 0, outputBytes: Int = 0
  ) {
    self.id = id
    self.plugin = plugin
    self.principal = principal
    self.kind = kind
    self.name = name
    self.startedAt = startedAt
    self.outcome = outcome
    self.detail = detail
    self.queueMilliseconds = queueMilliseconds
    self.cpuMilliseconds = cpuMilliseconds
    self.wallMilliseconds = wallMilliseconds
    self.peakBytes = peakBytes
    self.rowsRead = rowsRead
    self.rowsWritten = rowsWritten
    self.outputBytes = outputBytes
  }
}

extension StoreTransaction {
  /// Makes a new invocation id: a ULID in lower case, in order within the transaction.
  /// - Throws: `StoreError.badArgument` when `now` is no RFC 3339 timestamp.
  public func makeID(now: String) throws -> String {
    ulids.next(milliseconds: try instant(now).milliseconds)
  }

  /// Adds an invocation to the log.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.constraint` when the id is in use.
  public func appendInvocation(_ record: InvocationRecord) throws {
    let connection = try writable()
    let texts = [
      record.id, record.plugin, record.principal, record.kind, record.name, record.startedAt, record.outcome,
    ].map(SQLValue.text)
    let numbers = [
      record.queueMilliseconds, record.cpuMilliseconds, record.wallMilliseconds, record.peakBytes, record.rowsRead,
      record.rowsWritten, record.outputBytes,
    ].map { SQLValue.integer(Int64($0)) }
    let sql = "INSERT INTO invocation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    try explaining { try connection.run(sql, texts + [SQLValue(record.detail)] + numbers) }
  }

  /// Reads the last invocations, the newest first.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func invocations(limit: Int = 100) throws -> [InvocationRecord] {
    let connection = try open()
    var records: [InvocationRecord] = []
    let sql = "SELECT * FROM invocation ORDER BY id DESC LIMIT ?"
    try explaining {
      try connection.run(sql, [.integer(Int64(limit))]) { records.append(StoreTransaction.invocation($0)) }
    }
    return records
  }

  static func invocation(_ row: PreparedStatement) -> InvocationRecord {
    let numbers = (8..<15).map { Int(row.integer($0)) }
    return InvocationRecord(
      id: row.text(0), plugin: row.text(1), principal: row.text(2), kind: row.text(3), name: row.text(4),
      startedAt: row.text(5), outcome: row.text(6), detail: row.optionalText(7), queueMilliseconds: numbers[0],
      cpuMilliseconds: numbers[1], wallMilliseconds: numbers[2], peakBytes: numbers[3], rowsRead: numbers[4],
      rowsWritten: numbers[5], outputBytes: numbers[6])
  }
}
