import Ecosystem

/// An invocation that runs in some process of the workspace, for `grappe top`.
public struct RunningInvocation: Sendable, Hashable {
  /// Its number within its process, from 0.
  public var number: UInt64
  public var plugin: String
  /// The kind: report, command, script…
  public var kind: String
  public var name: String
  /// `interactive`, `event` or `job`.
  public var taskClass: String
  /// The phase: `ready`, `running`, `waiting`, or `ending` when its code has ended and its outcome is being written.
  public var phase: String
  /// The start, RFC 3339 in UTC.
  public var startedAt: String
  public var cpuMilliseconds: Int64
  /// The time since it was submitted.
  public var wallMilliseconds: Int64
  /// The peak memory of its sandbox so far.
  public var peakBytes: Int64
  public var rowsRead: Int64
  public var rowsWritten: Int64
  public var outputBytes: Int64
  /// The process; 0 in that process itself.
  public var process: Int32 = 0

  /// The id for `grappe kill`: the process and the number within, `4711.2`.
  public var id: String { "\(process).\(number)" }
}

extension RunningInvocation {
  /// The JSON of the status file and of `grappe top --json`.
  public var json: FieldValue {
    .map([
      "id": .text(id), "number": .integer(Int64(number)), "plugin": .text(plugin), "kind": .text(kind), "name": .text(name),
      "class": .text(taskClass),
      "phase": .text(phase),
      "started_at": .text(startedAt), "cpu_ms": .integer(cpuMilliseconds), "wall_ms": .integer(wallMilliseconds),
      "peak_bytes": .integer(peakBytes), "rows_read": .integer(rowsRead), "rows_written": .integer(rowsWritten),
      "output_bytes": .integer(outputBytes), "pid": .integer(Int64(process)),
    ])
  }

  /// Parses the JSON; nil when a part is missing or has another type.
  init?(_ value: FieldValue, process: Int32) {
    guard case .map(let fields) = value else { return nil }
    func text(_ name: String) -> String? { if case .text(let text)? = fields[name] { text } else { nil } }
    func integer(_ name: String) -> Int64? { if case .integer(let integer)? = fields[name] { integer } else { nil } }
    guard let number = integer("number").flatMap(UInt64.init(exactly:)), let plugin = text("plugin"), let kind = text("kind"),
      let name = text("name"), let taskClass = text("class"),
      let phase = text("phase"), let startedAt = text("started_at"), let cpu = integer("cpu_ms"),
      let wall = integer("wall_ms"), let peak = integer("peak_bytes"), let read = integer("rows_read"),
      let written = integer("rows_written"), let output = integer("output_bytes")
    else { return nil }
    self.init(
      number: number, plugin: plugin, kind: kind, name: name, taskClass: taskClass, phase: phase, startedAt: startedAt,
      cpuMilliseconds: cpu, wallMilliseconds: wall, peakBytes: peak, rowsRead: read, rowsWritten: written,
      outputBytes: output, process: process)
  }
}
