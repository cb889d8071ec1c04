import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe test`: runs the tests of a plugin's folder.
struct TestCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "test",
      abstract: wording(
        fr: "Exécute les tests d'un greffon, chacun sur des données jetables et avec ses vraies permissions.",
        en: "Runs a plugin's tests, each on throw-away data and with its real permissions."),
      discussion: wording(
        fr: "Les greffons dont il dépend sont les dossiers voisins qui portent leur nom.\n\n",
        en: "The plugins it depends on are the folders beside it that bear their names.\n\n")
        + example("grappe test ../plugins/paca"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le dossier du greffon.", en: "The plugin's folder."), valueName: "dir"))
  var directory: String

  @Flag(help: ArgumentHelp(wording(fr: "Écrire les résultats en TAP.", en: "Write the results as TAP.")))
  var tap = false

  mutating func run() async throws {
    // The plugins' texts are French first, and so are the words their tests look for.
    let tests = try await PluginTestRun(folder: URL(filePath: directory), language: options.lang == "en" ? .en : .fr)
    defer { tests.close() }
    var results: [PluginTestRun.Result] = []
    try await tests.run { result in
      results.append(result)
      show(result, number: results.count)
    }
    try conclude(results)
  }

  private func show(_ result: PluginTestRun.Result, number: Int) {
    guard !options.json else { return }
    let name = "\(result.file): \(result.name)"
    guard !tap else {
      Output.line("\(result.problem == nil ? "ok" : "not ok") \(number) - \(name)")
      result.problem?.split(separator: "\n").forEach { Output.line("  # \($0)") }
      return
    }
    let mark = result.problem == nil ? TerminalStyle.color(.green) : .color(.red, isBold: true)
    Swift.print(mark.styled(result.problem == nil ? "✓" : "✗", isColored: Terminal.isColored), SafeText.line(name))
    result.problem?.split(separator: "\n").forEach { Output.line("    \($0)") }
  }

  private func conclude(_ results: [PluginTestRun.Result]) throws {
    let failed = results.count { $0.problem != nil }
    if options.json {
      Output.json(.list(results.map(json)))
    } else if tap {
      Output.line("1..\(results.count)")
    } else {
      Output.line("\(results.count - failed) passed, \(failed) failed")
    }
    if failed > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  private func json(_ result: PluginTestRun.Result) -> FieldValue {
    .map([
      "file": .text(result.file), "name": .text(result.name), "passed": .boolean(result.problem == nil),
      "problem": result.problem.map(FieldValue.text) ?? .null,
    ])
  }
}
