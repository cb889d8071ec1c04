import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Store
import Synchronization

/// `grappe salvage`: brings records out of a database that SQLite cannot read.
struct SalvageCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "salvage",
      abstract: wording(
        fr: "Sort les fiches d'une base endommagée, page par page, sans y toucher.",
        en: "Brings the records out of a damaged database, page by page, without touching it."),
      discussion: wording(
        fr: """
          Écrit un fichier ENTITÉ.jsonl par entité, que grappe import --as ENTITÉ relit dans un nouvel espace de travail, lost.jsonl pour \
          les lignes illisibles et summary.json. Une sauvegarde vaut mieux : grappe restore.


          """,
        en: """
          Writes a file ENTITY.jsonl for each entity, which grappe import --as ENTITY reads into a new workspace, lost.jsonl for rows that \
          cannot be read, and summary.json. A backup is better: grappe restore.


          """) + example("grappe salvage grappe.sqlite -o salvaged"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "La base endommagée.", en: "The damaged database."), valueName: "file"))
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      wording(
        fr: "Le dossier des fichiers, nouveau ou vide ; sinon FICHIER.salvaged.",
        en: "The folder of the files, new or empty; else FILE.salvaged."), valueName: "dir"))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Laisser de côté les champs des greffons, que l'import ne prend qu'avec eux.",
        en: "Leave the fields of plugins out, which the import takes only with them installed.")))
  var withoutPluginFields = false

  /// The reason why the folder could not be made before the process was confined; see `prepare`.
  private static let obstacle = Mutex<(any Error)?>(nil)

  private var database: URL { URL(filePath: file) }
  var folder: URL { output.map { URL(filePath: $0) } ?? RecordSalvage.defaultFolder(of: database) }

  /// Makes the folder while it may still be made.
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
    let (records, lost) = (Quantity.count(Int64(summary.rows)), Quantity.count(Int64(summary.rowsLost)))
    Output.line(
      wording(
        fr: "\(records) fiches dans \(folder.path), \(lost) lignes perdues ; \(summary.pageCount) pages de \(summary.pageSize) octets.",
        en: "\(records) records in \(folder.path), \(lost) rows lost; \(summary.pageCount) pages of \(summary.pageSize) bytes."))
    let order = summary.tables.filter { $0.rows > 0 }.map(\.entity).joined(separator: ", ")
    guard !order.isEmpty else { return }
    if !withoutPluginFields, !summary.plugins.isEmpty {
      let names = summary.plugins.sorted().joined(separator: ", ")
      Output.line(
        wording(
          fr: "Des champs sont de ces greffons, à installer d'abord : \(names). --without-plugin-fields les laisse de côté.",
          en: "Fields are of these plugins, to be installed first: \(names). --without-plugin-fields leaves them out."))
    }
    Output.line(
      wording(
        fr: "Dans un nouvel espace de travail : grappe import ENTITÉ.jsonl --as ENTITÉ, dans cet ordre : \(order).",
        en: "In a new workspace: grappe import ENTITY.jsonl --as ENTITY, in this order: \(order)."))
  }

  private func print(_ table: SalvageSummary.Table) {
    var line = wording(
      fr: "\(table.entity) : \(Quantity.count(Int64(table.rows))) fiches",
      en: "\(table.entity): \(Quantity.count(Int64(table.rows))) records")
    if table.rowsLost > 0 { line += wording(fr: ", \(table.rowsLost) lignes perdues", en: ", \(table.rowsLost) rows lost") }
    if table.damagedPages.count > 0 {
      line += wording(fr: ", pages endommagées \(table.damagedPages.text)", en: ", damaged pages \(table.damagedPages.text)")
    }
    if table.isRootLost { line += wording(fr: ", racine perdue", en: ", root lost") }
    Output.line(line)
  }
}
