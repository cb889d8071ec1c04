import ArgumentParser
import Foundation

/// Parses the command line, runs the command, and turns whatever it throws into two lines and an exit code.
@main
enum Main {
  static func main() async {
    do {
      var command = try Grappe.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(FailureReport(error).print().rawValue)
    }
  }
}

/// The root command: it only lists its subcommands.
struct Grappe: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "grappe",
      abstract: wording(
        fr: "Tient l'écosystème d'un cluster créatif : acteurs, événements, financements, et les greffons de chaque région.",
        en: "Keeps the ecosystem of a creative cluster: actors, events, funding, and each region's plugins."),
      discussion: example("grappe report wallonia:cartographie --city Namur"),
      version: "1.0.0",
      subcommands: [
        InitCommand.self, InstallCommand.self, UpgradeCommand.self, RollbackCommand.self, UninstallCommand.self,
        ListCommand.self, InspectCommand.self,
        ReportCommand.self, RunCommand.self, ScriptCommand.self, EvalCommand.self, ImportCommand.self,
        ExportCommand.self, CheckCommand.self, TestCommand.self, PackCommand.self, SignCommand.self, VerifyCommand.self,
        DoctorCommand.self,
      ])
  }
}

/// The closing line of every command's help: an example that works as printed in the demo workspace.
func example(_ command: String) -> String { exampleMark + command }

private let exampleMark = wording(fr: "Exemple : ", en: "Example: ")

/// Help as the argument parser words it, with the example, which it prints before the options, as its last line.
func endingWithExample(_ help: String) -> String {
  var paragraphs = help.split(separator: "\n\n", omittingEmptySubsequences: true).map(String.init)
  guard let index = paragraphs.firstIndex(where: { $0.hasPrefix(exampleMark) }) else { return help }
  let example = paragraphs.remove(at: index).replacing("\n", with: " ")
  return (paragraphs + [example]).joined(separator: "\n\n")
}
