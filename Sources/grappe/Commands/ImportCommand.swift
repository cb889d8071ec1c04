import ArgumentParser
import Ecosystem
import Engine

/// `grappe import`: reads records from a file, whole or not at all.
struct ImportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: wording(
        fr: "Importe des enregistrements de CSV ou de JSON Lines, ou par l'importateur d'un greffon : tout ou rien.",
        en: "Imports records from CSV or JSON Lines, or through a plugin's importer: all or none."),
      discussion: wording(
        fr: "Les colonnes sont les champs de l'entité ; une ligne dont l'id existe met à jour l'enregistrement.\n\n",
        en: "The columns are the entity's fields; a row whose id exists updates the record.\n\n")
        + example("grappe export actor -o actors.csv && grappe import actors.csv --as actor --dry-run"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Le fichier .csv, .jsonl ou .json.", en: "The .csv, .jsonl or .json file."), valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      wording(
        fr: "L'entité, comme actor, ou GREFFON:IMPORTATEUR ; sans fichier, donne la liste des importateurs.",
        en: "The entity, such as actor, or PLUGIN:IMPORTER; without a file, lists the importers."),
      valueName: "entity"))
  var target: String?

  @Flag(help: ArgumentHelp(wording(fr: "Tout essayer et ne rien garder.", en: "Try everything and keep nothing.")))
  var dryRun = false

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording(fr: "Les paramètres de l'importateur : --nom valeur.", en: "The importer's parameters: --name value."),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let host = try options.openHost()
    guard let file else { return try await EntryList(kind: .importer, host: host, isJSON: options.json).print() }
    guard let target else {
      throw ValidationError(wording(fr: "--as dit ce que les lignes sont.", en: "--as says what the rows are."))
    }
    let bytes = try InputFile.bytes(of: file)
    let words = try ParameterArguments(parameters).values
    if target.contains(":") {
      let values = try await host.runImporter(target, file: file, bytes: bytes, parameters: words, isDryRun: dryRun)
      ValuePrinter(isJSON: options.json).print(values)
    } else if let stranger = words.keys.sorted().first {
      throw ValidationError(wording(fr: "--\(stranger) n'est pas une option.", en: "--\(stranger) is no option."))
    } else {
      try await importRecords(bytes, file, target, host)
    }
    await host.deliverWaiting()
    if dryRun, !options.json { Output.line(wording(fr: "Essai : rien n'a été gardé.", en: "Trial: nothing was kept.")) }
  }

  private func importRecords(_ bytes: [UInt8], _ file: String, _ entity: String, _ host: PluginHost) async throws {
    let outcome = try await RecordImport(host: host, file: file, entity: entity).run(bytes, isDryRun: dryRun)
    if options.json {
      return Output.json(
        .map([
          "added": .integer(Int64(outcome.added)), "updated": .integer(Int64(outcome.updated)),
          "unchanged": .integer(Int64(outcome.unchanged)), "kept": .boolean(!dryRun),
        ]))
    }
    Output.line(
      wording(
        fr: "\(outcome.added) ajoutés, \(outcome.updated) mis à jour, \(outcome.unchanged) inchangés.",
        en: "\(outcome.added) added, \(outcome.updated) updated, \(outcome.unchanged) unchanged."))
  }
}
