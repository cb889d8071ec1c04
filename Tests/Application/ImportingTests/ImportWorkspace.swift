import Ecosystem
import Engine
import Foundation
import Localization
import Store
import Testing

@testable import Importing

/// A workspace without plugins in a temporary folder; files are imported in this process.
final class ImportWorkspace: Sendable {
  let host: PluginHost
  let folder: URL

  init(language: Language = .en) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "grappe-import-\(UUID().uuidString)")
    host = try PluginHost(workspace: try Workspace.create(at: folder.appending(path: "workspace")), language: language)
    let transaction = try host.workspace.store.begin(.write, for: .admin)
    for code in ["company", "association"] {
      try transaction.insert(
        "concept", ["scheme": "actor-kind", "code": .text(code), "label": ["en": .text(code)]], owner: "admin",
        now: "2026-01-01T00:00:00Z")
    }
    try transaction.commit()
  }

  deinit {
    host.workspace.store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file into the folder.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Reads a file of the folder.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

  /// Imports a text as a file of that name.
  @discardableResult
  func run(
    _ text: String, as entity: String = "actor", name: String = "rows.csv", stoppedAtRow: Int? = nil,
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> ImportOutcome {
    var options = ImportOptions()
    change(&options)
    return try await run(Array(text.utf8), as: entity, name: name, stoppedAtRow: stoppedAtRow, options)
  }

  /// Imports the bytes of a file of that name.
  @discardableResult
  func run(
    bytes: [UInt8], as entity: String = "actor", name: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> ImportOutcome {
    var options = ImportOptions()
    change(&options)
    return try await run(bytes, as: entity, name: name, stoppedAtRow: nil, options)
  }

  private func run(
    _ bytes: [UInt8], as entity: String, name: String, stoppedAtRow: Int?, _ options: ImportOptions
  ) async throws -> ImportOutcome {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    let file = try ImportFile(path: url.path, encoding: options.reading.encoding)
    let stop = ImportStop()
    return try await RecordImport(host: host, file: file, entity: entity, options: options, stop: stop) { progress in
      if let stoppedAtRow, progress.rows >= stoppedAtRow { stop.ask() }
    }.run()
  }

  /// Returns the error of an import.
  func error(
    _ text: String, as entity: String = "actor", name: String = "rows.csv", _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> ImportError {
    let before = try all("actor")
    do {
      try await run(text, as: entity, name: name, change)
    } catch let error as ImportError {
      #expect(try all("actor") == before)
      return error
    }
    Issue.record("the import went through")
    throw ImportError.stopped(line: nil)
  }

  /// Returns the rows that an import refuses.
  func refused(
    _ text: String, as entity: String = "actor", name: String = "rows.csv"
  ) async throws -> [RefusedRow] {
    guard case .rowsRefused(_, let rows, let total) = try await error(text, as: entity, name: name) else {
      Issue.record("the import ended with another error")
      return []
    }
    #expect(total == rows.count)
    return rows
  }

  /// Returns all records of an entity, by id.
  func all(_ entity: String) throws -> [Record] {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.find(entity).sorted { $0.id < $1.id }
  }

  /// Counts the records of a filter.
  func count(_ entity: String, _ filter: FieldValue) throws -> Int {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.count(entity, try Filter(filter, for: try transaction.schema.requireEntity(entity)))
  }

  func actor(_ id: String) throws -> Record? { try all("actor").first { $0.id == id } }

  /// Returns the actor of that name.
  func actor(named name: String) throws -> Record? { try all("actor").first { $0["name"] == .text(name) } }

  @discardableResult
  func add(_ entity: String, _ fields: Record) throws -> String {
    let transaction = try host.workspace.store.begin(.write, for: .admin)
    let record = try transaction.insert(entity, fields, owner: "admin", now: "2026-01-01T00:00:00Z")
    try transaction.commit()
    return record.id
  }
}
