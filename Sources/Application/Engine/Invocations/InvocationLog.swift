import Ecosystem
import Localization
import Store

/// An invocation of the log, for display and scripts.
public struct LoggedInvocation: Sendable, Hashable {
  private let record: InvocationRecord

  init(_ record: InvocationRecord) { self.record = record }

  public var id: String { record.id }
  public var plugin: String { record.plugin }
  /// The principal.
  public var principal: String { record.principal }
  /// The kind: load, install, migration, report, command, script, eval; `quarantine` for an entry that is no call.
  public var kind: String { record.kind }
  public var name: String { record.name }
  /// The timestamp, RFC 3339 in UTC.
  public var startedAt: String { record.startedAt }
  /// `done`, else the code of the error: `limit.cpu`, `plugin.failed`.
  public var outcome: String { record.outcome }
  /// The error message at that time.
  public var detail: String? { record.detail }
  public var queueMilliseconds: Int64 { Int64(record.queueMilliseconds) }
  public var cpuMilliseconds: Int64 { Int64(record.cpuMilliseconds) }
  public var wallMilliseconds: Int64 { Int64(record.wallMilliseconds) }
  public var peakBytes: Int64 { Int64(record.peakBytes) }
  public var rowsRead: Int64 { Int64(record.rowsRead) }
  public var rowsWritten: Int64 { Int64(record.rowsWritten) }
  public var outputBytes: Int64 { Int64(record.outputBytes) }

  /// Whether plugin code ran; else the entry is the beginning or the end of a quarantine.
  public var isCall: Bool { record.kind != InvocationRecord.quarantineKind }

  /// Returns the outcome as text.
  public func outcomeText(in language: Language) -> String {
    switch outcome {
    case InvocationRecord.done: Message("engine.invocation-log.done").text(in: language)
    case QuarantineRule.quarantined: Message("engine.invocation-log.quarantined").text(in: language)
    case QuarantineRule.lifted: Message("engine.invocation-log.quarantine-lifted").text(in: language)
    case let code where code.hasPrefix("limit."):
      Message("engine.invocation-log.stopped", ["limit": code.dropFirst(6)]).text(in: language)
    default: Message("engine.invocation-log.failed").text(in: language)
    }
  }

  public var json: FieldValue {
    .map([
      "id": .text(id), "plugin": .text(plugin), "principal": .text(principal), "kind": .text(kind), "name": .text(name),
      "started_at": .text(startedAt), "outcome": .text(outcome), "detail": detail.map(FieldValue.text) ?? .null,
      "queue_ms": .integer(queueMilliseconds), "cpu_ms": .integer(cpuMilliseconds),
      "wall_ms": .integer(wallMilliseconds),
      "peak_bytes": .integer(peakBytes), "rows_read": .integer(rowsRead), "rows_written": .integer(rowsWritten),
      "output_bytes": .integer(outputBytes),
    ])
  }
}

/// The log of a workspace: invocations with their cost and outcome.
public struct InvocationLog: Sendable {
  private let store: Store

  public init(workspace: Workspace) { store = workspace.store }

  /// Returns the last invocations, newest first.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func last(_ limit: Int) throws -> [LoggedInvocation] {
    try read { try $0.invocations.latest(limit: limit).map(LoggedInvocation.init) }
  }

  /// Returns the invocation of that id.
  ///
  /// - Throws: `EngineError.invocationUnknown`.
  public func invocation(_ id: String) throws -> LoggedInvocation {
    guard let record = try read({ try $0.invocations.get(id.lowercased()) }) else {
      throw EngineError.invocationUnknown(id: id)
    }
    return LoggedInvocation(record)
  }

  func read<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try body(transaction)
  }
}
