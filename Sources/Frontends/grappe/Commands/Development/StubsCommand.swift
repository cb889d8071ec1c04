import ArgumentParser
import DeveloperKit
import Engine
import Foundation
import Localization

/// `grappe stubs`: writes the stubs for editors into a plugin's folder, with the fields of plugins and the modules of dependencies.
struct StubsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "stubs",
      abstract: wording("grappe.stubs.abstract"),
      discussion: wording("grappe.stubs.discussion") + "\n\n" + example("grappe new studios && grappe stubs studios"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.test.plugin-s-folder"), valueName: "dir"))
  var directory: String

  mutating func run() async throws {
    let options = options
    let plugin = URL(filePath: directory)
    let dependencies = DependencySource { options.workspaceFolder == nil ? nil : try options.openWorkspace() }
    let stubs = StubFolder(ofPlugin: plugin)
    let schema = try await PluginSchema(folder: plugin, dependencies: dependencies, language: language).schema()
    try stubs.write(schema)
    try stubs.writeModules(of: plugin, dependencies: dependencies)
    Output.line(wording("grappe.stubs.written", ["folder": plugin.appending(path: StubFolder.path).path]))
  }
}
