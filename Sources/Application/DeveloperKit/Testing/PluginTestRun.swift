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

  /// How the tests run.
  public struct Options: Sendable {
    /// The number of tests that run at once, from 1.
    public var workers: Int
    /// Whether line coverage is recorded.
    public var isCovered: Bool
    /// Whether snapshots are recorded instead of compared.
    public var recordsSnapshots: Bool

    public init(workers: Int = workersDefault, isCovered: Bool = false, recordsSnapshots: Bool = false) {
      self.workers = workers
      self.isCovered = isCovered
      self.recordsSnapshots = recordsSnapshots
    }
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
  private let options: Options
  /// The data made by former versions of the plugin.
  private let formerData: FormerData
  private let recorded = RecordedSnapshots()
  /// Tests are not logged.
  private let journal = InvocationJournal(nil)

  /// Creates a throw-away workspace with the plugin and its dependencies.
  ///
  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - dependencies: the source of the plugins it depends on.
  ///   - language: the language of the tests until `t.lang`, and of the messages.
  /// - Throws: `BundleError` when the plugin or a dependency is invalid or missing, and errors of migrations.
  public init(
    folder: URL, dependencies: DependencySource, language: Language, options: Options = Options()
  ) async throws {
    bundle = try Bundles.Bundle.reading(directory: folder.path)
    coverage = options.isCovered ? LineCoverage(bundle) : nil
    self.options = options
    formerData = FormerData(plugin: folder, dependencies: dependencies, language: language)
    workspace = try await ThrowawayWorkspace(plugin: folder, dependencies: dependencies, language: language)
    do {
      let hosts = try workspace.hosts(max(1, options.workers))
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

  /// The snapshots recorded so far: texts by the path of their file in the plugin.
  public var snapshots: [String: String] { recorded.texts }

  /// The same workspace with another bundle of the plugin, which must have the same data.
  func with(_ bundle: Bundles.Bundle) -> PluginTestRun {
    PluginTestRun(of: bundle, as: self)
  }

  /// Tests of another bundle of the plugin in the workspace of a former run.
  private init(of bundle: Bundles.Bundle, as former: PluginTestRun) {
    coverage = nil
    options = former.options
    formerData = former.formerData
    workspace = former.workspace
    hosts = former.hosts
    shared = former.shared
    self.bundle = bundle
  }

  /// Loads the plugin and returns its contributions.
  func contributions() async throws -> Contributions { try await hosts[0].contributions(of: bundle, sharing: shared) }

  /// Returns the codes of concepts and territories in the plugin's data.
  func vocabulary() throws -> InstalledVocabulary { try InstalledVocabulary(of: hosts[0]) }

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
      let registry = TestRegistry()
      return try await inTransaction(file, on: hosts[0], with: registry) { _, _, _ in registry.tests.map(\.name) }
    } catch let error as EngineError {
      report(Result(file: file, name: file, problem: error.message(in: hosts[0].language)))
      return []
    }
  }

  private func result(of job: Job, on host: PluginHost) async throws -> Result {
    let registry = TestRegistry(recordsSnapshots: options.recordsSnapshots)
    var result = Result(file: job.file, name: job.name, problem: try await problem(of: job, on: host, registry))
    // The test asked for other data than it began with: it begins again.
    if let version = registry.wantedVersion { result.problem = try await problem(of: job, onDataOf: version) }
    return result
  }

  /// Runs a test on data that a former version made and that were upgraded.
  private func problem(of job: Job, onDataOf version: String) async throws -> String? {
    let language = hosts[0].language
    do {
      let former = try await formerData.workspace(of: version)
      defer { former.remove() }
      let host = try former.hosts(1)[0]
      defer { host.workspace.store.close() }
      return try await problem(
        of: job, on: host, TestRegistry(recordsSnapshots: options.recordsSnapshots, versionBefore: version))
    } catch let error as any Explainable {
      return error.message(in: language)
    } catch let error as BundleError {
      return ErrorSentence.of(error, in: language)
    }
  }

  /// Runs a test, and returns its failure; nil when it passed.
  private func problem(of job: Job, on host: PluginHost, _ registry: TestRegistry) async throws -> String? {
    do {
      try await inTransaction(job.file, on: host, with: registry) { plugin, context, transaction in
        let call = InvocationRunner.Call(
          testing: job.file, plugin.sandbox, .chunk(source: Array(TestPrelude.source.utf8), name: "grappe/test"),
          arguments: [.function(registry.tests[job.index].run)], limits: bundle.manifest.limits(.command))
        context.entryRunner = TestedEntryCalls(plugin, on: host, in: transaction)
        _ = try await host.runner.run(call, context, journal: journal)
        recorded.add(registry.snapshots)
      }
      return nil
    } catch let error as EngineError {
      return error.message(in: host.language)
    }
  }

  /// Loads the plugin and one test file into a fresh sandbox, and rolls back the writes of `body`.
  private func inTransaction<Outcome>(
    _ file: String, on host: PluginHost, with registry: TestRegistry,
    _ body: (LoadedPlugin, HostContext, StoreTransaction) async throws -> Outcome
  ) async throws -> Outcome {
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
    return try await body(plugin, context, transaction)
  }
}
