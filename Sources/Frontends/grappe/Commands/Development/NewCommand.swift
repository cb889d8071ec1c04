import ArgumentParser
import DeveloperKit
import Ecosystem
import Engine
import Foundation
import Localization

/// `grappe new`: creates the folder of a new plugin.
struct NewCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: wording(
        "grappe.new.makes-folder-new-plugin"),
      discussion: example("grappe new studios --title \"Studios\" && grappe test studios"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.new.folder-which-must-hold"),
      valueName: "dir"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      wording("grappe.new.plugin-s-name-else"),
      valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(wording("grappe.new.title-else-name"), valueName: "title"))
  var title: String?

  @Option(help: ArgumentHelp(wording("grappe.new.kind"), valueName: kinds.joined(separator: "|")))
  var kind: PluginKind = .report

  /// The kinds of plugins.
  static let kinds = PluginKind.allCases.map(\.rawValue)

  func run() throws {
    let plugin = try NewPlugin(folder: URL(filePath: directory), name: name, title: title, language: language, kind: kind)
    let files = try plugin.write()
    if options.json {
      return Output.json(.map(["name": .text(plugin.name), "files": .list(files.map(FieldValue.text))]))
    }
    Output.line(wording("grappe.new.plugin-made", ["name": plugin.name]))
    for file in files { Output.line("  \(file)") }
    Output.line(
      wording(
        "grappe.new.now-grappe-test-then", ["directory": directory]))
  }
}

extension PluginKind: ExpressibleByArgument {}
