import Bundles
import Calendar
import Ecosystem
import Foundation
import Store

/// The result of a rollback, or of its dry run.
public struct RollbackOutcome: Sendable {
  /// The change of one plugin.
  public struct Step: Sendable, Hashable {
    public var name: String
    /// The version that was replaced; nil when the plugin had been removed.
    public var from: String?
    /// The restored version; nil when the plugin was not installed before.
    public var to: String?
  }

  /// The new generation; in a dry run the present one.
  public var generation: Int
  public var steps: [Step]
  /// Whether it was committed.
  public var isKept: Bool
  /// The counts of rows added, changed and deleted.
  public var summary: ChangeSummary
  /// The rows, at most `PluginHost.changesListedMax`.
  public var changes: [RecordChange]
}

/// The changes to roll back.
public enum RollbackSubject: Sendable, Hashable {
  /// The newest change of a plugin; for nil all changes of the newest generation that was not undone yet.
  case newest(String?)
  /// The rollback that made the present generation: its removed changes are restored.
  case rollback

  var name: String? {
    if case .newest(let name) = self { return name }
    return nil
  }
}

extension PluginHost {
  /// Undoes the newest change of a plugin or of all, or the last rollback: code, permissions and data are restored together, as
  /// a new generation. Repeated rollbacks undo older changes.
  ///
  /// - Parameters:
  ///   - isDryRun: whether everything is tried and rolled back.
  ///   - present: the generation that the admin was shown; a newer one is refused.
  /// - Throws: `EngineError.nothingToRollBack`; `.rollbackBlocked` naming the row that changed since; `BundleError` when
  ///   another plugin would lose a dependency, or a bundle was revoked since; `.moduleNotExported` when it would lose a module that it
  ///   requires; `.blobDamaged`; `.planStale`. Nothing has changed
  ///   then.
  public func rollback(
    _ subject: RollbackSubject, isDryRun: Bool = false, present: Int? = nil
  ) async throws -> RollbackOutcome {
    CrashPoint.pass()
    let name = subject.name
    let (transaction, now) = (try await beginWriting(.rollback, name ?? "admin", name: name ?? "", for: .admin), Instant.now())
    do {
      let before = try transaction.generations.present()
      if let present, present != before.number { throw EngineError.planStale(name: name ?? "admin") }
      let changes = try chosen(subject, in: transaction)
      let generation = try goBack(changes, subject, present: before, now: now, in: transaction)
      let record = try log(
        InvocationRecord(
          .rollback, plugin: name ?? "admin", name: Self.text(changes), startedAt: now,
          rowsWritten: transaction.changeCount), in: transaction)
      CrashPoint.pass()
      let outcome = RollbackOutcome(
        generation: isDryRun ? before.number : generation.number,
        steps: changes.map { .init(name: $0.plugin, from: $0.after?.version, to: $0.before?.version) }, isKept: !isDryRun,
        summary: try transaction.journal.rowCounts(of: record.id),
        changes: try transaction.journal.rowChanges(of: record.id, limit: Self.changesListedMax))
      try end(transaction, changes, isDryRun: isDryRun)
      CrashPoint.pass()
      return outcome
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Undoes the changes and writes the generation without them.
  private func goBack(
    _ changes: [GenerationChange], _ subject: RollbackSubject, present: Generation, now: String,
    in transaction: StoreTransaction
  ) throws -> Generation {
    let plugins = try former(changes, present.plugins)
    if subject == .rollback {
      try explainingConflict(of: changes) { try transaction.generations.undoRollback(of: present) }
      return try transaction.generations.write(plugins, reason: "rollback undone \(Self.text(changes))", now: now)
    }
    try undo(changes, in: transaction)
    let generation = try transaction.generations.write(plugins, reason: "rollback \(Self.text(changes))", now: now)
    for change in changes { try transaction.generations.mark(change, undoneBy: generation) }
    return generation
  }

  private func chosen(_ subject: RollbackSubject, in transaction: StoreTransaction) throws -> [GenerationChange] {
    guard subject == .rollback else { return try chosen(subject.name, try transaction.generations.changes()) }
    let undone = try transaction.generations.changes(undoneBy: try transaction.generations.present())
    guard !undone.isEmpty else { throw EngineError.noRollbackToUndo }
    return undone.map { change in
      var change = change
      (change.before, change.after) = (change.after, change.before)
      return change
    }
  }

  private func chosen(_ name: String?, _ changes: [GenerationChange]) throws -> [GenerationChange] {
    let newest = changes.first { name == nil || $0.plugin == name }
    let chosen = name == nil ? changes.filter { $0.generation == newest?.generation } : newest.map { [$0] } ?? []
    guard !chosen.isEmpty else { throw EngineError.nothingToRollBack(name: name) }
    return chosen
  }

  /// Returns the former plugins, checked: intact, not revoked, and with their dependencies.
  private func former(_ changes: [GenerationChange], _ present: [InstalledPlugin]) throws -> [InstalledPlugin] {
    var plugins = present
    for change in changes {
      plugins.removeAll { $0.name == change.plugin }
      if let before = change.before {
        try refuseRevoked(before)
        plugins.append(before)
      }
    }
    try checkCompatibility(of: try plugins.map { try bundle(of: $0) }, changed: Set(changes.map(\.plugin)))
    return plugins.sorted { $0.name < $1.name }
  }

  /// Refuses a revoked plugin. An installed bundle was trusted then, so only revocation is checked.
  private func refuseRevoked(_ plugin: InstalledPlugin) throws {
    let bundle = try bundle(of: plugin)
    var policy = try workspace.trust.policy()
    policy.pins.pin(bundle.id)
    _ = try policy.decide(packed: try bundle.packed(), signature: nil, at: Date())
  }

  private func undo(_ changes: [GenerationChange], in transaction: StoreTransaction) throws {
    for change in changes {
      try explainingConflict(of: [change]) { try transaction.generations.undo(change) }
      CrashPoint.pass()
    }
  }

  private func end(_ transaction: StoreTransaction, _ changes: [GenerationChange], isDryRun: Bool) throws {
    try explainingConflict(of: changes) {
      guard isDryRun else { return try transaction.commit() }
      try transaction.validate()
      transaction.rollback()
    }
  }

  private func explainingConflict(of changes: [GenerationChange], _ body: () throws -> Void) throws {
    do { try body() } catch let error as StoreError where error.isConflict {
      throw EngineError.rollbackBlocked(change: Self.text(changes), reason: error)
    }
  }

  /// `wallonia 1.0.0 → 1.1.0`, with `∅` for a plugin that was not installed.
  private static func text(_ changes: [GenerationChange]) -> String {
    changes.map { "\($0.plugin) \($0.before?.version ?? "∅") → \($0.after?.version ?? "∅")" }.joined(separator: ", ")
  }
}

extension StoreError {
  /// Whether rows prevent an undo, not the file or the disk.
  package var isConflict: Bool {
    switch kind {
    case .conflict, .stillReferenced, .missingReference, .wrongReference, .notUnique, .idTaken, .constraint, .overlap,
      .circle, .disagreement, .full, .capacityTaken, .invoiceNumbered:
      true
    default: false
    }
  }
}
