import Ecosystem
import Engine
import Foundation
import Store

/// The result of erasing a person: what was removed, and what remains where.
public struct PersonErasureOutcome: Sendable {
  /// A backup in the workspace from before the erasure, which still holds her data.
  public struct FormerBackup: Sendable, Hashable {
    /// The path.
    public var path: String
    /// When it was made, RFC 3339 in UTC.
    public var madeAt: String
  }

  /// The counts of the database.
  public var erasure: PersonErasure
  /// Whether nothing was changed.
  public var isDryRun: Bool
  /// Whether the database's log was emptied; false after a dry run, and while another process reads.
  public var isLogEmpty = false
  /// Number of lines removed from the shell's history.
  public var historyLines = 0
  /// The backups in the workspace, which still hold her data.
  public var backups: [FormerBackup] = []

  public var json: FieldValue {
    .map([
      "kept": .boolean(!isDryRun), "records_deleted": .integer(Int64(erasure.recordsDeleted)),
      "records_anonymised": .map(
        erasure.anonymised.reduce(into: ExactDictionary<FieldValue>()) { $0[$1.key] = .integer(Int64($1.value)) }),
      "anonymous_record": erasure.replacement.map(FieldValue.text) ?? .null,
      "journal_operations": .integer(Int64(erasure.journalOperations)), "texts_replaced": .integer(Int64(erasure.textsReplaced)),
      "history_lines": .integer(Int64(historyLines)), "log_emptied": .boolean(isLogEmpty),
      "mentions": .list(erasure.mentions.map { .map(["entity": .text($0.entity), "id": .text($0.id)]) }),
      "backups": .list(backups.map { .map(["file": .text($0.path), "made_at": .text($0.madeAt)]) }),
    ])
  }
}
