import Bundles
import Ecosystem
import Foundation
import Store

/// What a rollback did.
public struct RollbackOutcome: Sendable, Hashable {
  /// One plugin that went back.
  public struct Step: Sendable, Hashable {
    public var name: String
    /// The version that was replaced; nil when the plugin had been removed.
    public var from: String?
    /// The version that is back; nil when the plugin was not installed before.
    public var to: String?
  }

  public var generation: Int
  public var steps: [Step]
}

extension PluginHost {
  /// Undoes the newest change of the plugin `name`, or without a name all of the newest generation that was not undone yet:
  /// code, permissions and data go back together, as a new generation. Rolling back again goes further back.
  ///
  /// - Throws: `EngineError.nothingToRollBack`; `.rollbackBlocked` naming the row that moved on since; `BundleError` when
  ///   another plugin would lose what it depends on, or a bundle was revoked since; `.blobDamaged`. Nothing has changed then.
  public func rollback(_ name: String?) async throws -> RollbackOutcome {
    CrashPoint.pass()
    let (transaction, now) = (try await beginWriting(.rollback, name ?? "admin", name ?? ""), Instant.now())
    do {
      let changes = try chosen(name, try transaction.generationChanges())
      let plugins = try former(changes, try transaction.generation().plugins)
      try undo(changes, in: transaction)
      let steps = changes.map { RollbackOutcome.Step(name: $0.plugin, from: $0.after?.version, to: $0.before?.version) }
      let generation = try transaction.write(
        generation: plugins, reason: "rollback \(Self.text(changes))", now: now)
      for change in changes { try transaction.mark(change, undoneBy: generation) }
      _ = try log(
        InvocationRecord(
          .rollback, plugin: name ?? "admin", name: Self.text(changes), startedAt: now,
          rowsWritten: transaction.changeCount), in: transaction)
      CrashPoint.pass()
      try commit(transaction, changes)
      CrashPoint.pass()
      return RollbackOutcome(generation: generation.number, steps: steps)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func chosen(_ name: String?, _ changes: [GenerationChange]) throws -> [GenerationChange] {
    let newest = changes.first { name == nil || $0.plugin == name }
    let chosen = name == nil ? changes.filter { $0.generation == newest?.generation } : newest.map { [$0] } ?? []
    guard !chosen.isEmpty else { throw EngineError.nothingToRollBack(name: name) }
    return chosen
  }

  /// The plugins as they were, checked: whole, not revoked, and with what each depends on.
  private func former(_ changes: [GenerationChange], _ present: [InstalledPlugin]) throws -> [InstalledPlugin] {
    var plugins = present
    for change in changes {
      plugins.removeAll { $0.name == change.plugin }
      if let before = change.before {
        try refuseRevoked(before)
        plugins.append(before)
      }
    }
    _ = try DependencyPlan(installed: try plugins.map { .init(try bundle(of: $0).manifest) }, wanted: [])
    return plugins.sorted { $0.name < $1.name }
  }

  /// What was installed once was trusted then; only a revocation since stands against it.
  private func refuseRevoked(_ plugin: InstalledPlugin) throws {
    let bundle = try bundle(of: plugin)
    var policy = try workspace.trust.policy()
    policy.pins.pin(bundle.id)
    _ = try policy.decide(packed: try bundle.packed(), signature: nil, at: Date())
  }

  private func undo(_ changes: [GenerationChange], in transaction: StoreTransaction) throws {
    for change in changes {
      do { try transaction.undo(change) } catch let error as StoreError where error.isConflict {
        throw EngineError.rollbackBlocked(change: Self.text([change]), reason: error)
      }
      CrashPoint.pass()
    }
  }

  private func commit(_ transaction: StoreTransaction, _ changes: [GenerationChange]) throws {
    do { try transaction.commit() } catch let error as StoreError where error.isConflict {
      throw EngineError.rollbackBlocked(change: Self.text(changes), reason: error)
    }
  }

  /// `wallonia 1.0.0 → 1.1.0`, a plugin that was not there as `∅`.
  private static func text(_ changes: [GenerationChange]) -> String {
    changes.map { "\($0.plugin) \($0.before?.version ?? "∅") → \($0.after?.version ?? "∅")" }.joined(separator: ", ")
  }
}

extension StoreError {
  /// Whether rows stand against an undo, and not the file or the disk.
  var isConflict: Bool {
    switch kind {
    case .movedOn, .stillReferenced, .missingReference, .wrongReference, .notUnique, .idTaken, .constraint, .overlap,
      .circle, .disagreement, .full, .capacityTaken:
      true
    default: false
    }
  }
}
