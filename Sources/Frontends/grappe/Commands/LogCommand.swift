import ArgumentParser
import Calendar
import Ecosystem
import Engine
import Localization
import Reports
import Store
import TextLayout

/// `grappe log`: the last invocations, or one of them with its error.
struct LogCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "log",
      abstract: wording(
        "grappe.log.shows-last-invocations-one"),
      discussion: example("grappe log --limit 5"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.log.id-invocation"), valueName: "invocation"))
  var id: String?

  @Option(help: ArgumentHelp(wording("grappe.log.how-many-show"), valueName: "count"))
  var limit = 20

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.log.forget-journal-before-day"),
      valueName: "date"))
  var pruneBefore: String?

  @Flag(help: ArgumentHelp(wording("grappe.log.forget-not-only-count")))
  var yes = false

  func validate() throws {
    if let pruneBefore, Instant(Self.moment(pruneBefore)) == nil {
      throw ValidationError(
        wording(
          "grappe.log.prune-before-day-such", ["prune-before": pruneBefore]))
    }
    guard (1...100_000).contains(limit) else {
      throw ValidationError(
        wording("grappe.log.limit-from-1-100000", ["limit": limit]))
    }
  }

  mutating func run() async throws {
    if let pruneBefore { return try await prune(before: Self.moment(pruneBefore)) }
    let workspace = try options.openWorkspace()
    await workspace.noteLostWriters()
    let log = InvocationLog(workspace: workspace)
    if let id { return print(try log.invocation(id), try log.change(of: id)) }
    let entries = try log.last(limit)
    if options.json { return Output.json(.list(entries.map(\.json))) }
    guard !entries.isEmpty else {
      return Output.line(wording("grappe.log.nothing-has-run-yet"))
    }
    Output.table(table(entries))
  }

  private func table(_ entries: [LoggedInvocation]) -> TextTable {
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.log.when"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.log.plugin"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.log.what")),
      TextTable.Column(wording("grappe.log.outcome"), .left, overflow: .keep),
      TextTable.Column("CPU", .right, overflow: .keep),
      TextTable.Column(wording("grappe.log.wall"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.log.memory"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.log.rows-read"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.log.written"), .right, overflow: .keep),
      TextTable.Column("Id", .left, overflow: .keep),
    ])
    for entry in entries { table.add(cells(entry)) }
    return table
  }

  private func cells(_ entry: LoggedInvocation) -> [TextTable.Cell] {
    guard entry.isCall else {
      let empty = Array(repeating: TextTable.Cell(""), count: 5)
      return [
        .init(ChangeView.moment(entry.startedAt)), .init(entry.plugin), .init(""),
        .init(entry.outcomeText(in: language)),
      ] + empty
        + [.init(entry.id, .dim)]
    }
    return [
      .init(ChangeView.moment(entry.startedAt)), .init(entry.plugin), .init("\(entry.kind) \(entry.name)"),
      .init(entry.outcomeText(in: language)), .init(QuantityFormat.duration(milliseconds: entry.cpuMilliseconds)),
      .init(QuantityFormat.duration(milliseconds: entry.wallMilliseconds)), .init(QuantityFormat.size(bytes: entry.peakBytes)),
      .init(QuantityFormat.count(entry.rowsRead)), .init(QuantityFormat.count(entry.rowsWritten)), .init(entry.id, .dim),
    ]
  }

  private static func moment(_ day: String) -> String { "\(day)T00:00:00Z" }

  private func prune(before moment: String) async throws {
    let pruning = try await options.openHost().pruneJournal(before: moment, isDryRun: !yes)
    if options.json {
      return Output.json(
        .map([
          "changes": .integer(Int64(pruning.changes)), "invocations": .integer(Int64(pruning.invocations)),
          "kept": .boolean(yes),
        ]))
    }
    Output.line(
      wording(
        "grappe.log.changes-invocations-before",
        [
          "changes": MessageArgument.counted("grappe.count.changes", pruning.changes),
          "invocations": MessageArgument.counted("grappe.count.invocations", pruning.invocations), "moment": moment,
        ]))
    if !yes {
      Output.line(
        wording(
          "grappe.log.nothing-was-forgotten-add"))
    }
  }

  private func print(_ entry: LoggedInvocation, _ change: (change: JournalChange, rows: [RecordChange])?) {
    if options.json { return Output.json(json(entry, change)) }
    var table = TextTable(
      columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for (name, value) in fields(entry) where !value.isEmpty { table.add([.init(name, .dim), .init(value)]) }
    Output.table(table)
    guard let change else { return }
    if let id = change.change.undoneBy { Output.line(wording("grappe.log.undone", ["id": id])) }
    ChangeView.print(change.rows, of: change.change.summary)
  }

  private func json(
    _ entry: LoggedInvocation, _ change: (change: JournalChange, rows: [RecordChange])?
  ) -> FieldValue {
    var fields = entry.json.mapValue ?? [:]
    fields["undone_by"] = change?.change.undoneBy.map(FieldValue.text) ?? .null
    fields["undoes"] = .list((change?.change.undoes ?? []).map(FieldValue.text))
    fields["rows"] = change?.change.summary.value ?? .map([:])
    fields["changes"] = .list((change?.rows ?? []).map(\.json))
    return .map(fields)
  }

  private func fields(_ entry: LoggedInvocation) -> [(String, String)] {
    [
      ("id", entry.id), (wording("grappe.log.when-2"), entry.startedAt),
      (wording("grappe.log.plugin-2"), entry.plugin), (wording("grappe.log.for"), entry.principal),
      (wording("grappe.log.what-2"), "\(entry.kind) \(entry.name)"),
      (wording("grappe.log.outcome-2"), entry.outcomeText(in: language)),
      (wording("grappe.log.queued"), QuantityFormat.duration(milliseconds: entry.queueMilliseconds)),
      ("CPU", QuantityFormat.duration(milliseconds: entry.cpuMilliseconds)),
      (wording("grappe.log.wall-2"), QuantityFormat.duration(milliseconds: entry.wallMilliseconds)),
      (wording("grappe.log.memory-2"), QuantityFormat.size(bytes: entry.peakBytes)),
      (wording("grappe.log.rows-read-2"), QuantityFormat.count(entry.rowsRead)),
      (wording("grappe.log.rows-written"), QuantityFormat.count(entry.rowsWritten)),
      (wording("grappe.log.output"), QuantityFormat.size(bytes: entry.outputBytes)),
      (wording("grappe.log.error"), entry.detail ?? ""),
    ]
  }

}
