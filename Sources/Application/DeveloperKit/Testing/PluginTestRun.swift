import Bundles
import Ecosystem
import Engine
import Foundation
import HostAPI
import Localization
import Lua
import Scheduler
import Store

/// Runs the tests of a plugin's folder: each in its own sandbox, with the plugin's real permissions, on the data of its own
/// migrations and those of its dependencies, in a transaction that is rolled back. Runs several tests at once, each on a copy
/// of that data.
public struct PluginTestRun: Sendable {
  /// The result of one test.
  public struct Result: Sendable {
    /// The file within the plugin, such as `tests/agenda_test.lua`.
    public var file: String
    public var name: String
    /// The failure; nil when the test passed.
    public var problem: String?
  }

  /// The number of tests that run at once.
  public static let workersDefault = 2

  /// The line coverage; nil unless requested.
  public let coverage: LineCoverage?

  private let workspace: ThrowawayWorkspace
  private let hosts: [PluginHost]
  private let bundle: Bundles.Bundle
  /// The modules of its dependencies.
  private let shared: SharedModules
  /// Tests are not logged.
  private let journal = InvocationJournal(nil)

  /// Creates a throw-away workspace with the plugin and its dependencies.
  ///
  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - dependencies: the source of the plugins it depends on.
  ///   - workers: the number of tests that run at once, from 1.
  ///   - isCovered: whether line coverage is recorded.
  /// - Throws: `BundleError` when the plugin or a dependency is invalid or missing, and errors of migrations.
  public init(
    folder: URL, dependencies: DependencySource, language: Language, workers: Int = workersDefault,
    isCovered: Bool = false
  ) async throws {
    bundle = try Bundles.Bundle.reading(directory: folder.path)
    coverage = isCovered ? LineCoverage(bundle) : nil
    workspace = try await ThrowawayWorkspace(plugin: folder, dependencies: dependencies, language: language)
    do {
      let hosts = try workspace.hosts(max(1, workers))
      shared = try SharedModules(for: bundle.manifest) { try hosts[0].installedBundle(named: $0) }
      self.hosts = hosts
    } catch {
      workspace.remove()
      throw error
    }
  }

  /// Removes the throw-away workspace.
  public func close() {
    for host in hosts { host.workspace.store.close() }
    workspace.remove()
  }

  /// The same workspace with another bundle of the plugin, which must have the same data.
  func with(_ bundle: Bundles.Bundle) -> PluginTestRun {
    PluginTestRun(of: bundle, as: self)
  }

  /// Tests of another bundle of the plugin in the workspace of a former run.
  private init(of bundle: Bundles.Bundle, as former: PluginTestRun) {
    coverage = nil
    workspace = former.workspace
    hosts = former.hosts
    shared = former.shared
    self.bundle = bundle
  }

  /// Loads the plugin and returns its contributions.
  func contributions() async throws -> Contributions { try await hosts[0].contributions(of: bundle, sharing: shared) }

  private struct Job {
    var file: String
    var index: Int
    var name: String
  }

  /// Runs the tests and reports the results in their order.
  ///
  /// - Parameters:
  ///   - filter: a text that the file or the name of a test must contain; nil for all.
  ///   - files: the files to run; nil for all.
  /// - Throws: `BundleError` for invalid TOML in `locales/`; `StoreError` or `SandboxError` when a test cannot begin. An
  ///   `EngineError` is reported as a failed test.
  public func run(
    filter: String? = nil, files: Set<String>? = nil, _ report: (Result) -> Void
  ) async throws {
    var jobs: [Job] = []
    for file in bundle.names
    where file.hasPrefix("tests/") && file.hasSuffix("_test.lua") && files?.contains(file) ?? true {
      let names = try await names(in: file, report)
      jobs += names.enumerated().map { Job(file: file, index: $0, name: $1) }
    }
    if let filter { jobs.removeAll { !"\($0.file): \($0.name)".lowercased().contains(filter.lowercased()) } }
    try await run(jobs, report)
  }

  private func run(_ jobs: [Job], _ report: (Result) -> Void) async throws {
    var results: [Int: Result] = [:]
    var (started, reported) = (0, 0)
    try await withThrowingTaskGroup(of: (position: Int, host: PluginHost, result: Result).self) { group in
      func start(on host: PluginHost) {
        guard started < jobs.count else { return }
        let (position, job) = (started, jobs[started])
        started += 1
        group.addTask { (position, host, try await result(of: job, on: host)) }
      }
      for host in hosts { start(on: host) }
      while let done = try await group.next() {
        start(on: done.host)
        results[done.position] = done.result
        while let result = results.removeValue(forKey: reported) {
          report(result)
          reported += 1
        }
      }
    }
  }

  /// The names of a file's tests; a file that does not load counts as one failed test.
  private func names(in file: String, _ report: (Result) -> Void) async throws -> [String] {
    do {
      return try await inTransaction(file, on: hosts[0]) { _, registry, _ in registry.tests.map(\.name) }
    } catch let error as EngineError {
      report(Result(file: file, name: file, problem: error.message(in: hosts[0].language)))
      return []
    }
  }

  private func result(of job: Job, on host: PluginHost) async throws -> Result {
    var result = Result(file: job.file, name: job.name)
    do {
      try await inTransaction(job.file, on: host) { plugin, registry, context in
        let call = InvocationRunner.Call(
          testing: job.file, plugin.sandbox, .chunk(source: Array(TestPrelude.source.utf8), name: "grappe/test"),
          arguments: [.function(registry.tests[job.index].run)], limits: bundle.manifest.limits(.command))
        _ = try await host.runner.run(call, context, journal: journal)
      }
    } catch let error as EngineError {
      result.problem = error.message(in: host.language)
    }
    return result
  }

  /// Loads the plugin and one test file into a fresh sandbox, and rolls back the writes of `body`.
  private func inTransaction<Outcome>(
    _ file: String, on host: PluginHost, _ body: (LoadedPlugin, TestRegistry, HostContext) async throws -> Outcome
  ) async throws -> Outcome {
    let registry = TestRegistry()
    var globals = TestModule.globals(registry)
    if let coverage { globals.merge(coverage.globals) { own, _ in own } }
    let plugin = try await host.load(
      bundle, .test, journal: journal, sharing: shared, globals: globals, text: { [coverage] in coverage?.text($0, $1) ?? $1 })
    registry.registrations = plugin.registrations
    let transaction = try await host.beginWriting(.test, plugin.name, name: file, for: .admin)
    defer { transaction.rollback() }
    let context = host.context(of: plugin, in: transaction)
    host.connect(context, to: transaction, journal, limits: bundle.manifest.limits(.command), present: plugin)
    defer { context.finish() }
    let source = bundle[file] ?? []
    _ = try await host.runner.run(
      InvocationRunner.Call(
        testing: file, plugin.sandbox, .chunk(source: source, name: "\(bundle.manifest.name)/\(file)"),
        limits: bundle.manifest.limits(.command)),
      context, journal: journal)
    return try await body(plugin, registry, context)
  }
}
