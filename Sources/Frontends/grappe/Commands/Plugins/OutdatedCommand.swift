import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Localization
import TextLayout

/// `grappe outdated`: the installed plugins of which a folder or a list holds a newer version.
struct OutdatedCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "outdated",
      abstract: wording("grappe.outdated.abstract"),
      discussion: wording("grappe.outdated.discussion") + "\n\n" + example("grappe outdated --in ../bundles"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var index: IndexOptions

  /// An installed plugin with a newer version.
  private struct Outdated {
    var installed: PluginSummary
    var newest: BundleIndex.Entry
  }

  mutating func run() async throws {
    let (host, index) = (try options.openHost(), try self.index.open(options))
    let found = try host.installed().compactMap { installed -> Outdated? in
      guard let present = SemanticVersion(installed.version), let newest = index.newest(of: installed.name),
        present < newest.manifest.version
      else { return nil }
      return Outdated(installed: installed, newest: newest)
    }
    if options.json { return Output.json(.list(found.map(json))) }
    IndexOptions.reportRefusals(of: index)
    guard !found.isEmpty else { return Output.line(wording("grappe.outdated.none")) }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.list.name"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.outdated.installed"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.outdated.newest"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.search.file"), .left, overflow: .keep),
    ])
    for plugin in found {
      table.add([
        .init(plugin.installed.name), .init(plugin.installed.version), .init("\(plugin.newest.manifest.version)"),
        .init(plugin.newest.file),
      ])
    }
    Output.table(table)
    Output.line(wording("grappe.outdated.how", ["file": found[0].newest.file]))
  }

  private func json(_ plugin: Outdated) -> FieldValue {
    .map([
      "name": .text(plugin.installed.name), "installed": .text(plugin.installed.version),
      "newest": .text("\(plugin.newest.manifest.version)"), "file": .text(plugin.newest.file), "id": .text(plugin.newest.id.description),
    ])
  }
}
