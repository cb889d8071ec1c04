import ArgumentParser
import Ecosystem
import Engine

/// `grappe import`: reads records from a file, whole or not at all.
struct ImportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: wording(
        fr: "Importe des enregistrements de CSV ou de JSON Lines : tous ou aucun.",
        en: "Imports records from CSV or JSON Lines: all or none."),
      discussion: wording(
        fr: "Les colonnes sont les champs de l'entité ; une ligne dont l'id existe met à jour l'enregistrement.\n\n",
        en: "The columns are the entity's fields; a row whose id exists updates the record.\n\n")
        + example("grappe export actor -o actors.csv && grappe import actors.csv --as actor --dry-run"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Le fichier .csv, .jsonl ou .json.", en: "The .csv, .jsonl or .json file."), valueName: "file"))
  var file: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(wording(fr: "L'entité, comme actor.", en: "The entity, such as actor."), valueName: "entity"))
  var entity: String

  @Flag(help: ArgumentHelp(wording(fr: "Tout essayer et ne rien garder.", en: "Try everything and keep nothing.")))
  var dryRun = false

  mutating func run() async throws {
    let host = try options.openHost()
    let bytes = try InputFile.bytes(of: file)
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
    if dryRun { Output.line(wording(fr: "Essai : rien n'a été gardé.", en: "Trial: nothing was kept.")) }
  }
}
