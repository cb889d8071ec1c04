import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Reports
import TextLayout

/// `grappe top`: the running invocations in the processes of the workspace.
struct TopCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "top",
      abstract: wording(
        "grappe.top.shows-what-runs-now"),
      discussion: wording("grappe.top.terminal-table-drawn-again") + "\n\n"
        + example("grappe top --once"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(help: ArgumentHelp(wording("grappe.top.one-table-then-end")))
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

  /// Prints a table of the running invocations, or a line that there are none.
  static func printOnce(_ invocations: [RunningInvocation]) {
    guard !invocations.isEmpty else { return Output.line(nothing) }
    Output.table(table(invocations))
  }

  /// Redraws in place: cursor home, each line cleared to its end, then everything below cleared, to avoid flicker.
  private func draw(_ invocations: [RunningInvocation]) {
    let size = Terminal.currentSize
    var lines =
      invocations.isEmpty
      ? [Self.nothing] : Self.table(invocations).lines(width: size.columns, isColored: Terminal.isColored)
    if lines.count > size.rows - 1 { lines = Array(lines.prefix(max(1, size.rows - 1))) }
    let hint = wording("grappe.top.q-quit")
    let screen = "\u{1B}[H" + (lines + [hint]).map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J"
    StandardStream.output.control(screen)
  }

  private static var nothing: String { wording("grappe.top.nothing-running") }

  private static func table(_ invocations: [RunningInvocation]) -> TextTable {
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.top.no"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.top.plugin"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.top.what")),
      TextTable.Column(wording("grappe.top.class"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.top.phase"), .left, overflow: .keep),
      TextTable.Column("CPU", .right, overflow: .keep),
      TextTable.Column(wording("grappe.top.wall"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.top.memory"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.top.rows-read"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.top.written"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.top.output"), .right, overflow: .keep),
    ])
    for invocation in invocations { table.add(cells(invocation)) }
    return table
  }

  private static func cells(_ invocation: RunningInvocation) -> [TextTable.Cell] {
    [
      .init(invocation.id), .init(invocation.plugin), .init("\(invocation.kind) \(invocation.name)"),
      .init(className(invocation.taskClass)), .init(phaseName(invocation.phase)),
      .init(QuantityFormat.duration(milliseconds: invocation.cpuMilliseconds)),
      .init(QuantityFormat.duration(milliseconds: invocation.wallMilliseconds)),
      .init(QuantityFormat.size(bytes: invocation.peakBytes)), .init(QuantityFormat.count(invocation.rowsRead)),
      .init(QuantityFormat.count(invocation.rowsWritten)), .init(QuantityFormat.size(bytes: invocation.outputBytes)),
    ]
  }

  private static func className(_ name: String) -> String {
    switch name {
    case "interactive": wording("grappe.top.interactive")
    case "event": wording("grappe.top.event")
    case "job": wording("grappe.top.job")
    default: name
    }
  }

  private static func phaseName(_ name: String) -> String {
    switch name {
    case "ready": wording("grappe.top.ready")
    case "running": wording("grappe.top.running")
    case "ending": wording("grappe.top.ending")
    case "waiting": wording("grappe.top.waiting")
    default: name
    }
  }
}
