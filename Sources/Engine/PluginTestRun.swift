import Bundles
import Ecosystem
import Foundation
import HostAPI
import Lua
import Scheduler
import Store

/// Runs the tests of a plugin's folder: each in a sandbox of its own, with the plugin's real permissions, on data that its
/// own migrations and those of its dependencies made, in a transaction that is rolled back.
public struct PluginTestRun: Sendable {
  /// How one test ended.
  public struct Result: Sendable {
    /// The file within the plugin, such as `tests/agenda_test.lua`.
    public var file: String
    public var name: String
    /// What went wrong; nil when the test passed.
    public var problem: String?
  }

  private let host: PluginHost
  private let bundle: Bundles.Bundle
  private let directory: URL
  /// Tests leave no trace in a log.
  private let journal = InvocationJournal(nil)

  /// Makes a throw-away workspace with the plugin and the plugins it depends on.
  ///
  /// - Parameters:
  ///   - folder: the plugin's folder; its dependencies are the folders beside it that bear their names.
  /// - Throws: `BundleError` when the plugin or a dependency is not in order or missing, and what a migration raises.
  public init(folder: URL, language: Language) async throws {
    bundle = try Bundles.Bundle.reading(directory: folder.path)
    directory = FileManager.default.temporaryDirectory.appending(path: "grappe-test-\(UUID().uuidString)")
    host = try PluginHost(workspace: try Workspace.create(at: directory), language: language)
    let folders = try Self.withDependencies(folder)
    let ids = try folders.map { try Bundles.Bundle.reading(directory: $0.path).id }
    let installer = Installer(host: host)
    do {
      let plan = try await installer.plan(paths: folders.map(\.path), trusted: Set(ids))
      _ = try await installer.apply(plan)
    } catch {
      close()
      throw error
    }
  }

  /// Removes the throw-away workspace.
  public func close() {
    host.workspace.store.close()
    // What cannot be removed lies in the temporary folder, which the system empties.
    try? FileManager.default.removeItem(at: directory)
  }

  /// Runs every test of every file, in order, and hands each result on as it comes.
  public func run(_ report: (Result) -> Void) async throws {
    for file in bundle.names where file.hasPrefix("tests/") && file.hasSuffix("_test.lua") {
      for (index, name) in try await names(in: file, report).enumerated() {
        report(Result(file: file, name: name, problem: try await problem(file, index)))
      }
    }
  }

  /// The names of a file's tests; a file that does not load is one failed test.
  private func names(in file: String, _ report: (Result) -> Void) async throws -> [String] {
    do {
      return try await inTransaction(file) { _, registry, _ in registry.tests.map(\.name) }
    } catch let error as EngineError {
      report(Result(file: file, name: file, problem: error.message(in: host.language)))
      return []
    }
  }

  private func problem(_ file: String, _ index: Int) async throws -> String? {
    do {
      try await inTransaction(file) { plugin, registry, context in
        let call = InvocationRunner.Call(
          kind: .test, place: file, name: file, sandbox: plugin.sandbox,
          body: .chunk(source: Array(TestPrelude.source.utf8), name: "grappe/test"),
          arguments: [.function(registry.tests[index].run)], limits: bundle.manifest.limits(.command))
        _ = try await host.runner.run(call, context, journal)
      }
      return nil
    } catch let error as EngineError {
      return error.message(in: host.language)
    }
  }

  /// Loads the plugin and one test file into a fresh sandbox, and rolls back whatever `body` did.
  private func inTransaction<Outcome>(
    _ file: String, _ body: (LoadedPlugin, TestRegistry, HostContext) async throws -> Outcome
  ) async throws -> Outcome {
    let registry = TestRegistry()
    let plugin = try await host.load(bundle, .test, journal, globals: TestModule.globals(registry))
    registry.registrations = plugin.registrations
    let transaction = try await host.beginWriting(.test, plugin.name, file)
    defer { transaction.rollback() }
    let context = host.context(of: plugin, in: transaction)
    defer { context.finish() }
    let source = bundle[file] ?? []
    _ = try await host.runner.run(
      InvocationRunner.Call(
        kind: .test, place: file, name: file, sandbox: plugin.sandbox,
        body: .chunk(source: source, name: "\(bundle.manifest.name)/\(file)"), limits: bundle.manifest.limits(.command)),
      context, journal)
    return try await body(plugin, registry, context)
  }

  /// The folder and those of all it depends on.
  private static func withDependencies(_ folder: URL) throws -> [URL] {
    var folders: [URL] = []
    var wanted = [folder.standardizedFileURL]
    while let next = wanted.popLast() {
      guard !folders.contains(next) else { continue }
      folders.append(next)
      let names = try Bundles.Bundle.reading(directory: next.path).manifest.dependencies.keys.sorted()
      wanted += names.map { folder.standardizedFileURL.deletingLastPathComponent().appending(path: $0) }
    }
    return folders
  }
}
