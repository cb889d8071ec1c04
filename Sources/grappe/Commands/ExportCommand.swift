import ArgumentParser
import Ecosystem
import Engine

/// `grappe export`: writes the records of an entity.
struct ExportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: wording(fr: "Exporte les enregistrements d'une entité.", en: "Exports the records of an entity."),
      discussion: example("grappe export actor --format csv --filter '{ city = \"Namur\" }' -o actors.csv"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(wording(fr: "L'entité, comme actor.", en: "The entity, such as actor."), valueName: "entity"))
  var entity: String

  @Option(help: ArgumentHelp(wording(fr: "csv, json ou jsonl.", en: "csv, json or jsonl."), valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp(wording(fr: "Un filtre, une table Lua.", en: "A filter, a Lua table."), valueName: "lua"))
  var filter: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Un fichier CSV sans lignes, à remplir et à importer : les colonnes que l'on peut donner.",
        en: "A CSV file without rows, to be filled and imported: the columns that can be given.")))
  var template = false

  @Option(
    help: ArgumentHelp(
      wording(fr: "Le séparateur des champs en CSV : , ; tab |.", en: "What separates the fields of CSV: , ; tab |."),
      valueName: "sign"))
  var delimiter: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(wording(fr: "Écrire dans ce fichier, - pour la sortie standard.", en: "Write to this file, - for standard output."), valueName: "file"))
  var output: String?

  mutating func run() async throws {
    let host = try options.openHost()
    let format = template ? .csv : try chosenFormat()
    let delimiter = try DelimiterArgument.sign(self.delimiter) ?? RecordExport.delimiterDefault
    let export = RecordExport(host: host, entity: entity, format: format, delimiter: delimiter)
    let filter = try await filterValue(host)
    let sink = try OutputFile(path: output, protecting: host.workspace.directory)
    do {
      if template { try sink.write(export.template()) } else { try export.run(filter: filter) { try sink.write($0) } }
    } catch {
      sink.discard()
      throw error
    }
    try sink.close()
  }

  private func chosenFormat() throws -> RecordExport.Format {
    let name = format ?? (options.json ? "json" : "csv")
    guard let chosen = RecordExport.Format(rawValue: name) else {
      throw ValidationError(
        wording(
          fr: "--format est csv, json ou jsonl, pas « \(name) ».",
          en: "--format is csv, json or jsonl, not \"\(name)\"."))
    }
    return chosen
  }

  /// The filter is Lua, so it is evaluated where Lua is: in the sandbox.
  private func filterValue(_ host: PluginHost) async throws -> FieldValue {
    guard let filter else { return .map([:]) }
    return try await host.evaluate("return " + filter, limits: ScriptLimits(), isWriting: false).first ?? .map([:])
  }
}
