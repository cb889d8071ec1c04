import Calendar
import Ecosystem
import Foundation
import Localization
import Store

extension Workspace {
  /// Repairs the workspace in `directory`: permissions, missing folders, indexes, triggers and views, tables derived from the
  /// records, grants, the identity; removes orphaned data. While it writes, the writer status file tells waiting processes that
  /// a repair holds the write lock.
  ///
  /// - Returns: the findings that were repaired. A database that SQLite cannot open is not changed; `examine` reports the
  ///   remedy.
  /// - Throws: `EngineError.writerBusy` while another process writes; `EngineError.workspaceMissing`; `StoreError`. The
  ///   database has not changed then.
  public static func repair(_ directory: URL) async throws -> [DoctorFinding] {
    _ = try existing(directory)
    let files = repairFiles(directory)
    guard let store = try repairableStore(directory) else { return files }
    return files + (try await Workspace(directory: directory, damaged: store).repairDatabase())
  }

  private static func existing(_ directory: URL) throws -> URL {
    guard FileManager.default.fileExists(atPath: directory.appending(path: databaseName).path) else {
      throw EngineError.workspaceMissing(path: directory.path, isSearched: false)
    }
    return directory
  }

  private static func repairableStore(_ directory: URL) throws -> Store? {
    let path = directory.appending(path: databaseName).path
    do { return try Store.open(at: path) } catch let error as StoreError {
      switch error.kind {
      case .busy, .interrupted: throw error
      case .newerFile, .notGrappe: return nil
      default: return try? Store.openDamaged(at: path)
      }
    }
  }

  // MARK: Files

  private static func repairFiles(_ directory: URL) -> [DoctorFinding] {
    var repaired: [DoctorFinding] = []
    let modes = FileModeCheck(directory: directory).repair()
    for isDamage in [true, false] {
      let own = modes.filter { $0.isDamage == isDamage }.map(\.text)
      if !own.isEmpty { repaired.append(.fileModes(own, isDamage: isDamage)) }
    }
    let missing = LocalizedText(verbatim: String(cString: strerror(ENOENT)))
    if makeFolder(directory.appending(path: "blobs")) { repaired.append(.blobsUnreadable(missing, isDamage: true)) }
    if makeFolder(directory.appending(path: "trust")) { repaired.append(.trustMissing()) }
    return repaired
  }

  /// Creates a missing folder.
  /// - Returns: whether it was created; else it stays a finding.
  private static func makeFolder(_ folder: URL) -> Bool { mkdir(folder.path, 0o700) == 0 }

  // MARK: The database

  private func repairDatabase() async throws -> [DoctorFinding] {
    let now = Instant.now()
    let transaction = try await beginRepair(now)
    do {
      var repaired = try repairStructure(in: transaction)
      repaired += try repairContent(in: transaction)
      try log(now, in: transaction)
      try transaction.commit()
      replaceRecordedIdentity()
      return repaired
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func beginRepair(_ now: String) async throws -> StoreTransaction {
    let writer = Writer(plugin: "admin", kind: InvocationKind.repair.rawValue, name: "doctor", since: now)
    do { return try await beginWriting(as: writer, for: .admin, wait: writerWait) } catch let error as StoreError where error.kind == .busy
    {
      throw await WriterStatusFile(self).refusal(waitingFor: error, in: store)
    }
  }

  private func repairStructure(in transaction: StoreTransaction) throws -> [DoctorFinding] {
    let repaired = try transaction.integrity.repairStructure(try transaction.integrity.structureComparison())
    return repaired.isEmpty ? [] : [.structure(repaired.map(\.text))]
  }

  /// Repairs rows in separate checks: one that fails does not stop the others.
  private func repairContent(in transaction: StoreTransaction) throws -> [DoctorFinding] {
    var repaired = try repairGrants(in: transaction)
    if let identity = try repairIdentity(in: transaction) { repaired.append(identity) }
    for check in transaction.integrity.contentChecks() where check.name != ContentCheck.structure {
      guard let findings = try attempt({ try check.findings(in: transaction) }) else { continue }
      repaired += (try attempt { try transaction.integrity.repair(findings) } ?? []).map(DoctorFinding.init)
    }
    return repaired
  }

  private func repairGrants(in transaction: StoreTransaction) throws -> [DoctorFinding] {
    guard let generations = try attempt({ try transaction.generations.all() }) else { return [] }
    let all = generations.flatMap { generation in generation.plugins.map { (generation: generation.number, plugin: $0) } }
    let altered = BundleFileCheck(blobs: blobs, generations: generations).alteredGrants(all)
    for (generation, plugin, grants) in altered {
      try transaction.generations.setGrants(grants, of: plugin.name, inGeneration: generation)
    }
    return [DoctorFinding.grantsAltered(altered.map { "\($0.generation): \($0.plugin.name) \($0.plugin.version)" })]
      .compactMap(\.self)
  }

  private func repairIdentity(in transaction: StoreTransaction) throws -> DoctorFinding? {
    guard let found = try attempt({ try transaction.journal.identities() }) else { return nil }
    guard let finding = DoctorFinding.identity(found).first else { return try repairRecordedIdentity(found[0], in: transaction) }
    return try attempt { try transaction.journal.renewIdentity(after: found) } == nil ? nil : finding
  }

  /// Accepts a database of another workspace as it is; an older copy gets a new identity, since its next change numbers may have
  /// been used before.
  private func repairRecordedIdentity(_ identity: WorkspaceIdentity, in transaction: StoreTransaction) throws -> DoctorFinding? {
    let present = IdentityFile.Content(identity: identity, lastChange: try attempt { try transaction.journal.lastChangeNumber() } ?? 0)
    guard let known = IdentityFile(in: directory).read(), let mismatch = known.mismatch(with: present) else { return nil }
    let finding = DoctorFinding.otherDatabase(present, in: directory).first
    guard mismatch == .older else { return finding }
    return try attempt { try transaction.journal.renewIdentity(after: [identity, known.identity]) } == nil ? nil : finding
  }

  /// Returns the result of `body`; nil when a table it needs is missing or damaged, which the examination afterwards reports.
  private func attempt<Result>(_ body: () throws -> Result) throws -> Result? {
    do { return try body() } catch let error as StoreError where [.sqlite, .corrupt, .constraint].contains(error.kind) {
      return nil
    }
  }

  /// Logs the repair; a file without a log table is repaired all the same.
  private func log(_ now: String, in transaction: StoreTransaction) throws {
    _ = try attempt {
      var record = InvocationRecord(.repair, name: "", startedAt: now, rowsWritten: 0)
      record.id = try transaction.invocations.makeID(now: record.startedAt)
      try transaction.invocations.append(record)
      try transaction.journal.attributeChanges(to: record.id)
    }
  }
}
