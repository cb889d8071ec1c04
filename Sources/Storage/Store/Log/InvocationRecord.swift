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
  public var queueMilliseconds = 0
  /// Processor time, in milliseconds.
  public var cpuMilliseconds = 0
  /// Wall-clock time, in milliseconds.
  public var wallMilliseconds = 0
  /// Peak memory, in bytes.
  public var peakBytes = 0
  /// Records read.
  public var rowsRead = 0
  /// Records written.
  public var rowsWritten = 0
  /// Bytes printed, logged and put into a document.
  public var outputBytes = 0

  /// An entry, made at the end of a call; its cost is 0 until it is set.
  public init(
    id: String, plugin: String, principal: String, kind: String, name: String, startedAt: String, outcome: String,
    detail: String? = nil
  ) {
    self.id = id
    self.plugin = plugin
    self.principal = principal
    self.kind = kind
    self.name = name
    self.startedAt = startedAt
    self.outcome = outcome
    self.detail = detail
  }
  /// Returns a copy with some properties set, such as the cost of the call.
  ///
  ///     InvocationRecord(id: id, …, outcome: "done").with { $0.rowsWritten = 3 }
  public func with(_ change: (inout InvocationRecord) -> Void) -> InvocationRecord {
    var record = self
    change(&record)
    return record
  }
}
