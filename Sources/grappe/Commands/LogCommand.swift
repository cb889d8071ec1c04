import ArgumentParser
import Ecosystem
import Engine
import Reports
import Store

/// `grappe log`: the last invocations, or one of them with its error.
struct LogCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "log",
      abstract: wording(
        fr: "Montre les dernières exécutions, ou l'une d'elles avec son erreur et ce qu'elle a changé.",
        en: "Shows the last invocations, or one of them with its error and what it changed."),
      discussion: example("grappe log --limit 5"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "L'identifiant d'une invocation.", en: "The id of an invocation."), valueName: "invocation"))
  var id: String?

  @Option(help: ArgumentHelp(wording(fr: "Combien en montrer.", en: "How many to show."), valueName: "count"))
  var limit = 20

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Oublier le journal d'avant ce jour : ces invocations ne s'expliquent ni ne s'annulent plus.",
        en: "Forget the journal before this day: those invocations can be neither explained nor undone any more."),
      valueName: "date"))
  var pruneBefore: String?

  @Flag(help: ArgumentHelp(wording(fr: "Oublier vraiment, et pas seulement compter.", en: "Forget, not only count.")))
  var yes = false

  func validate() throws {
    if let pruneBefore, Instant(Self.moment(pruneBefore)) == nil {
      throw ValidationError(
        wording(
          fr: "--prune-before est un jour comme 2026-01-31, pas « \(pruneBefore) ».",
          en: "--prune-before is a day such as 2026-01-31, not \"\(pruneBefore)\"."))
    }
    guard (1...100_000).contains(limit) else {
      throw ValidationError(
        wording(fr: "--limit va de 1 à 100000, pas \(limit).", en: "--limit is from 1 to 100000, not \(limit)."))
    }
  }

  mutating func run() async throws {
    if let pruneBefore { return try await prune(before: Self.moment(pruneBefore)) }
    let log = InvocationLog(workspace: try options.openWorkspace())
    if let id { return print(try log.invocation(id), try log.change(of: id)) }
    let entries = try log.last(limit)
    if options.json { return Output.json(.list(entries.map(\.json))) }
    guard !entries.isEmpty else {
      return Output.line(wording(fr: "Rien n'a encore été exécuté.", en: "Nothing has run yet."))
    }
    Output.table(table(entries))
  }

  private func table(_ entries: [LoggedInvocation]) -> TextTable {
    var table = TextTable(columns: [
      TextTable.Column(wording(fr: "Quand", en: "When"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Greffon", en: "Plugin"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Quoi", en: "What")),
      TextTable.Column(wording(fr: "Issue", en: "Outcome"), .left, overflow: .keep),
      TextTable.Column("CPU", .right, overflow: .keep),
      TextTable.Column(wording(fr: "Durée", en: "Wall"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Mémoire", en: "Memory"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Lignes lues", en: "Rows read"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "écrites", en: "written"), .right, overflow: .keep),
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
      .init(entry.outcomeText(in: language)), .init(Quantity.duration(milliseconds: entry.cpuMilliseconds)),
      .init(Quantity.duration(milliseconds: entry.wallMilliseconds)), .init(Quantity.size(bytes: entry.peakBytes)),
      .init(Quantity.count(entry.rowsRead)), .init(Quantity.count(entry.rowsWritten)), .init(entry.id, .dim),
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
        fr: "\(pruning.changes) changements et \(pruning.invocations) invocations d'avant \(moment).",
        en: "\(pruning.changes) changes and \(pruning.invocations) invocations before \(moment)."))
    if !yes {
      Output.line(
        wording(
          fr: "Rien n'a été oublié ; ajoutez --yes pour que cela le soit.",
          en: "Nothing was forgotten; add --yes to have it so."))
    }
  }

  private func print(_ entry: LoggedInvocation, _ change: (change: JournalChange, rows: [RecordChange])?) {
    if options.json { return Output.json(json(entry, change)) }
    var table = TextTable(
      columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for (name, value) in fields(entry) where !value.isEmpty { table.add([.init(name, .dim), .init(value)]) }
    Output.table(table)
    guard let change else { return }
    if let id = change.change.undoneBy { Output.line(wording(fr: "Annulée par \(id).", en: "Undone by \(id).")) }
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
      ("id", entry.id), (wording(fr: "quand", en: "when"), entry.startedAt),
      (wording(fr: "greffon", en: "plugin"), entry.plugin), (wording(fr: "pour", en: "for"), entry.principal),
      (wording(fr: "quoi", en: "what"), "\(entry.kind) \(entry.name)"),
      (wording(fr: "issue", en: "outcome"), entry.outcomeText(in: language)),
      (wording(fr: "attente", en: "queued"), Quantity.duration(milliseconds: entry.queueMilliseconds)),
      ("CPU", Quantity.duration(milliseconds: entry.cpuMilliseconds)),
      (wording(fr: "durée", en: "wall"), Quantity.duration(milliseconds: entry.wallMilliseconds)),
      (wording(fr: "mémoire", en: "memory"), Quantity.size(bytes: entry.peakBytes)),
      (wording(fr: "lignes lues", en: "rows read"), Quantity.count(entry.rowsRead)),
      (wording(fr: "lignes écrites", en: "rows written"), Quantity.count(entry.rowsWritten)),
      (wording(fr: "sortie", en: "output"), Quantity.size(bytes: entry.outputBytes)),
      (wording(fr: "erreur", en: "error"), entry.detail ?? ""),
    ]
  }

}
