import ArgumentParser
import Ecosystem
import Engine
import Importing
import Localization

/// `grappe import`: imports records from a file, all or none unless asked otherwise.
struct ImportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: wording(
        "grappe.import.imports-records-from-csv"),
      discussion: wording("grappe.import.columns-entity-s-fields") + "\n\n"
        + example("grappe export actor -o actors.csv && grappe import actors.csv --as actor --dry-run"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var importArguments: ImportArguments

  @Argument(
    help: ArgumentHelp(
      wording(
        "grappe.import.csv-jsonl-file-standard"), valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      wording(
        "grappe.import.entity-such-actor-plugin"),
      valueName: "entity"))
  var target: String?

  @Flag(help: .hidden)
  var entryHelp = false

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording("grappe.import.importer-s-parameters-name"),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let host = try options.openHost()
    if entryHelp, let target { return try await EntryHelp.print(.importer, target, host: host, isJSON: options.json) }
    guard let path = file else { return try await EntryList(kind: .importer, host: host, isJSON: options.json).print() }
    guard let target else {
      throw ValidationError(wording("grappe.import.says-what-rows"))
    }
    let isImporter = target.utf8.contains(UInt8(ascii: ":"))
    if isImporter { try importArguments.checkForImporter() }
    let words = try ParameterArguments(parameters).values
    let wishes = try importArguments.options()
    if let refused = wishes.refusedFile { try Self.check(refused, in: host.workspace) }
    let file = try ImportFile(
      path: InputFile.isStandardInput(path) ? nil : path, encoding: wishes.reading.encoding,
      temporaryFolder: host.workspace.directory.path)
    let outcome: ImportOutcome?
    if isImporter {
      outcome = nil
      try await runImporter(target, file, words: words, wishes: wishes, host: host)
    } else if let stranger = words.keys.sorted().first {
      throw ValidationError(wording("grappe.import.no-option", ["stranger": stranger]))
    } else {
      outcome = try await importRecords(file, target, wishes: wishes, host: host)
    }
    await host.deliverWaiting()
    if wishes.isDryRun, !options.json {
      Output.line(wording("grappe.import.trial-nothing-was-kept"))
    }
    // A dry run also exits with an error when the import would be refused as a whole, for scripts.
    if wishes.isDryRun, !wishes.keepsGood, wishes.batchRows == nil, outcome.map({ $0.refused > 0 }) == true {
      throw ExitCode(ExitStatus.refused.rawValue)
    }
  }

  /// Refuses a path for the refused rows that is no regular file or belongs to the workspace.
  private static func check(_ refused: String, in workspace: Workspace) throws {
    guard case .file = try OutputTarget(refused, protecting: workspace.directory) else {
      throw ValidationError(
        wording("grappe.import.refused-file-not", ["refused": refused]))
    }
  }

  // MARK: Records

  private func importRecords(
    _ file: ImportFile, _ entity: String, wishes: ImportOptions, host: PluginHost
  ) async throws -> ImportOutcome {
    let outcome = try await decided(wishes) { try await Self.importOnce(file, entity, wishes: $0, host: host) }
    ImportView(isJSON: options.json, isDryRun: wishes.isDryRun).print(outcome)
    return outcome
  }

  private static func importOnce(
    _ file: ImportFile, _ entity: String, wishes: ImportOptions, host: PluginHost
  ) async throws -> ImportOutcome {
    let (bar, stop) = (ProgressBar(), ImportStop())
    defer { bar.end() }
    let work = RecordImport(
      host: host, file: file, entity: entity, options: wishes, stop: stop, onProgress: { bar.show($0) })
    return try await Interruption.whileRunning {
      stop.ask()
    } body: {
      try await work.run()
    }
  }

  /// Imports, with questions on a terminal about duplicates. No transaction is open during a question: the import is repeated
  /// with the choices made.
  private func decided(
    _ wishes: ImportOptions, _ run: (ImportOptions) async throws -> ImportOutcome
  ) async throws -> ImportOutcome {
    let asks =
      DuplicateDialog.isPossible && wishes.duplicates == nil && wishes.batchRows == nil && !wishes.isDryRun && !options.json
    guard asks else { return try await run(wishes) }
    var wishes = wishes
    while true {
      do {
        if wishes.keepsGood { try await refuseUndecided(wishes, run) }
        return try await run(wishes)
      } catch ImportError.duplicatesUndecided(let file, let duplicates, let total) {
        let open = duplicates.filter { wishes.decisions[$0.line] == nil }
        // The remaining duplicates have the choice "refuse".
        if open.isEmpty || wishes.duplicates != nil {
          throw ImportError.duplicatesUndecided(file: file, duplicates: duplicates, total: total)
        }
        guard let answer = DuplicateDialog.ask(open, total: total) else { throw ImportError.stopped(line: nil) }
        wishes.decisions.merge(answer.decisions) { _, new in new }
        wishes.duplicates = answer.rest
      }
    }
  }

  /// Runs a dry run to find the rows that need a choice, which a run with a file of refused rows would set aside without a
  /// question.
  private func refuseUndecided(
    _ wishes: ImportOptions, _ run: (ImportOptions) async throws -> ImportOutcome
  ) async throws {
    var trial = wishes
    trial.isDryRun = true
    let open = try await run(trial).undecided.filter { wishes.decisions[$0.line] == nil && wishes.duplicates == nil }
    if !open.isEmpty { throw ImportError.duplicatesUndecided(file: file ?? "", duplicates: open, total: open.count) }
  }

  // MARK: Importers

  private func runImporter(
    _ name: String, _ file: ImportFile, words: ExactDictionary<ParameterWord>, wishes: ImportOptions, host: PluginHost
  ) async throws {
    let bar = ProgressBar()
    let work = Task {
      try await host.runImporter(name, file: file, parameters: words, options: wishes, onProgress: { bar.show($0) })
    }
    let result = await Interruption.whileRunning {
      work.cancel()
    } body: {
      await work.result
    }
    bar.end()
    let outcome = try result.get()
    Output.values(outcome.values, isJSON: options.json)
    ImportView(isJSON: options.json, isDryRun: wishes.isDryRun).print(outcome)
  }
}
