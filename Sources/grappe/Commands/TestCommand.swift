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
        fr:
          "Les greffons dont il dépend sont les dossiers voisins qui portent leur nom, sinon ceux de l'espace de travail.\n\n",
        en:
          "The plugins it depends on are the folders beside it that bear their names, else those of the workspace.\n\n")
        + example("grappe test ../plugins/paca --coverage"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le dossier du greffon.", en: "The plugin's folder."), valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp(wording(fr: "text ou tap.", en: "text or tap."), valueName: "format"))
  var format: TestFormat = .text

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Seulement les tests dont le fichier ou le nom contient ce texte.",
        en: "Only the tests whose file or name holds this text."), valueName: "text"))
  var filter: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Dire quelles lignes de init.lua et lib/ ont tourné.", en: "Tell which lines of init.lua and lib/ ran.")))
  var coverage = false

  @Option(
    help: ArgumentHelp(
      wording(fr: "Combien de tests à la fois, de 1 à 16.", en: "How many tests at once, 1 to 16."), valueName: "number"
    ))
  var workers = PluginTestRun.workersDefault

  func validate() throws {
    guard !(1...16).contains(workers) else { return }
    throw ValidationError(wording(fr: "--workers va de 1 à 16.", en: "--workers is from 1 to 16."))
  }

  mutating func run() async throws {
    // The plugins' texts are French first, and so are the words their tests look for.
    let tests = try await PluginTestRun(
      folder: URL(filePath: directory),
      dependencies: DependencySource(workspace: options.workspaceFolder == nil ? nil : try options.openWorkspace()),
      language: options.lang == "en" ? .en : .fr, workers: workers, isCovered: coverage)
    defer { tests.close() }
    let view = TestResultView(format: options.json ? .json : format)
    var results: [PluginTestRun.Result] = []
    try await tests.run(filter: filter) { result in
      results.append(result)
      view.show(result, number: results.count)
    }
    // What a signal cut short says nothing of the tests.
    try Task.checkCancellation()
    if let filter, results.isEmpty {
      throw ValidationError(
        wording(fr: "Aucun test ne contient « \(filter) ».", en: "No test holds \"\(filter)\"."))
    }
    view.conclude(results, tests.coverage?.files)
    if results.contains(where: { $0.problem != nil }) { throw ExitCode(ExitStatus.failed.rawValue) }
  }
}

/// How `grappe test` writes its results.
enum TestFormat: String, ExpressibleByArgument {
  case text, tap, json
}
