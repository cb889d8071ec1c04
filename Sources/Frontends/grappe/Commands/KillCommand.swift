import ArgumentParser
import Ecosystem
import Engine
import Localization

/// `grappe kill`: ends an invocation in a process of the workspace.
struct KillCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "kill",
      abstract: wording(
        "grappe.kill.ends-what-runs-under"),
      discussion: wording("grappe.kill.transaction-rolled-back-log") + "\n\n" + example("grappe kill"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.kill.number-grappe-top-shows"),
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
    Output.line(wording("grappe.kill.stopped", ["what": what, "id": ended.id]))
  }
}
