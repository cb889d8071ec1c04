import ArgumentParser
import CSV
import Ecosystem
import Engine
import Foundation
import Importing
import Localization

/// `grappe export`: writes the records of an entity.
struct ExportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: wording("grappe.export.exports-records-entity"),
      discussion: example("grappe export actor --audience public --filter '{ city = \"Namur\" }' -o actors.csv"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var readers: ScopeOptions

  @Argument(
    help: ArgumentHelp(wording("grappe.export.entity-such-actor"), valueName: "entity"))
  var entity: String

  @Option(help: ArgumentHelp(wording("grappe.export.csv-json-jsonl"), valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp(wording("grappe.export.filter-lua-table"), valueName: "lua"))
  var filter: String?

  @Option(help: ArgumentHelp(wording("grappe.export.purpose"), valueName: "purpose"))
  var purpose: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.export.csv-file-without-rows")))
  var template = false

  @Option(
    help: ArgumentHelp(
      wording("grappe.export.what-separates-fields-csv"),
      valueName: "sign"))
  var delimiter: String?

  @Flag(help: ArgumentHelp(wording("grappe.export.excel")))
  var excel = false

  @Flag(help: ArgumentHelp(wording("grappe.export.guard-formulas")))
  var guardFormulas = false

  @Option(help: ArgumentHelp(wording("grappe.export.columns"), valueName: "a,b"))
  var columns: String?

  @Flag(help: ArgumentHelp(wording("grappe.export.no-bookkeeping")))
  var noBookkeeping = false

  @Flag(help: ArgumentHelp(wording("grappe.export.labels")))
  var labels = false

  @Flag(help: ArgumentHelp(wording("grappe.export.sessions")))
  var sessions = false

  @Option(help: ArgumentHelp(wording("grappe.export.licence"), valueName: "licence"))
  var licence: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(wording("grappe.export.write-file-standard-output"), valueName: "file"))
  var output: String?

  mutating func run() async throws {
    let host = try options.openHost()
    if let feed = format.flatMap(FeedFormat.init(rawValue:)), !template { return try await write(feed, host) }
    if sessions { throw ValidationError(wording("grappe.export.sessions-ics")) }
    if licence != nil { throw ValidationError(wording("grappe.export.licence-feeds")) }
    let format = template ? .csv : try chosenFormat()
    let chosen = try exportOptions(format)
    let export = RecordExport(host: host, entity: entity, format: format, options: chosen, for: readers.scope)
    let filter = try await filterValue(host)
    let sink = try OutputFile(path: output, protecting: host.workspace.directory)
    var isPersonal = false
    do {
      if template { try sink.write(export.template()) } else { isPersonal = try write(export, filter, to: sink) }
    } catch {
      sink.discard()
      throw error
    }
    try sink.close()
    readers.notePersonalData(isPersonal)
  }

  /// Writes a format that programs of others read, and says on standard error how many records it has no form for.
  private func write(_ format: FeedFormat, _ host: PluginHost) async throws {
    if excel { throw ValidationError(wording("grappe.export.excel-csv")) }
    if sessions, format != .ics || entity != "event" { throw ValidationError(wording("grappe.export.sessions-ics")) }
    var chosen = FeedExport.Options()
    (chosen.hasSessions, chosen.licence, chosen.audience, chosen.purpose) = (sessions, licence, readers.scope, purpose)
    let export = FeedExport(host: host, entity: entity, format: format, options: chosen)
    let filter = try await filterValue(host)
    let sink = try OutputFile(path: output, protecting: host.workspace.directory)
    let outcome: FeedExport.Outcome
    var check = PersonalDataCheck(host, for: readers.scope)
    do {
      outcome = try export.run(filter: filter) { text in
        try check.read(text)
        try sink.write(text)
      }
    } catch {
      sink.discard()
      throw error
    }
    try sink.close()
    readers.notePersonalData(try check.isPersonal())
    if outcome.leftOut > 0 {
      Output.errorLine(wording("grappe.export.left-out", ["count": outcome.leftOut, "format": format.rawValue]))
    }
  }

  private func exportOptions(_ format: RecordExport.Format) throws -> RecordExport.Options {
    if excel, format != .csv { throw ValidationError(wording("grappe.export.excel-csv")) }
    var chosen = RecordExport.Options()
    chosen.style = excel ? .excel(language) : CSVStyle()
    if let sign = try DelimiterArgument.sign(delimiter) { chosen.style.delimiter = sign }
    if guardFormulas { chosen.style.guardsFormulas = true }
    chosen.columns = columns.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty } }
    (chosen.leavesOutBookkeeping, chosen.hasLabels) = (noBookkeeping, labels)
    return chosen
  }

  /// Writes the records, and on standard error how many were left out for lack of consent.
  /// - Returns: whether personal data was written.
  private func write(_ export: RecordExport, _ filter: FieldValue, to sink: OutputFile) throws -> Bool {
    let outcome = try export.run(filter: filter, purpose: purpose) { try sink.write($0) }
    if outcome.leftOut > 0, let purpose {
      Output.errorLine(wording("grappe.export.without-consent", ["count": outcome.leftOut, "purpose": purpose]))
    }
    return outcome.isPersonal
  }

  private func chosenFormat() throws -> RecordExport.Format {
    let name = format ?? (options.json ? "json" : "csv")
    guard let chosen = RecordExport.Format(rawValue: name) else {
      throw ValidationError(
        wording(
          "grappe.export.format-csv-json-jsonl", ["name": name]))
    }
    return chosen
  }

  /// Evaluates the filter, which is Lua, in the sandbox.
  private func filterValue(_ host: PluginHost) async throws -> FieldValue {
    guard let filter else { return .map([:]) }
    return try await host.evaluate("return " + filter, limits: ScriptLimits(), isWriting: false, for: readers.scope).first ?? .map([:])
  }
}
