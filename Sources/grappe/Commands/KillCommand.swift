import ArgumentParser
import Ecosystem
import Engine

/// `grappe kill`: ends what runs in a process of the workspace.
struct KillCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "kill",
      abstract: wording(
        fr: "Met fin à ce qui s'exécute sous un numéro ; sans numéro, montre ce qui s'exécute.",
        en: "Ends what runs under a number; without a number, shows what runs."),
      discussion: wording(
        fr: """
          Sa transaction est défaite et le journal dit qu'un admin y a mis fin. Une tâche est mise de côté jusqu'à grappe jobs \
          retry. Ce qui dure moins d'un quart de seconde n'a pas de numéro.\n\n
          """,
        en: """
          Its transaction is rolled back, and the log says that an admin ended it. A job is set aside until grappe jobs retry. \
          What lasts less than a quarter of a second has no number.\n\n
          """) + example("grappe kill"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Le numéro, comme grappe top le montre.", en: "The number, as grappe top shows it."),
      valueName: "number"))
  var number: String?

  mutating func run() async throws {
    let folder = HostStatusFolder(try options.openWorkspace())
    guard let number else {
      if options.json { return Output.json(.list(folder.invocations().map(\.json))) }
      return TopCommand.printOnce(folder.invocations())
    }
    let ended = try await folder.kill(number)
    if options.json { return Output.json(ended.json) }
    let what = "\(ended.plugin) \(ended.kind) \(ended.name)"
    Output.line(wording(fr: "Arrêté : \(what) (\(ended.id))", en: "Stopped: \(what) (\(ended.id))"))
  }
}
