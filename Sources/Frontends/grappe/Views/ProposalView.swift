import Calendar
import Ecosystem
import Engine
import Localization
import Store
import TextLayout

/// Formats proposals as text.
enum ProposalView {
  /// Prints a page of the queue.
  static func print(_ page: ProposalList, offset: Int) {
    if page.proposals.isEmpty { return Output.line(wording("grappe.proposals.none")) }
    var table = TextTable(columns: [
      TextTable.Column("ID", .left, overflow: .keep),
      TextTable.Column(wording("grappe.proposals.age"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.proposals.kind"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.proposals.entity-column"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.proposals.title")),
      TextTable.Column(wording("grappe.proposals.origin")),
      TextTable.Column(wording("grappe.proposals.state-column"), .left, overflow: .keep),
    ])
    for summary in page.proposals {
      let proposal = summary.proposal
      let others = proposal.changes.count - 1
      table.add([
        .init(proposal.id), .init(age(of: proposal.filedAt)), .init(proposal.changes.first.map { word($0.operation) } ?? ""),
        .init(proposal.changes.first?.entity ?? ""), .init(summary.title[language] + (others > 0 ? " +\(others)" : "")),
        .init(origin(proposal.origin)), .init(word(proposal.state)),
      ])
    }
    Output.table(table)
    let last = offset + page.proposals.count
    if last < page.total { Output.line(wording("grappe.proposals.more", ["count": page.total - last, "offset": last])) }
  }

  /// Prints a proposal, each change compared with the record as it is now.
  static func print(_ difference: ProposalDifference) {
    let proposal = difference.proposal
    Output.title("\(proposal.id)  \(word(proposal.state))")
    Output.line(wording("grappe.proposals.filed", ["at": ChangeView.moment(proposal.filedAt), "origin": origin(proposal.origin)]))
    let source = [proposal.origin.source, proposal.origin.licence, proposal.origin.fetchedAt.map(ChangeView.moment)].compactMap(\.self)
    if !source.isEmpty { Output.line(wording("grappe.proposals.source", ["source": source.joined(separator: " · ")])) }
    if let decision = proposal.decision {
      Output.line(
        wording(
          "grappe.proposals.decided",
          ["at": ChangeView.moment(decision.at), "by": decision.by, "invocation": decision.invocation]))
      if let reason = decision.reason { Output.line(wording("grappe.proposals.because", ["reason": reason])) }
    }
    if !difference.needed.isEmpty {
      Output.line(wording("grappe.proposals.needs", ["count": difference.needed.count, "ids": difference.needed.joined(separator: ", ")]))
    }
    for record in difference.records { print(record, isPending: proposal.state == .pending) }
    guard let raw = proposal.raw else { return }
    Output.title(wording("grappe.proposals.raw"))
    for line in raw.split(separator: "\n", omittingEmptySubsequences: false).prefix(rawLinesMax) { Output.line("  " + line) }
  }

  /// The maximum number of lines of a raw object; `--json` has all of it.
  private static let rawLinesMax = 40

  private static func print(_ record: ProposedRecord, isPending: Bool) {
    Output.title("\(word(record.change.operation)) \(record.change.entity) \(record.change.record) — \(record.title[language])")
    if isPending, record.state != .open { Output.line(wording("grappe.proposals.record-\(record.state.rawValue)")) }
    guard !record.fields.isEmpty else { return }
    var table = TextTable(
      columns: [
        TextTable.Column("", .left, overflow: .keep), TextTable.Column(""), TextTable.Column("", .left, overflow: .keep),
        TextTable.Column(""), TextTable.Column(""),
      ], hasHeader: false)
    for field in record.fields {
      table.add([
        .init("  \(field.field)", .dim), .init(text(isPending ? field.present : field.base)), .init("→"), .init(text(field.proposed)),
        .init(isPending ? note(field) : ""),
      ])
    }
    Output.table(table)
  }

  private static func note(_ field: ProposedField) -> String {
    switch field.state {
    case .open: ""
    case .same: wording("grappe.proposals.field-same")
    case .conflict: wording("grappe.proposals.field-conflict", ["base": text(field.base)])
    }
  }

  private static func text(_ value: FieldValue) -> String { value.isNull ? "∅" : value.lineText }

  private static func origin(_ origin: ProposalOrigin) -> String {
    "\(origin.principal) · \(origin.owner == "admin" ? origin.name : "\(origin.owner):\(origin.name)")"
  }

  /// Returns how long ago something was: in minutes, hours or days.
  private static func age(of moment: String) -> String {
    guard let filed = Instant(moment) else { return "" }
    let minutes = max(0, Int((Instant.present.milliseconds - filed.milliseconds) / 60_000))
    switch minutes {
    case ..<60: return wording("grappe.proposals.age-minutes", ["number": minutes])
    case ..<(48 * 60): return wording("grappe.proposals.age-hours", ["number": minutes / 60])
    default: return wording("grappe.proposals.age-days", ["number": minutes / 1_440])
    }
  }

  private static func word(_ operation: ProposedChange.Operation) -> String { wording("grappe.proposals.\(operation.rawValue)") }

  private static func word(_ state: Proposal.State) -> String { wording("grappe.proposals.state-\(state.rawValue)") }
}
