import ArgumentParser
import Backups
import Ecosystem
import Engine
import Foundation
import Localization
import Store
import Synchronization

/// `grappe salvage`: recovers records from a database that SQLite cannot read.
struct SalvageCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "salvage",
      abstract: wording(
        "grappe.salvage.brings-records-out-damaged"),
      discussion: wording("grappe.salvage.writes-file-entity-jsonl") + "\n\n" + example("grappe salvage grappe.sqlite -o salvaged"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.salvage.damaged-database"), valueName: "file"))
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      wording(
        "grappe.salvage.folder-files-new-empty"), valueName: "dir"))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.salvage.leave-fields-plugins-out")))
  var withoutPluginFields = false

  /// The reason why the folder could not be created before the process was confined; see `prepare`.
  private static let obstacle = Mutex<(any Error)?>(nil)

  private var database: URL { URL(filePath: file) }
  var folder: URL { output.map { URL(filePath: $0) } ?? RecordSalvage.defaultFolder(of: database) }

  /// Creates the folder before the process is confined.
  func prepare() {
    guard FileManager.default.fileExists(atPath: database.path) else { return }
    do { try RecordSalvage.makeFolder(folder) } catch { Self.obstacle.withLock { $0 = error } }
  }

  func run() throws {
    if let error = Self.obstacle.withLock({ $0 }) { throw error }
    let summary = try RecordSalvage(database, into: folder, keepsPluginFields: !withoutPluginFields)
      .run(isStopping: { Termination.shared.signal != nil })
    if options.json { Output.json(.map(["folder": .text(folder.path), "summary": summary.json])) } else { print(summary) }
    guard summary.rows > 0 || summary.rowsLost == 0 && summary.hasHeader else { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  private func print(_ summary: SalvageSummary) {
    for table in summary.tables where table.rows + table.rowsLost + table.damagedPages.count > 0 { print(table) }
    let (records, lost): (MessageArgument, MessageArgument) = (
      .counted("grappe.count.records", summary.rows), .counted("grappe.count.rows-lost", summary.rowsLost)
    )
    let pages = MessageArgument.counted("grappe.count.pages", summary.pageCount)
    Output.line(
      wording(
        "grappe.salvage.records-rows-lost-pages",
        ["records": records, "path": folder.path, "lost": lost, "page-count": pages, "page-size": summary.pageSize]))
    let order = summary.tables.filter { $0.rows > 0 }.map(\.entity).joined(separator: ", ")
    guard !order.isEmpty else { return }
    if !withoutPluginFields, !summary.plugins.isEmpty {
      let names = summary.plugins.sorted().joined(separator: ", ")
      Output.line(
        wording(
          "grappe.salvage.fields-these-plugins-installed", ["names": names]))
    }
    Output.line(
      wording(
        "grappe.salvage.new-workspace-grappe-import", ["order": order]))
  }

  private func print(_ table: SalvageSummary.Table) {
    var line = wording(
      "grappe.salvage.records", ["entity": table.entity, "count": MessageArgument.grouped(table.rows)])
    if table.rowsLost > 0 { line += wording("grappe.salvage.rows-lost", ["count": table.rowsLost]) }
    if table.damagedPages.count > 0 {
      line += wording("grappe.salvage.damaged-pages", ["text": table.damagedPages.text])
    }
    if table.isRootLost { line += wording("grappe.salvage.root-lost") }
    Output.line(line)
  }
}
