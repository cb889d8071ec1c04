import Calendar
import Engine
import Foundation
import Store

extension StagedBackup {
  /// Erases from this copy the persons who were erased since it was made, in the workspace or according to the backup itself, and
  /// adds the marks of both to the workspace.
  ///
  /// - Returns: number of persons erased again.
  /// - Throws: `StoreError.disk`, `.corrupt`; `EngineError.fileUnreadable`, `.pathUnusable`.
  func eraseAgain(for directory: URL, isDryRun: Bool = false) throws -> Int {
    let marks = try marks(with: directory)
    if marks.isEmpty { return 0 }
    let transaction = try store.begin(.write, for: .admin)
    var count = 0
    do {
      var ids: [String] = []
      try transaction.persons.eachKnownID { if marks.contains($0) { ids.append($0) } }
      count = ids.count
      if isDryRun || ids.isEmpty {
        transaction.rollback()
      } else {
        var erased: Set<String> = []
        for id in ids where !erased.contains(id) { erased.formUnion(try transaction.persons.erase(id, now: Instant.now()).ids) }
        try transaction.commit()
        _ = try store.purgeDeletedContent()
      }
    } catch {
      transaction.rollback()
      throw error
    }
    if !isDryRun { try marks.write(in: directory) }
    return count
  }

  private func marks(with directory: URL) throws -> ErasureMarks {
    var marks = try ErasureMarks(in: directory)
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    if let bytes = try transaction.backup.file(Workspace.erasuresName) {
      marks.formUnion(try ErasureMarks(reading: bytes, path: source.path))
    }
    return marks
  }
}
