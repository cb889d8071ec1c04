import ArgumentParser
import Ecosystem
import Engine
import Reports
import TextLayout

/// `grappe list`: the installed plugins.
struct ListCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: wording("grappe.list.lists-installed-plugins"),
      discussion: example("grappe list"))
  }

  @OptionGroup var options: GlobalOptions

  mutating func run() async throws {
    let host = try options.openHost()
    let plugins = try host.installed()
    if options.json { return Output.json(.list(plugins.map(json))) }
    guard !plugins.isEmpty else {
      return Output.line(
        wording("grappe.list.no-plugins-grappe-install"))
    }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.list.name"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.list.version"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.list.title")),
      TextTable.Column(wording("grappe.list.records"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.list.id"), .left, overflow: .cut),
    ])
    for plugin in plugins {
      table.add([
        .init(plugin.name), .init(plugin.version), .init(plugin.title[language]),
        .init(ValueFormat(language).integer(Int64(plugin.recordCount))), .init(plugin.id.description),
      ])
    }
    Output.table(table)
  }

  private func json(_ plugin: PluginSummary) -> FieldValue {
    .map([
      "name": .text(plugin.name), "version": .text(plugin.version), "title": .text(plugin.title[language]),
      "id": .text(plugin.id.description), "records": .integer(Int64(plugin.recordCount)),
    ])
  }
}
