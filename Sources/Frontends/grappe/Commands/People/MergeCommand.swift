import ArgumentParser
import Engine
import Store

/// `grappe merge`: merges two records of one organisation, person or other thing.
struct MergeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "merge",
      abstract: wording("grappe.merge.merges-record-into-another"),
      discussion: wording("grappe.merge.what-happens") + "\n\n" + example("grappe merge kikk trakk --take website --dry-run"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.merge.keep"), valueName: "keep"))
  var keep: String

  @Argument(help: ArgumentHelp(wording("grappe.merge.drop"), valueName: "drop"))
  var drop: String

  @Option(help: ArgumentHelp(wording("grappe.merge.take"), valueName: "field"))
  var take: [String] = []

  @Flag(help: .preview) var dryRun = false

  mutating func run() async throws {
    let outcome = try await options.openHost().merge(drop, into: keep, taking: take, isDryRun: dryRun)
    if options.json { return Output.json(outcome.json) }
    Self.list("grappe.merge.moved", outcome.merge.moved)
    Self.list("grappe.merge.united", outcome.merge.united)
    Self.list("grappe.merge.removed", outcome.merge.removed)
    if !outcome.merge.fields.isEmpty {
      Output.line(wording("grappe.merge.fields", ["id": outcome.kept, "fields": outcome.merge.fields.joined(separator: ", ")]))
    }
    guard let invocation = outcome.invocation else { return Output.line(wording("grappe.undo.trial-nothing-was-kept")) }
    Output.line(wording("grappe.merge.done", ["dropped": outcome.dropped, "kept": outcome.kept, "invocation": invocation]))
  }

  /// Prints the number of records, and the first of them.
  private static func list(_ id: String, _ rows: [RecordMerge.Row]) {
    if rows.isEmpty { return }
    let shown = rows.prefix(rowsListedMax).map { "\($0.entity) \($0.id)" }.joined(separator: ", ")
    Output.line(wording(id, ["count": rows.count, "rows": shown + (rows.count > rowsListedMax ? ", …" : "")]))
  }

  /// The maximum number of records named on a line.
  private static let rowsListedMax = 10
}
