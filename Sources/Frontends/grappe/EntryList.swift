import Ecosystem
import Engine
import Reports
import TextLayout

/// The list of the installed plugins' reports or commands with their parameters.
struct EntryList {
  let kind: EntryKind
  let host: PluginHost
  let isJSON: Bool

  func print() async throws {
    let entries = try await host.entries(kind)
    try warnOfQuarantine()
    guard !isJSON else { return Output.json(.list(entries.map(json))) }
    guard !entries.isEmpty else { return Output.line(nothing) }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.entry-list.name"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.entry-list.title")),
      TextTable.Column(wording("grappe.entry-list.parameters")),
    ])
    for entry in entries {
      let parameters = entry.parameters.map { $0.isOptional ? "[--\($0.name)]" : "--\($0.name)" }
      table.add([.init(entry.name), .init(entry.title[language]), .init(parameters.joined(separator: " "))])
    }
    Output.table(table)
  }

  /// Names the quarantined plugins, whose entries are missing from the list.
  private func warnOfQuarantine() throws {
    let names = try host.quarantines().map(\.name)
    guard !names.isEmpty else { return }
    let list = names.joined(separator: ", ")
    Output.note(
      wording(
        "grappe.entry-list.under-quarantine-see-grappe", ["list": list]))
  }

  private var nothing: String {
    switch kind {
    case .report:
      wording(
        "grappe.entry-list.no-reports-install-plugin")
    case .importer:
      wording(
        "grappe.entry-list.no-importers-install-plugin")
    case .command:
      wording(
        "grappe.entry-list.no-commands-install-plugin")
    }
  }

  private func json(_ entry: EntryDescription) -> FieldValue {
    .map([
      "name": .text(entry.name), "title": .text(entry.title[language]),
      "params": .list(
        entry.parameters.map {
          .map(["name": .text($0.name), "label": .text($0.label[language]), "optional": .boolean($0.isOptional)])
        }),
    ])
  }
}
