import ArgumentParser
import Ecosystem
import Engine
import Foundation

/// `grappe new`: makes the folder of a new plugin.
struct NewCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: wording(
        fr: "Crée le dossier d'un nouveau greffon, qui tourne, se teste et s'empaquette aussitôt.",
        en: "Makes the folder of a new plugin, which runs, tests and packs at once."),
      discussion: example("grappe new studios --title \"Studios\" && grappe test studios"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Le dossier, qui ne doit rien contenir.", en: "The folder, which must hold nothing."),
      valueName: "dir"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      wording(fr: "Le nom du greffon ; sinon celui du dossier.", en: "The plugin's name; else the folder's."),
      valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(wording(fr: "Le titre ; sinon le nom.", en: "The title; else the name."), valueName: "title"))
  var title: String?

  func run() throws {
    let plugin = try NewPlugin(folder: URL(filePath: directory), name: name, title: title, language: language)
    let files = try plugin.write()
    if options.json {
      return Output.json(.map(["name": .text(plugin.name), "files": .list(files.map(FieldValue.text))]))
    }
    Output.line(wording(fr: "Greffon \(plugin.name) créé :", en: "Plugin \(plugin.name) made:"))
    for file in files { Output.line("  \(file)") }
    Output.line(
      wording(
        fr: "Et maintenant : grappe test \(directory), puis grappe dev \(directory).",
        en: "And now: grappe test \(directory), then grappe dev \(directory)."))
  }
}
