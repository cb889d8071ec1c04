import Bundles
import Calendar
import Ecosystem
import Engine
import Foundation
import Store

extension Workspace {
  /// Replaces the content of this workspace with that of a backup, in one commit for all processes: running invocations end on
  /// the snapshot they started with, and hosts that serve the workspace load the new content. Keeps the former content as a
  /// backup in `backups/`. Killed at any moment it leaves the old content or the new, complete.
  ///
  /// Does not change existing trust and settings files: a key that was revoked since the backup stays revoked.
  ///
  /// - Parameter isDryRun: whether everything is checked and reported and nothing is changed.
  /// - Throws: `BackupError`, `StoreError.notGrappe` and `.newerFile` for a file that cannot be restored;
  ///   `EngineError.writerBusy`, `.pathUnusable`; `StoreError.disk`. Nothing has changed then.
  public func restore(
    from source: URL, isDryRun: Bool = false, progress: (CopyProgress) throws -> Void
  ) async throws -> RestoreOutcome {
    let staged = try StagedBackup(source, for: store.path)
    let missing = try staged.verify(with: blobs)
    CrashPoint.pass()
    let replacement = isDryRun ? nil : try await place(of: staged)
    var outcome = try consequences(of: staged, missing)
    guard let replacement else {
      outcome.erasedAgain = try staged.eraseAgain(for: directory, isDryRun: true)
      outcome.withdrawnAgain = try staged.countWithdrawals(outcome.withdrawals)
      return outcome
    }
    let (former, marks) = (try writePreRestoreBackup(), outcome.wasUnreadable ? .none : try highWaterMarks())
    do {
      outcome.former = former.path
      CrashPoint.pass()
      if outcome.wasUnreadable { IdentityFile(in: directory).remove() }
      try staged.restoreAdjacentFiles(self, into: &outcome)
      outcome.erasedAgain = try staged.eraseAgain(for: directory)
      CrashPoint.pass()
      (outcome.generation, outcome.withdrawnAgain) = try staged.prepareAsReplacement(for: marks, withdrawing: outcome.withdrawals)
      CrashPoint.pass()
      // The staged file is the source of the copy and must exist until the commit.
      try withExtendedLifetime(staged) { try replacement.commit(progress) }
      CrashPoint.pass()
      replaceRecordedIdentity()
      return outcome
    } catch {
      former.remove()
      throw error
    }
  }

  /// Takes the write lock.
  private func place(of staged: StagedBackup) async throws -> ContentReplacement {
    let writer = Writer(
      plugin: "admin", kind: InvocationKind.restore.rawValue, name: staged.source.lastPathComponent,
      since: Instant.now())
    let statusFile = WriterStatusFile(self)
    do {
      let replacement = try await store.beginReplacing(by: staged.store, as: writer, wait: writerWait)
      statusFile.show(writer, until: replacement.whenEnded)
      return replacement
    } catch let error as StoreError where error.kind == .busy {
      throw await statusFile.refusal(waitingFor: error, in: store)
    }
  }

  /// Compares the contents. Of a damaged database nothing is reported; no host may run then, since its cached state is unknown.
  private func consequences(of staged: StagedBackup, _ missing: [InstalledPlugin]) throws -> RestoreOutcome {
    var outcome = try RestoreOutcome(of: staged, missing)
    do {
      let (present, coming) = (try store.begin(.read, for: .admin), try staged.store.begin(.read, for: .admin))
      defer {
        present.rollback()
        coming.rollback()
      }
      outcome.plugins.before = try present.generations.present().plugins
      outcome.records.before = try present.recordCount()
      outcome.changesGone = try present.journal.changeCount(after: try coming.journal.lastChange() ?? "")
      outcome.withdrawals = try ConsentWithdrawal.all(in: present)
      outcome.queue = try QueueConsequences(from: present, to: coming, now: .present)
      let identity = try coming.journal.identity()
      if try present.journal.identity().id != identity.id { outcome.foreign = identity }
    } catch let error as StoreError where error.kind == .corrupt || error.kind == .sqlite {
      if HostLockFile.isServed(self) { throw BackupError.served }
      outcome.wasUnreadable = true
    }
    return outcome
  }

  private func highWaterMarks() throws -> HighWaterMarks {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.backup.highWaterMarks()
  }

  /// Keeps the present content as a backup, under the write lock.
  private func writePreRestoreBackup() throws -> PreRestoreBackup {
    let former = try PreRestoreBackup(in: directory)
    do { try former.write(self) } catch {
      former.remove()
      throw error
    }
    return former
  }
}

extension StagedBackup {
  /// Adds bundles, trust and settings that the workspace does not have.
  func restoreAdjacentFiles(_ workspace: Workspace, into outcome: inout RestoreOutcome) throws {
    try restoreBundles(to: workspace.blobs)
    try restoreSettings(to: workspace.directory, into: &outcome)
  }

  /// Adds the bundles. Their names are hashes of their content, so an unused one does no harm.
  func restoreBundles(to blobs: BlobStore) throws {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    for plugin in Workspace.distinct(try transaction.generations.all().flatMap(\.plugins)) {
      guard let id = BundleID(plugin.bundleID), !blobs.isIntact(id),
        let packed = try transaction.backup.file(Workspace.backupPath(of: id))
      else { continue }
      _ = try blobs.write(id, packed: packed)
      CrashPoint.pass()
    }
  }

  func restoreSettings(to folder: URL, into outcome: inout RestoreOutcome) throws {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    for path in Workspace.settingPaths {
      guard let bytes = try transaction.backup.file(path) else { continue }
      let file = folder.appending(path: path)
      if let present = FileManager.default.contents(atPath: file.path) {
        if [UInt8](present) != bytes { outcome.filesKept.append(path) }
      } else {
        try Self.write(bytes, to: file)
        outcome.filesRestored.append(path)
      }
    }
  }

  private static func write(_ bytes: [UInt8], to file: URL) throws {
    do {
      let folder = file.deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file, options: .atomic)
    } catch {
      throw EngineError.pathUnusable(path: file.path, reason: SystemReason.text(error))
    }
  }

  /// Continues the present content's numbering in the copy, withdraws again the consents that were withdrawn since, and logs the
  /// restore there.
  ///
  /// - Returns: the number of its new generation, and that of the consents withdrawn.
  func prepareAsReplacement(for former: HighWaterMarks, withdrawing withdrawals: [ConsentWithdrawal]) throws -> (Int, withdrawn: Int) {
    let (transaction, now, name) = (try store.begin(.write, for: .admin), Instant.now(), source.lastPathComponent)
    do {
      let generation = try transaction.backup.prepareAsReplacement(for: former, reason: "restore \(name)", now: now)
      let withdrawn = try transaction.withdrawAgain(withdrawals, now: now)
      var record = InvocationRecord(.restore, name: name, startedAt: now, rowsWritten: withdrawn)
      record.id = try transaction.invocations.makeID(now: now)
      try transaction.invocations.append(record)
      try transaction.journal.attributeChanges(to: record.id)
      try transaction.commit()
      return (generation.number, withdrawn)
    } catch {
      transaction.rollback()
      throw error
    }
  }
}
