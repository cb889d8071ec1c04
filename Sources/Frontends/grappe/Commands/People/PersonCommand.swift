import ArgumentParser
import Backups
import Ecosystem
import Engine
import Localization
import Store
import TextLayout

/// `grappe person`: all that is kept about a person, or her erasure.
struct PersonCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "person", abstract: wording("grappe.person.shows-or-erases"),
      discussion: wording("grappe.person.what-erasing-does") + "\n\n"
        + example("grappe eval \"persons.add{ id = 'alex', name = 'Alex Example' }\" --write && grappe person show alex"))
  }

  enum Action: String, ExpressibleByArgument, CaseIterable { case show, erase }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.person.show-erase"), valueName: "action"))
  var action: Action

  @Argument(help: ArgumentHelp(wording("grappe.person.id"), valueName: "id"))
  var id: String

  @Flag(help: .dryRun) var dryRun = false

  @OptionGroup var confirmation: Confirmation

  mutating func run() async throws {
    let host = try options.openHost()
    switch action {
    case .show:
      let dossier = try host.person(id)
      if options.json { Output.json(dossier.json) } else { DossierView(dossier).print() }
    case .erase:
      if !dryRun { try await approve(host) }
      let outcome = try await host.erasePerson(id, isDryRun: dryRun)
      if options.json { Output.json(outcome.json) } else { ErasureView(outcome).print() }
    }
  }

  /// Shows what an erasure would do and asks for it; refuses it where nobody can answer.
  private func approve(_ host: PluginHost) async throws {
    if confirmation.yes { return }
    let trial = try await host.erasePerson(id, isDryRun: true)
    guard Terminal.isInput, !options.json else { throw EngineError.erasureNotApproved }
    ErasureView(trial).print()
    try confirmation.require(wording("grappe.person.erase-y-n"), isJSON: options.json, otherwise: .erasureNotApproved)
  }
}

/// Formats all that is kept about a person as text.
private struct DossierView {
  let dossier: PersonDossier

  init(_ dossier: PersonDossier) { self.dossier = dossier }

  func print() {
    if let person = dossier.person {
      printRecord(person, title: "person \(person.id)")
    } else {
      Output.line(wording("grappe.person.deleted"))
    }
    for (entity, records) in dossier.records {
      for record in records { printRecord(record, title: "\(entity) \(record.id)") }
    }
    for step in dossier.history {
      Output.line("")
      ChangeView.print(step)
    }
    for text in dossier.texts {
      Output.line("")
      Output.title("\(text.table) \(text.key.joined(separator: ", "))")
      for line in text.texts { Output.line("  \(line)") }
    }
    for mention in dossier.mentions { Output.line(wording("grappe.person.mention", ["entity": mention.entity, "id": mention.id])) }
  }

  private func printRecord(_ record: Record, title: String) {
    Output.title(title)
    var table = TextTable(columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for (name, value) in record.fields.sortedByKey where name != "id" && !value.isNull {
      table.add([.init("  \(name)", .dim), .init(value.textValue ?? value.json)])
    }
    Output.table(table)
  }
}

/// Formats the result of an erasure as text.
struct ErasureView {
  let outcome: PersonErasureOutcome

  init(_ outcome: PersonErasureOutcome) { self.outcome = outcome }

  func print() {
    let erasure = outcome.erasure
    let counts: [String: MessageArgument] = [
      "records": .counted("grappe.count.records-deleted", erasure.recordsDeleted),
      "operations": .counted("grappe.count.operations", erasure.journalOperations),
      "texts": .counted("grappe.count.texts", erasure.textsReplaced + outcome.historyLines),
    ]
    Output.line(wording("grappe.person.erased", counts))
    for (entity, count) in erasure.anonymised.sorted(by: { $0.key < $1.key }) {
      Output.line(wording("grappe.person.anonymised", ["entity": entity, "count": count]))
    }
    for mention in erasure.mentions { Output.line(wording("grappe.person.mention", ["entity": mention.entity, "id": mention.id])) }
    for backup in outcome.backups {
      Output.line(wording("grappe.person.backup", ["file": backup.path, "moment": ChangeView.moment(backup.madeAt)]))
    }
    Output.line(wording("grappe.person.other-backups"))
    if outcome.isDryRun { return Output.line(wording("grappe.import.trial-nothing-was-kept")) }
    if !outcome.isLogEmpty { Output.line(wording("grappe.person.log-in-use")) }
  }
}
