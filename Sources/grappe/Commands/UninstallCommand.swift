import ArgumentParser
import Ecosystem
import Engine

/// `grappe uninstall`: takes a plugin away, and its data where the admin says so.
struct UninstallCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "uninstall",
      abstract: wording(fr: "Retire un greffon.", en: "Removes a plugin."),
      discussion: wording(
        fr:
          "Ses données restent, et une installation ultérieure les reprend, sauf avec --purge, qui les exporte d'abord.\n\n",
        en:
          "Its data stay, and a later installation takes them up again, unless --purge is given, which exports them first.\n\n"
      )
        + example("grappe uninstall paca"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le nom du greffon.", en: "The plugin's name."), valueName: "name"))
  var name: String

  @Flag(help: ArgumentHelp(wording(fr: "Garder ses données (par défaut).", en: "Keep its data (the default).")))
  var keepData = false

  @Flag(help: ArgumentHelp(wording(fr: "Supprimer ses données.", en: "Delete its data.")))
  var purge = false

  func validate() throws {
    if keepData && purge {
      throw ValidationError(wording(fr: "Choisissez --keep-data ou --purge.", en: "Choose --keep-data or --purge."))
    }
  }

  mutating func run() async throws {
    let outcome = try await options.openHost().uninstall(name, isPurging: purge)
    if options.json {
      return Output.json(
        .map([
          "name": .text(name), "generation": .integer(Int64(outcome.generation)),
          "records_deleted": .integer(Int64(outcome.recordsDeleted)),
          "records_kept": .integer(Int64(outcome.recordsKept)),
          "export": outcome.export.map { .text($0.path) } ?? .null,
        ]))
    }
    Output.line(
      purge
        ? wording(
          fr: "\(name) est retiré, \(outcome.recordsDeleted) enregistrements sont supprimés.",
          en: "\(name) is removed, \(outcome.recordsDeleted) records are deleted.")
        : wording(
          fr: "\(name) est retiré, ses \(outcome.recordsKept) enregistrements restent.",
          en: "\(name) is removed, its \(outcome.recordsKept) records stay."))
    if let export = outcome.export {
      Output.line(wording(fr: "Ils sont exportés dans \(export.path)", en: "They are exported to \(export.path)"))
    }
  }
}
