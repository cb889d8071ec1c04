import Ecosystem
import Engine
import Reports

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
      TextTable.Column(wording(fr: "Nom", en: "Name"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Titre", en: "Title")),
      TextTable.Column(wording(fr: "Paramètres", en: "Parameters")),
    ])
    for entry in entries {
      let parameters = entry.parameters.map { $0.isOptional ? "[--\($0.name)]" : "--\($0.name)" }
      table.add([.init(entry.name), .init(entry.title[language]), .init(parameters.joined(separator: " "))])
    }
    Output.table(table)
  }

  /// The entries of plugins under quarantine are missing from the list, and nobody should look for them in vain.
  private func warnOfQuarantine() throws {
    let names = try host.quarantines().map(\.name)
    guard !names.isEmpty else { return }
    let list = names.joined(separator: ", ")
    Output.errorLine(
      wording(
        fr: "En quarantaine, voir grappe quarantine : \(list)", en: "Under quarantine, see grappe quarantine: \(list)"))
  }

  private var nothing: String {
    switch kind {
    case .report:
      wording(
        fr: "Aucun rapport : installez un greffon avec grappe install FICHIER.",
        en: "No reports: install a plugin with grappe install FILE.")
    case .importer:
      wording(
        fr: "Aucun importateur : installez un greffon avec grappe install FICHIER.",
        en: "No importers: install a plugin with grappe install FILE.")
    case .command:
      wording(
        fr: "Aucune commande : installez un greffon avec grappe install FICHIER.",
        en: "No commands: install a plugin with grappe install FILE.")
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
