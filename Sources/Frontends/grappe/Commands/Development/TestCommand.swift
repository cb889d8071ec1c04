import ArgumentParser
import DeveloperKit
import Ecosystem
import Engine
import Foundation
import Localization
import Reports

/// `grappe test`: runs the tests of a plugin's folder.
struct TestCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "test",
      abstract: wording(
        "grappe.test.runs-plugin-s-tests"),
      discussion: wording("grappe.test.plugins-depends-folders-beside") + "\n\n"
        + example("grappe test ../plugins/paca --coverage"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.test.plugin-s-folder"), valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp(wording("grappe.test.text-tap"), valueName: "format"))
  var format: TestFormat = .text

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.test.only-tests-whose-file"), valueName: "text"))
  var filter: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.test.tell-which-lines-init")))
  var coverage = false

  @Option(
    help: ArgumentHelp(
      wording("grappe.test.how-many-tests-once"), valueName: "number"
    ))
  var workers = PluginTestRun.workersDefault

  @Flag(help: ArgumentHelp(wording("grappe.test.record-snapshots")))
  var record = false

  func validate() throws {
    guard !(1...16).contains(workers) else { return }
    throw ValidationError(wording("grappe.test.workers-from-1-16"))
  }

  mutating func run() async throws {
    let tests = try await PluginTestRun(
      folder: URL(filePath: directory),
      dependencies: DependencySource(workspace: options.workspaceFolder == nil ? nil : try options.openWorkspace()),
      language: language,
      options: PluginTestRun.Options(workers: workers, isCovered: coverage, recordsSnapshots: record))
    defer { tests.close() }
    let view = TestResultView(format: options.json ? .json : format)
    var results: [PluginTestRun.Result] = []
    try await tests.run(filter: filter) { result in
      results.append(result)
      view.show(result, number: results.count)
    }
    // The results of a run cut short by a signal are incomplete.
    try Task.checkCancellation()
    if let filter, results.isEmpty {
      throw ValidationError(
        wording("grappe.test.no-test-holds", ["filter": filter]))
    }
    try write(tests.snapshots)
    view.conclude(results, tests.coverage?.files)
    if results.contains(where: { $0.problem != nil }) { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  /// Writes the recorded snapshots into the plugin's folder.
  private func write(_ snapshots: [String: String]) throws {
    let folder = URL(filePath: directory)
    for (path, text) in snapshots.sorted(by: { $0.key < $1.key }) {
      let file = folder.appending(path: path)
      do {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      } catch {
        throw EngineError.pathUnusable(path: file.path, reason: ErrorSentence.of(error, in: language))
      }
      Output.errorLine(wording("grappe.test.snapshot-written", ["file": path]))
    }
  }
}

/// The output formats of `grappe test`.
enum TestFormat: String, ExpressibleByArgument {
  case text, tap, json
}
