import Bundles
import Calendar
import Ecosystem
import Foundation
import Store

/// The result of an uninstallation.
public struct UninstallOutcome: Sendable {
  public var generation: Int
  public var recordsDeleted: Int
  public var recordsKept: Int
  /// The folder with the deleted records; nil when none was deleted.
  public var export: URL?
}

extension PluginHost {
  /// Uninstalls the plugin `name`.
  ///
  /// - Parameter isPurging: whether its records, fields and private storage are deleted too, after an export of the records;
  ///   else they stay and a later installation uses them again.
  /// - Throws: `EngineError.pluginNotInstalled`, `.neededBy` while another plugin depends on it, `.pathUnusable` when the
  ///   export cannot be written, and `StoreError` when records of others refer to the deleted ones; nothing has changed then.
  public func uninstall(_ name: String, isPurging: Bool) async throws -> UninstallOutcome {
    _ = try bundle(named: name)
    CrashPoint.pass()
    let (transaction, now) = (try await beginWriting(.uninstall, name, name: name, for: .admin), Instant.now())
    let export = PurgeExport(host: self, plugin: name, now: now)
    do {
      let plugins = try transaction.generations.present().plugins
      try refuseWhileNeeded(name, plugins)
      let count = try transaction.recordCounts(owner: name).values.reduce(0, +)
      if isPurging { try purge(name, to: export, transaction) }
      let rowCount = transaction.changeCount
      let change = try log(
        InvocationRecord(.uninstall, plugin: name, name: name, startedAt: now, rowsWritten: rowCount), in: transaction
      ).change
      let generation = try transaction.generations.write(
        plugins.filter { $0.name != name }, reason: "uninstall \(name)", now: now)
      try transaction.generations.note(change: change, of: name, in: generation)
      CrashPoint.pass()
      try transaction.commit()
      CrashPoint.pass()
      // A process that may run plugin code, such as the shell, cannot reach the secrets: the next purge or change of a secret on the
      // command line deletes them.
      if isPurging { try? await deleteUnusedSecrets() }
      return UninstallOutcome(
        generation: generation.number, recordsDeleted: isPurging ? count : 0, recordsKept: isPurging ? 0 : count,
        export: isPurging ? export.folder : nil)
    } catch {
      transaction.rollback()
      export.remove()
      throw error
    }
  }

  private func purge(_ name: String, to export: PurgeExport, _ transaction: StoreTransaction) throws {
    try export.write(transaction)
    CrashPoint.pass()
    _ = try transaction.registrations.removePluginRows(owner: name)
    try transaction.registrations.removePluginData(name)
    CrashPoint.pass()
  }

  private func refuseWhileNeeded(_ name: String, _ plugins: [InstalledPlugin]) throws {
    let present = try plugins.map { DependencyPlan.Plugin(try bundle(of: $0).manifest) }
    let dependents = try DependencyPlan(installed: present, wanted: []).dependents(of: name).map(\.name)
    guard dependents.isEmpty else { throw EngineError.neededBy(name: name, dependents: dependents) }
  }
}

/// Exports the data that a plugin's purge deletes: a file of JSON lines for each entity, which `grappe import` reads back, one
/// for its fields on the records of others, and the plugin's private storage.
private struct PurgeExport {
  let host: PluginHost
  let plugin: String
  /// `exports/NAME-TIMESTAMP/` in the workspace.
  let folder: URL

  init(host: PluginHost, plugin: String, now: String) {
    self.host = host
    self.plugin = plugin
    let moment = now.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    folder = host.workspace.directory.appending(path: "exports/\(plugin)-\(moment)")
  }

  func write(_ transaction: StoreTransaction) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for entity in try transaction.recordCounts(owner: plugin).keys.sorted() { try write(entity, transaction) }
      try writeForeignFields(transaction)
      try writeStorage(transaction)
    } catch let error as CocoaError {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
  }

  private func write(_ entity: String, _ transaction: StoreTransaction) throws {
    let file = folder.appending(path: "\(entity).jsonl")
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var waiting = Data()
    let owned = try Query(
      .map(["owner": .text(plugin)]), options: .map(["order": .text("id")]), for: try host.entity(named: entity, in: transaction))
    let cursor = try transaction.cursor(entity, owned)
    while let record = try cursor.next() {
      waiting.append(contentsOf: (FieldValue.map(record.fields).json + "\n").utf8)
      guard waiting.count > 1 << 16 else { continue }
      try handle.write(contentsOf: waiting)
      waiting.removeAll(keepingCapacity: true)
    }
    try handle.write(contentsOf: waiting)
    try handle.synchronize()
  }

  /// Writes the plugin's fields on records of others, which stay without them: `actor-fields.jsonl`, to be imported as `actor`.
  private func writeForeignFields(_ transaction: StoreTransaction) throws {
    for entity in transaction.schema.entities {
      let own = entity.pluginFields.filter { $0.plugin == plugin }
      guard !own.isEmpty, let id = entity.field("id"), let owner = entity.field("owner") else { continue }
      var lines = ""
      let cursor = try transaction.cursor(entity.id, Query(fields: [id, owner] + own))
      while let record = try cursor.next() {
        let values = record.fields.filter { name, value in !value.isNull && own.contains { $0.id == name } }
        guard record["owner"].textValue != plugin, !values.isEmpty else { continue }
        lines += FieldValue.map(values.merging(["id": .text(record.id)]) { $1 }).json + "\n"
      }
      if !lines.isEmpty { try Data(lines.utf8).write(to: folder.appending(path: "\(entity.id)-fields.jsonl")) }
    }
  }

  private func writeStorage(_ transaction: StoreTransaction) throws {
    let storage = transaction.registrations.storage(plugin)
    let lines = try storage.keys().map { key in
      FieldValue.map(["key": .text(key), "value": try storage.get(key) ?? .null]).json + "\n"
    }
    guard !lines.isEmpty else { return }
    try Data(lines.joined().utf8).write(to: folder.appending(path: "storage.jsonl"))
  }

  /// Removes the files of a failed purge; a file that cannot be removed is a harmless copy.
  func remove() { try? FileManager.default.removeItem(at: folder) }
}
