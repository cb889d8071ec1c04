import Ecosystem
import Foundation
import Localization
import Store

/// Examines a workspace check by check. A check that fails becomes a finding and does not stop the other checks: of a database
/// that SQLite cannot open, header, size, bundles and trust files are still checked.
struct Examination {
  let directory: URL
  var diagnosis = Diagnosis()
  /// The names of the failed checks, by error.
  private var failures: [LocalizedText: [String]] = [:]

  init(directory: URL) { self.directory = directory }

  /// Runs all checks.
  /// - Throws: `StoreError.busy` and `.interrupted`, `CancellationError`: errors that are no findings.
  mutating func run() throws -> Diagnosis {
    add(FileModeCheck(directory: directory).findings())
    add(DatabaseFileCheck(directory: directory).findings())
    add(TrustFileCheck(directory: directory).findings())
    add(SettingsCheck(directory: directory).findings())
    let store = try openStore()
    if let store { try examine(Workspace(directory: directory, damaged: store)) } else { examineBlobsAlone() }
    try check("leftovers") { examination in examination.add(LeftoverCheck(directory: examination.directory).findings()) }
    addFailures()
    return diagnosis
  }

  mutating func add(_ findings: [DoctorFinding]) { diagnosis.found += findings }

  /// Runs one check; its error becomes a finding.
  mutating func check(_ name: String, _ body: (inout Examination) throws -> Void) throws {
    do { try body(&self) } catch { try note(error, of: name) }
  }

  /// Records the reason why a check failed.
  private mutating func note(_ error: any Error, of check: String) throws {
    if error is CancellationError { throw error }
    if let error = error as? StoreError, [.busy, .interrupted].contains(error.kind) { throw error }
    failures[SystemReason.localized(error), default: []].append(check)
  }

  /// Adds one finding for each error, since a missing table makes many checks fail in the same way.
  private mutating func addFailures() {
    for (error, checks) in failures.sorted(by: { $0.key[.en] < $1.key[.en] }) { add([.checkFailed(error, checks)]) }
  }

  // MARK: The database

  /// Opens the database as any command does; one that is refused is opened with `Store.openDamaged`.
  private mutating func openStore() throws -> Store? {
    let path = directory.appending(path: Workspace.databaseName).path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do { return try Store.open(at: path) } catch let error as StoreError where error.kind != .busy {
      switch error.kind {
      case .interrupted: throw error
      case .newerFile, .notGrappe: add([.refusedDatabase(error)])
      default: add([.unreadableDatabase(error)])
      }
      if error.kind == .newerFile { return nil }
      return try? Store.openDamaged(at: path)
    }
  }

  /// Checks the folder alone: without a database the installed bundles are unknown.
  private mutating func examineBlobsAlone() {
    add(BundleFileCheck(blobs: BlobStore(directory: directory.appending(path: "blobs")), generations: nil).folderFindings())
  }

  private mutating func examine(_ workspace: Workspace) throws {
    try check("database") { try $0.checkPages(workspace) }
    try check("generation") { try $0.checkGenerations(workspace) }
    try check("workspace") { try $0.checkIdentity(workspace) }
    try check("references") { examination in
      let broken = try workspace.reading { try $0.integrity.brokenReferences() }
      examination.add(DoctorFinding.brokenReferences(broken))
    }
    try check("journal") { examination in
      examination.diagnosis.journal = try workspace.reading { try $0.journal.size() }
      examination.add(DoctorFinding.journal(try workspace.reading { try $0.journal.problems() }))
    }
    try checkContent(workspace)
  }

  private mutating func checkPages(_ workspace: Workspace) throws {
    let problems: [String]
    do { problems = try workspace.reading { try $0.integrity.fileProblems() } } catch let error as StoreError where error.kind == .corrupt {
      problems = [error.found ?? error.code]
    }
    add(DoctorFinding.damagedDatabase(problems))
  }

  private mutating func checkContent(_ workspace: Workspace) throws {
    let checks = (try? workspace.reading { $0.integrity.contentChecks() }) ?? []
    for content in checks {
      try check(content.name) { examination in
        examination.add(try workspace.reading { try content.findings(in: $0) }.map(DoctorFinding.init))
      }
    }
  }

  private mutating func checkGenerations(_ workspace: Workspace) throws {
    let history = try workspace.reading { try GenerationHistory($0) }
    diagnosis.generation = history.generations.first?.number ?? 0
    add(history.findings)
    add(BundleFileCheck(blobs: workspace.blobs, generations: history.generations).findings())
  }

  private mutating func checkIdentity(_ workspace: Workspace) throws {
    let identities = try workspace.reading { try $0.journal.identities() }
    diagnosis.identity = identities.count == 1 ? identities[0] : nil
    add(DoctorFinding.identity(identities))
    guard let identity = diagnosis.identity else { return }
    let last = try workspace.reading { try $0.journal.lastChangeNumber() }
    add(DoctorFinding.otherDatabase(IdentityFile.Content(identity: identity, lastChange: last), in: directory))
  }
}

extension Workspace {
  /// Examines the workspace in `directory` without changing it. Unreadable files become findings.
  ///
  /// - Throws: `EngineError.workspaceMissing` when there is none; `StoreError.busy` and `.interrupted`.
  public static func examine(_ directory: URL) throws -> Diagnosis {
    let parts = [databaseName, "blobs", "trust"].map { directory.appending(path: $0).path }
    guard parts.contains(where: FileManager.default.fileExists) else {
      throw EngineError.workspaceMissing(path: directory.path, isSearched: false)
    }
    var examination = Examination(directory: directory)
    return try examination.run()
  }

  /// Runs `body` on a snapshot of its own, since a snapshot that ended with an error is not used again.
  func reading<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try body(transaction)
  }
}
