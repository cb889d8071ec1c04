import Bundles
import Ecosystem
import Foundation
import GRDB
import Store

@testable import Engine

/// A workspace in a temporary folder with one small plugin, run in this process.
final class EngineWorkspace: Sendable {
  let host: PluginHost
  private let folder: URL

  /// - Parameters:
  ///   - permissions: the lines under `[permissions]`.
  ///   - limits: the lines under `[limits]`.
  ///   - commands: the bodies of the plugin's commands, by id.
  ///   - initLua: further lines of its `init.lua`.
  ///   - settings: the text of `config.toml`. By default a writer waits for others as long as it may, so that no test depends on how fast
  ///     the machine is.
  init(
    permissions: String, limits: String = "", commands: [String: String] = [:], initLua: String = "",
    settings: String = "[store]\nwriter_wait_seconds = 86400\n"
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "grappe-engine-\(UUID().uuidString)")
    let directory = folder.appending(path: "workspace")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(settings.utf8).write(to: directory.appending(path: "config.toml"))
    host = try PluginHost(workspace: try Workspace.create(at: directory), language: .en)
    let vocabulary = try host.workspace.store.begin(.write, for: .admin)
    for code in ["company", "hub", "school"] {
      try vocabulary.insert(
        "concept", ["scheme": "actor-kind", "code": .text(code), "label": ["en": .text(code)]], owner: "admin",
        now: "2026-01-01T00:00:00Z")
    }
    try vocabulary.commit()
    try await install("demo", permissions: permissions, limits: limits, commands: commands, initLua: initLua)
  }

  deinit {
    host.workspace.store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Installs a plugin. The parameters are those of `init`.
  func install(
    _ name: String, permissions: String, limits: String = "", commands: [String: String] = [:], initLua: String
  ) async throws {
    let plugin = folder.appending(path: name)
    try FileManager.default.createDirectory(at: plugin, withIntermediateDirectories: true)
    let manifest = """
      [plugin]
      name = "\(name)"
      version = "1.0.0"
      api = 1
      title = { fr = "Essai", en = "Test" }

      [permissions]
      \(permissions)

      [limits]
      \(limits)

      """
    let lua = commands.map { id, body in
      "grappe.command{ id = '\(id)', summary = '\(id)', run = function() \(body) end }\n"
    }
    try Data(manifest.utf8).write(to: plugin.appending(path: "plugin.toml"))
    try Data((lua.joined() + initLua).utf8).write(to: plugin.appending(path: "init.lua"))
    let bundle = try Bundles.Bundle.reading(directory: plugin.path)
    let installer = Installer(host: host)
    _ = try await installer.apply(try await installer.plan(paths: [plugin.path], trusted: [bundle.id]))
  }

  /// Returns every row of every table of the file, except the log, which also records stopped invocations.
  func content() throws -> [String] {
    try DatabaseQueue(path: host.workspace.store.path).read { database in
      let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name <> 'invocation' ORDER BY name"
      return try String.fetchAll(database, sql: sql).flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").map { "\(table): \($0)" }
      }
    }
  }

  /// Returns the number of rows that the last invocation had written.
  func lastRowsWritten() throws -> Int {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.invocations.latest(limit: 1).first?.rowsWritten ?? 0
  }

  /// Returns the kinds of kill in the log, and the number of rows that each had written.
  func kills() throws -> [(outcome: String, rowsWritten: Int)] {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.invocations.latest(limit: 100_000).filter { $0.outcome.hasPrefix("limit.") }
      .map { ($0.outcome, $0.rowsWritten) }
  }
}
