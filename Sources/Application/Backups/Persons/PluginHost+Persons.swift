import Calendar
import Ecosystem
import Engine
import Foundation
import Store

// The rights of persons: all that is kept about one, her erasure, and the persons kept for too long.

extension PluginHost {
  /// Returns everything that the workspace's database holds about a person.
  /// - Throws: `StoreError.notFound` when neither the records nor the journal have her.
  public func person(_ id: String) throws -> PersonDossier {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.persons.dossier(of: id)
  }

  /// Erases a person from the database, its journal and log, and the shell's history. Cannot be undone. Keeps a mark without data,
  /// by which a restore erases her again. Backups made before are left alone and named.
  ///
  /// - Parameter isDryRun: whether everything is tried and rolled back.
  /// - Throws: `StoreError.notFound` when neither the records nor the journal have her; `EngineError.writerBusy`, `.pathUnusable`,
  ///   `.fileUnreadable`; `StoreError.disk` when there is no room for a second copy of the database. After that last one she is
  ///   erased from all records, and the next erasure overwrites the rest.
  public func erasePerson(_ id: String, isDryRun: Bool = false) async throws -> PersonErasureOutcome {
    if !isDryRun { try workspace.finishPurge() }
    let (erasure, _, texts) = try await erase(id, isDryRun: isDryRun)
    var outcome = PersonErasureOutcome(erasure: erasure, isDryRun: isDryRun)
    outcome.backups = workspace.formerBackups()
    if isDryRun { return outcome }
    CrashPoint.pass()
    outcome.isLogEmpty = try workspace.finishPurge()
    outcome.historyLines = try workspace.removeFromShellHistory(texts)
    return outcome
  }

  private func erase(_ id: String, isDryRun: Bool) async throws -> (erasure: PersonErasure, ids: [String], texts: [String]) {
    let transaction = try await beginWriting(.erasure, "admin", name: StorePersons.entity, for: .admin)
    let now = Instant.now()
    do {
      let result = try transaction.persons.erase(id, now: now)
      if isDryRun {
        transaction.rollback()
        return result
      }
      _ = try log(InvocationRecord(.erasure, name: StorePersons.entity, startedAt: now, rowsWritten: 0), in: transaction)
      // Before the commit: the mark of a person who is still there only makes a restore erase her.
      var marks = try ErasureMarks(in: workspace.directory)
      for id in result.ids { marks.add(id, on: String(now.prefix(10))) }
      try marks.write(in: workspace.directory)
      CrashPoint.pass()
      try transaction.commit()
      return result
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Finds the persons for whom the last ground to keep them ended more than `persons.retention_months` ago, the oldest first.
  /// - Throws: `StoreError` when the database cannot be read.
  public func retentionCandidates() throws -> [RetentionCandidate] {
    try workspace.finishPurge()
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let day = Self.day(Instant.now(), monthsBefore: Int(workspace.settings.retentionMonths))
    return try transaction.persons.retained(pastGroundsBefore: day)
  }

  /// Returns the day that many months before a timestamp; a day beyond the end of its month compares like its last.
  static func day(_ moment: String, monthsBefore months: Int) -> String {
    let parts = moment.prefix(10).split(separator: "-")
    let month = (Int(parts[0]) ?? 0) * 12 + (Int(parts[1]) ?? 1) - 1 - months
    func padded(_ number: Int, _ count: Int) -> String {
      String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
    }
    return "\(padded(month / 12, 4))-\(padded(month % 12 + 1, 2))-\(parts[2])"
  }
}

extension Workspace {
  /// Overwrites the content of deleted rows in the database, where an erasure has left that to be done.
  /// - Returns: whether nothing is left to be done; false while another process reads from the log.
  @discardableResult
  func finishPurge() throws -> Bool {
    let transaction = try store.begin(.read, for: .admin)
    let isDue = try transaction.persons.isPurgeDue()
    transaction.rollback()
    return try isDue ? store.purgeDeletedContent() : true
  }

  /// Returns the backups in the workspace, the oldest first.
  func formerBackups() -> [PersonErasureOutcome.FormerBackup] {
    let folder = directory.appending(path: Self.preRestoreBackupFolder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".sqlite") }.sorted().map { name in
      let path = folder.appending(path: name).path
      let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      return PersonErasureOutcome.FormerBackup(path: path, madeAt: (date ?? .distantPast).formatted(.iso8601))
    }
  }

  /// Removes the lines with one of several texts from the shell's history.
  /// - Returns: number of lines removed.
  /// - Throws: `EngineError.pathUnusable` when the file cannot be replaced.
  func removeFromShellHistory(_ texts: [String]) throws -> Int {
    let file = directory.appending(path: "shell_history")
    guard let content = FileManager.default.contents(atPath: file.path) else { return 0 }
    let lines = String(decoding: content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { line in !texts.contains { line.range(of: $0, options: .caseInsensitive) != nil } }
    if kept.count == lines.count { return 0 }
    do {
      try Data(kept.joined(separator: "\n").utf8).write(to: file, options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    } catch {
      throw EngineError.pathUnusable(path: file.path, reason: SystemReason.text(error))
    }
    return lines.count - kept.count
  }
}
