import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Localization

/// `grappe script`: runs a Lua file in the sandbox, as the admin, and renders the document it builds.
struct ScriptCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "script",
      abstract: wording(
        "grappe.script.runs-lua-file-sandbox"),
      discussion: wording(
        "grappe.script.grappe-script-file-help") + "\n\n"
        + example(
          "echo 'print(actors.count{ city = ... })' > count.lua && grappe script count.lua Namur --cpu 5s"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var rendering: RenderingOptions
  @OptionGroup var profiling: ProfileOptions
  @OptionGroup var readers: ScopeOptions

  @Flag(name: .reserved(.write), help: ArgumentHelp(wording("grappe.script.allow-writing-data")))
  var write = false

  @Flag(help: .hidden)
  var scriptHelp = false

  @Argument(help: ArgumentHelp(wording("grappe.script.lua-file-standard-input"), valueName: "file"))
  var file: String

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording(
        "grappe.script.arguments-script-then-parameters"), valueName: "args"))
  var arguments: [String] = []

  mutating func run() async throws {
    let plain = arguments.prefix { !$0.hasExactPrefix("--") }
    let call = ScriptCall(
      source: try InputFile.bytes(of: file), name: InputFile.isStandardInput(file) ? "stdin" : file, arguments: Array(plain),
      parameters: try ParameterArguments(Array(arguments.dropFirst(plain.count))).values)
    let format = try rendering.format(isJSON: options.json)
    let host = try options.openHost()
    if scriptHelp { return try await printHelp(call, host) }
    let scriptLimits = try limits.scriptLimits
    let outcome = try await profiling.observing(call.name, in: host.workspace.directory) { [self] in
      try await host.script(
        call, limits: scriptLimits, isWriting: write, needsDocument: rendering.format != nil || rendering.output != nil,
        for: readers.scope, instruments: $0)
    }
    guard let document = outcome.document else {
      Output.values(outcome.values, isJSON: options.json)
      return try readers.notePersonalData(in: outcome.values, host)
    }
    try rendering.write(document, as: format, in: host.workspace.directory)
    try readers.notePersonalData(in: document, host)
  }

  private func printHelp(_ call: ScriptCall, _ host: PluginHost) async throws {
    let parameters = try await host.scriptParameters(call, limits: try limits.scriptLimits)
    ScriptHelp(file: file, opening: call.openingComment, parameters: parameters, isJSON: options.json).print()
  }
}

/// `grappe eval`: runs one line of Lua and prints its values.
struct EvalCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "eval",
      abstract: wording(
        "grappe.script.evaluates-lua-prints-values"),
      discussion: example("grappe eval 'actors.count{ territory = \"BE-WAL\", kind = \"company\" }'"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var profiling: ProfileOptions
  @OptionGroup var readers: ScopeOptions

  @Flag(name: .reserved(.write), help: ArgumentHelp(wording("grappe.script.allow-writing-data")))
  var write = false

  @Argument(
    help: ArgumentHelp(
      wording("grappe.script.lua-expression-statements"), valueName: "lua"))
  var code: String

  mutating func run() async throws {
    let (host, scriptLimits) = (try options.openHost(), try limits.scriptLimits)
    let values = try await profiling.observing("eval", in: host.workspace.directory) { [self] in
      try await host.evaluate(code, limits: scriptLimits, isWriting: write, for: readers.scope, instruments: $0)
    }
    Output.values(values, isJSON: options.json)
    try readers.notePersonalData(in: values, host)
  }
}
