import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe top`: what runs now in the processes of the workspace.
struct TopCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "top",
      abstract: wording(
        fr: "Montre ce qui s'exécute en ce moment, dans tous les processus de l'espace de travail.",
        en: "Shows what runs now, in all processes of the workspace."),
      discussion: wording(
        fr: "Sur un terminal, le tableau est redessiné chaque seconde ; q ou Ctrl-C y met fin.\n\n",
        en: "On a terminal the table is drawn again every second; q or Ctrl-C ends it.\n\n")
        + example("grappe top --once"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(help: ArgumentHelp(wording(fr: "Un seul tableau, puis fin.", en: "One table, then end.")))
  var once = false

  mutating func run() async throws {
    let folder = HostStatusFolder(try options.openWorkspace())
    if options.json { return Output.json(.list(folder.invocations().map(\.json))) }
    guard !once, Terminal.isOutput, let keyboard = Keyboard() else { return Self.printOnce(folder.invocations()) }
    let cleanup = Termination.shared.addCleanup { keyboard.restore() }
    defer {
      Termination.shared.removeCleanup(cleanup)
      keyboard.restore()
    }
    repeat { draw(folder.invocations()) } while !keyboard.isQuitting(withinMilliseconds: 1_000)
  }

  /// Prints a table of what runs now, or that nothing does.
  static func printOnce(_ invocations: [RunningInvocation]) {
    guard !invocations.isEmpty else { return Output.line(nothing) }
    Output.table(table(invocations))
  }

  /// Draws over the last drawing: home, each line cleared to its end, then everything below cleared, so nothing flickers.
  private func draw(_ invocations: [RunningInvocation]) {
    let size = Terminal.currentSize
    var lines =
      invocations.isEmpty
      ? [Self.nothing] : Self.table(invocations).lines(width: size.columns, isColored: Terminal.isColored)
    if lines.count > size.rows - 1 { lines = Array(lines.prefix(max(1, size.rows - 1))) }
    let hint = wording(fr: "q : quitter", en: "q: quit")
    let screen = "\u{1B}[H" + (lines + [hint]).map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J"
    StandardStream.output.control(screen)
  }

  private static var nothing: String { wording(fr: "Rien ne s'exécute.", en: "Nothing is running.") }

  private static func table(_ invocations: [RunningInvocation]) -> TextTable {
    var table = TextTable(columns: [
      TextTable.Column(wording(fr: "N°", en: "No."), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Greffon", en: "Plugin"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Quoi", en: "What")),
      TextTable.Column(wording(fr: "Classe", en: "Class"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Phase", en: "Phase"), .left, overflow: .keep),
      TextTable.Column("CPU", .right, overflow: .keep),
      TextTable.Column(wording(fr: "Durée", en: "Wall"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Mémoire", en: "Memory"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Lignes lues", en: "Rows read"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "écrites", en: "written"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Sortie", en: "Output"), .right, overflow: .keep),
    ])
    for invocation in invocations { table.add(cells(invocation)) }
    return table
  }

  private static func cells(_ invocation: RunningInvocation) -> [TextTable.Cell] {
    [
      .init(invocation.id), .init(invocation.plugin), .init("\(invocation.kind) \(invocation.name)"),
      .init(className(invocation.taskClass)), .init(phaseName(invocation.phase)),
      .init(Quantity.duration(milliseconds: invocation.cpuMilliseconds)),
      .init(Quantity.duration(milliseconds: invocation.wallMilliseconds)),
      .init(Quantity.size(bytes: invocation.peakBytes)), .init(Quantity.count(invocation.rowsRead)),
      .init(Quantity.count(invocation.rowsWritten)), .init(Quantity.size(bytes: invocation.outputBytes)),
    ]
  }

  private static func className(_ name: String) -> String {
    switch name {
    case "interactive": wording(fr: "interactif", en: "interactive")
    case "event": wording(fr: "événement", en: "event")
    case "job": wording(fr: "tâche", en: "job")
    default: name
    }
  }

  private static func phaseName(_ name: String) -> String {
    switch name {
    case "ready": wording(fr: "prêt", en: "ready")
    case "running": wording(fr: "en cours", en: "running")
    case "ending": wording(fr: "s'achève", en: "ending")
    case "waiting": wording(fr: "en attente", en: "waiting")
    default: name
    }
  }
}
