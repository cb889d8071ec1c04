import Ecosystem
import Engine
import Localization
import Reports
import Store
import TextLayout

/// Formats changes of records as text.
enum ChangeView {
  /// Fields left out of a new record's changes, since they carry no information.
  private static let bookkeeping: Set<String> = ["id", "created_at", "owner"]

  /// Prints one step of a history: author, time, operation; then each field, before and after.
  static func print(_ step: HistoryStep) {
    let invocation = step.logged
    Output.title("\(moment(invocation.startedAt))  \(word(step.change.what))")
    // An audience below the staff is not told who made the change.
    let author = [invocation.principal, invocation.plugin, "\(invocation.kind) \(invocation.name)"].filter { $0 != "" && $0 != " " }
    Output.line((author + [invocation.id]).joined(separator: " · "))
    if let id = step.undoneBy { Output.line(wording("grappe.change-view.undone", ["id": id])) }
    if !step.undoes.isEmpty {
      let ids = step.undoes.joined(separator: ", ")
      Output.line(wording("grappe.change-view.undoes", ["ids": ids]))
    }
    let fields = step.change.fields.filter { step.change.what == .changed || !bookkeeping.contains($0.field) }
    guard !fields.isEmpty else { return }
    var table = TextTable(
      columns: [
        TextTable.Column("", .left, overflow: .keep), TextTable.Column(""),
        TextTable.Column("", .left, overflow: .keep),
        TextTable.Column(""),
      ], hasHeader: false)
    for field in fields {
      table.add([.init("  \(field.field)", .dim), .init(text(field.before)), .init("→"), .init(text(field.after))])
    }
    Output.table(table)
  }

  /// Prints the rows changed by an invocation, counted by table and then listed.
  /// - Parameter isWhole: whether the rows that are not listed are counted as such.
  static func print(_ changes: [RecordChange], of summary: ChangeSummary, isWhole: Bool = true) {
    for (table, counts) in summary.tables.sorted(by: { $0.key < $1.key }) {
      let words: [MessageArgument] = [
        .counted("grappe.count.added", counts.added), .counted("grappe.count.changed", counts.changed),
        .counted("grappe.count.deleted", counts.deleted),
      ]
      Output.line(wording("grappe.change-view.added-changed-deleted", ["table": table, "counts": MessageArgument.list(words)]))
    }
    for change in changes { Output.line("  " + line(change)) }
    let rest = summary.rows - changes.count
    if isWhole, rest > 0 { Output.line(wording("grappe.change-view.more", ["count": rest])) }
  }

  private static func line(_ change: RecordChange) -> String {
    let head = "\(word(change.what)) \(change.entity) \(change.id)"
    guard change.what == .changed else { return head }
    return head + Typography(language).colon
      + change.fields.map { "\($0.field) \(text($0.before)) → \(text($0.after))" }.joined(separator: ", ")
  }

  private static func word(_ what: RecordChange.What) -> String {
    switch what {
    case .added: wording("grappe.change-view.added")
    case .changed: wording("grappe.change-view.changed")
    case .deleted: wording("grappe.change-view.deleted")
    }
  }

  private static func text(_ value: FieldValue) -> String { value.isNull ? "∅" : value.lineText }

  /// Returns the timestamp to the second, without the `T`, in UTC.
  static func moment(_ moment: String) -> String { moment.prefix(19).replacing("T", with: "\u{A0}") + "Z" }
}
