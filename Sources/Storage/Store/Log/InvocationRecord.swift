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
