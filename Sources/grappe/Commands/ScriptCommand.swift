import ArgumentParser
import Engine
import Foundation

/// `grappe script`: runs a Lua file in the sandbox, as the admin, and renders the document it builds.
struct ScriptCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "script",
      abstract: wording(
        fr:
          "Exécute un fichier Lua dans le bac à sable ; ses arguments sont dans « ... », ses paramètres dans grappe.params.",
        en: "Runs a Lua file in the sandbox; its arguments are in \"...\", its parameters in grappe.params."),
      discussion: wording(
        fr: "grappe script FICHIER --help dit quels paramètres le fichier prend.",
        en: "grappe script FILE --help says which parameters the file takes.") + "\n\n"
        + example(
          "echo 'print(actors.count{ city = ... })' > count.lua && grappe script count.lua Namur --cpu 5s"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var rendering: RenderingOptions

  @Flag(help: ArgumentHelp(wording(fr: "Permettre d'écrire dans les données.", en: "Allow writing to the data.")))
  var write = false

  @Flag(help: .hidden)
  var scriptHelp = false

  @Argument(help: ArgumentHelp(wording(fr: "Le fichier Lua, - pour l'entrée standard.", en: "The Lua file, - for standard input."), valueName: "file"))
  var file: String

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording(
        fr: "Arguments du script, puis ses paramètres : --nom valeur.",
        en: "Arguments of the script, then its parameters: --name value."), valueName: "args"))
  var arguments: [String] = []

  mutating func run() async throws {
    let plain = arguments.prefix { !$0.hasPrefix("--") }
    let call = ScriptCall(
      source: try InputFile.bytes(of: file), name: InputFile.isStandardInput(file) ? "stdin" : file, arguments: Array(plain),
      parameters: try ParameterArguments(Array(arguments.dropFirst(plain.count))).values)
    let format = try rendering.format(isJSON: options.json)
    let host = try options.openHost()
    if scriptHelp { return try await printHelp(call, host) }
    let outcome = try await host.script(
      call, limits: try limits.scriptLimits, isWriting: write,
      needsDocument: rendering.format != nil || rendering.output != nil)
    guard let document = outcome.document else { return Output.values(outcome.values, isJSON: options.json) }
    try rendering.write(document, as: format, in: host.workspace.directory)
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
        fr: "Évalue du Lua et imprime ses valeurs ; les collections sont des variables globales.",
        en: "Evaluates Lua and prints its values; the collections are globals."),
      discussion: example("grappe eval 'actors.count{ territory = \"BE-WAL\", kind = \"company\" }'"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var limits: LimitOptions

  @Flag(help: ArgumentHelp(wording(fr: "Permettre d'écrire dans les données.", en: "Allow writing to the data.")))
  var write = false

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Une expression ou des instructions Lua.", en: "A Lua expression or statements."), valueName: "lua"))
  var code: String

  mutating func run() async throws {
    let values = try await options.openHost().evaluate(code, limits: try limits.scriptLimits, isWriting: write)
    Output.values(values, isJSON: options.json)
  }
}
