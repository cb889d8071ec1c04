import ArgumentParser
import Ecosystem
import Engine
import Reports

/// `grappe log`: the last invocations, or one of them with its error.
struct LogCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "log",
      abstract: wording(
        fr: "Montre les dernières exécutions de greffons et de scripts, ou l'une d'elles avec son erreur.",
        en: "Shows the last invocations of plugins and scripts, or one of them with its error."),
      discussion: example("grappe log --limit 5"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "L'identifiant d'une invocation.", en: "The id of an invocation."), valueName: "invocation"))
  var id: String?

  @Option(help: ArgumentHelp(wording(fr: "Combien en montrer.", en: "How many to show."), valueName: "count"))
  var limit = 20

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError(
        wording(fr: "--limit va de 1 à 100000, pas \(limit).", en: "--limit is from 1 to 100000, not \(limit)."))
    }
  }

  mutating func run() async throws {
    let log = InvocationLog(workspace: try options.openWorkspace())
    if let id { return print(try log.invocation(id)) }
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
        .init(Self.time(entry.startedAt)), .init(entry.plugin), .init(""), .init(entry.outcomeText(in: language)),
      ] + empty
        + [.init(entry.id, .dim)]
    }
    return [
      .init(Self.time(entry.startedAt)), .init(entry.plugin), .init("\(entry.kind) \(entry.name)"),
      .init(entry.outcomeText(in: language)), .init(Quantity.duration(milliseconds: entry.cpuMilliseconds)),
      .init(Quantity.duration(milliseconds: entry.wallMilliseconds)), .init(Quantity.size(bytes: entry.peakBytes)),
      .init(Quantity.count(entry.rowsRead)), .init(Quantity.count(entry.rowsWritten)), .init(entry.id, .dim),
    ]
  }

  private func print(_ entry: LoggedInvocation) {
    if options.json { return Output.json(entry.json) }
    var table = TextTable(
      columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for (name, value) in fields(entry) where !value.isEmpty { table.add([.init(name, .dim), .init(value)]) }
    Output.table(table)
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

  /// The moment to the second, without the `T`, in UTC.
  private static func time(_ moment: String) -> String {
    moment.prefix(19).replacing("T", with: "\u{A0}") + "Z"
  }
}
