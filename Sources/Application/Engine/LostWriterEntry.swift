import Calendar
import Ecosystem
import Foundation
import Store

/// The log entry of an invocation whose worker was lost with the write lock, in the file `run/lost-PID-START.json` until the log has it.
enum LostWriterEntry {
  private static let prefix = "lost-"

  static func name(process: Int32, start: String) -> String { "\(prefix)\(process)-\(start).json" }

  /// Whether a file holds the entry of a process that has ended; one that still runs may yet write its log itself.
  static func isOfEndedProcess(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(".json") else { return false }
    let parts = name.dropFirst(prefix.count).dropLast(".json".count).split(separator: "-")
    guard parts.count == 2, let process = Int32(parts[0]) else { return false }
    return HostStatusFolder.start(of: process) != String(parts[1])
  }

  static func json(of record: InvocationRecord) -> FieldValue {
    .map([
      "plugin": .text(record.plugin), "principal": .text(record.principal), "kind": .text(record.kind),
      "name": .text(record.name), "started_at": .text(record.startedAt), "outcome": .text(record.outcome),
      "detail": record.detail.map(FieldValue.text) ?? .null, "queue_ms": .integer(Int64(record.queueMilliseconds)),
      "cpu_ms": .integer(Int64(record.cpuMilliseconds)), "wall_ms": .integer(Int64(record.wallMilliseconds)),
      "peak_bytes": .integer(Int64(record.peakBytes)), "rows_read": .integer(Int64(record.rowsRead)),
      "rows_written": .integer(Int64(record.rowsWritten)), "output_bytes": .integer(Int64(record.outputBytes)),
    ])
  }

  /// Reads an entry back; nil when a part is missing or of another kind.
  static func record(_ json: FieldValue) -> InvocationRecord? {
    guard let fields = json.mapValue else { return nil }
    func integer(_ name: String) -> Int { fields[name]?.integerValue.flatMap { Int(exactly: $0) } ?? 0 }
    guard let plugin = fields["plugin"]?.textValue, let principal = fields["principal"]?.textValue,
      let kind = fields["kind"]?.textValue, let name = fields["name"]?.textValue,
      let startedAt = fields["started_at"]?.textValue, Instant(startedAt) != nil, let outcome = fields["outcome"]?.textValue
    else { return nil }
    return InvocationRecord(
      id: "", plugin: plugin, principal: principal, kind: kind, name: name, startedAt: startedAt, outcome: outcome,
      detail: fields["detail"]?.textValue
    ).with {
      $0.queueMilliseconds = integer("queue_ms")
      $0.cpuMilliseconds = integer("cpu_ms")
      $0.wallMilliseconds = integer("wall_ms")
      $0.peakBytes = integer("peak_bytes")
      $0.rowsRead = integer("rows_read")
      $0.rowsWritten = integer("rows_written")
      $0.outputBytes = integer("output_bytes")
    }
  }
}

extension HostStatusFolder {
  /// Leaves the log entry of a lost writer of this process. One that cannot be written is left out: the process ends all the same.
  func leave(lostWriter record: InvocationRecord) {
    let name = LostWriterEntry.name(process: Self.ownNumber, start: Self.start(of: Self.ownNumber) ?? "")
    leave(Array((LostWriterEntry.json(of: record).json + "\n").utf8), as: name)
  }

  /// Writes an entry whole or not at all.
  func leave(_ entry: [UInt8], as name: String) {
    let (file, part) = (url.appending(path: name).path, url.appending(path: name + ".partial").path)
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let count = entry.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    let isWhole = count == entry.count && fsync(descriptor) == 0
    close(descriptor)
    if isWhole { rename(part, file) }
  }

  /// The entries that ended processes left, with their files; nil for one that cannot be read.
  func lostWriters() -> [(file: URL, record: InvocationRecord?)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter(LostWriterEntry.isOfEndedProcess).sorted().map { name in
      let file = url.appending(path: name)
      let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
      return (file, text.flatMap { try? FieldValue(json: $0) }.flatMap(LostWriterEntry.record))
    }
  }
}

extension Workspace {
  /// Takes into the log the invocations whose workers former processes lost with the write lock, and counts them towards the quarantine.
  /// Does nothing where none was left.
  ///
  /// - Returns: false when another process keeps the database locked for two seconds, or it cannot be written; the entries stay.
  @discardableResult
  public func noteLostWriters() async -> Bool {
    let entries = HostStatusFolder(self).lostWriters()
    guard !entries.isEmpty else { return true }
    guard let transaction = try? await beginWriting(as: InvocationJournal.writer, for: .admin, wait: InvocationJournal.killWait) else {
      return false
    }
    do {
      for case let record? in entries.map(\.record) { try transaction.note(lostWriter: record) }
      try transaction.commit()
    } catch {
      transaction.rollback()
      return false
    }
    // Another process may have removed them; whoever comes first notes them once.
    for entry in entries { try? FileManager.default.removeItem(at: entry.file) }
    return true
  }
}

extension StoreTransaction {
  /// Appends the entry unless the log has it: the worker may have come back.
  fileprivate func note(lostWriter record: InvocationRecord) throws {
    let known = try invocations.all(of: record.plugin, since: record.startedAt).contains {
      $0.startedAt == record.startedAt && $0.kind == record.kind && $0.name == record.name
    }
    guard !known else { return }
    var record = record
    record.id = try invocations.makeID(now: record.startedAt)
    try invocations.append(record)
    try invocations.quarantineIfDue(after: record)
    guard record.kind == InvocationKind.job.rawValue, var job = try queue.job(record.plugin, record.name) else { return }
    (job.lastOutcome, job.detail, job.attempts) = (record.outcome, record.detail, job.attempts.addingSaturated(1))
    try queue.save(job)
  }
}
