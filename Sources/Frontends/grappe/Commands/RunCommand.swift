import ArgumentParser
import Ecosystem
import Engine
import Localization

/// `grappe run`: lists the commands of plugins, or runs one.
struct RunCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: wording(
        "grappe.run.runs-plugin-s-command"),
      discussion: example("grappe run wallonia:audit"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var readers: ScopeOptions

  @Argument(help: ArgumentHelp(wording("grappe.run.plugin-command"), valueName: "command"))
  var name: String?

  @OptionGroup var profiling: ProfileOptions

  @Flag(help: .hidden)
  var entryHelp = false

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording("grappe.run.command-s-parameters-name"),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let host = try options.openHost()
    if entryHelp, let name { return try await EntryHelp.print(.command, name, host: host, isJSON: options.json) }
    guard let name else { return try await EntryList(kind: .command, host: host, isJSON: options.json).print() }
    let words = try ParameterArguments(parameters).values
    let values =
      CommandDialog.isPossible && !options.json && GlobalOptions.sharedHost == nil
      ? try await CommandDialog.run(words) { [self] in try await runOnce(name, $0, host) } : try await runOnce(name, words, host)
    let shown = options.json ? values : ResultText(words: try await host.resultWords(of: name)).worded(values)
    Output.values(shown, isJSON: options.json)
    try readers.notePersonalData(in: values, host)
  }

  /// Runs the command and returns its values.
  private func runOnce(_ name: String, _ words: CommandDialog.Words, _ host: PluginHost) async throws -> [FieldValue] {
    try await profiling.observing(name, in: host.workspace.directory) {
      try await host.run(name, parameters: words, for: readers.scope, instruments: $0)
    }
  }
}
