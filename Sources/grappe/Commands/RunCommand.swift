import ArgumentParser
import Ecosystem
import Engine

/// `grappe run`: lists the commands of plugins, or runs one.
struct RunCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: wording(
        fr: "Exécute une commande d'un greffon ; sans nom, en donne la liste.",
        en: "Runs a plugin's command; without a name, lists them."),
      discussion: example("grappe run wallonia:audit"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "GREFFON:COMMANDE.", en: "PLUGIN:COMMAND."), valueName: "command"))
  var name: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording(fr: "Les paramètres de la commande : --nom valeur.", en: "The command's parameters: --name value."),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let host = try options.openHost()
    guard let name else { return try await EntryList(kind: .command, host: host, isJSON: options.json).print() }
    let values = try await host.run(name, parameters: try ParameterArguments(parameters).values)
    Output.values(values, isJSON: options.json)
  }
}
