import ArgumentParser
import Engine
import Foundation

/// `grappe script`: runs a Lua file in the sandbox, as the admin.
struct ScriptCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "script",
      abstract: wording(
        fr: "Exécute un fichier Lua dans le bac à sable ; ses arguments sont dans « ... ».",
        en: "Runs a Lua file in the sandbox; its arguments are in \"...\"."),
      discussion: example(
        "echo 'print(actors.count{ city = ... })' > count.lua && grappe script count.lua Namur --cpu 5s"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var limits: LimitOptions

  @Flag(help: ArgumentHelp(wording(fr: "Permettre d'écrire dans les données.", en: "Allow writing to the data.")))
  var write = false

  @Argument(help: ArgumentHelp(wording(fr: "Le fichier Lua.", en: "The Lua file."), valueName: "file"))
  var file: String

  @Argument(help: ArgumentHelp(wording(fr: "Arguments du script.", en: "Arguments of the script."), valueName: "args"))
  var arguments: [String] = []

  mutating func run() async throws {
    let source = try InputFile.bytes(of: file)
    let values = try await options.openHost().script(
      source: source, name: file, arguments: arguments, limits: try limits.scriptLimits, isWriting: write)
    ValuePrinter(isJSON: options.json).print(values)
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
    ValuePrinter(isJSON: options.json).print(values)
  }
}
