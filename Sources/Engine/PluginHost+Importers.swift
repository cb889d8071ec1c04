import Ecosystem
import Foundation
import HostAPI
import Lua
import Sandbox
import Scheduler
import Store

// Importers of plugins: a file's rows handed to a function, whole or not at all.

extension PluginHost {
  /// Hands the rows of a file to the importer `name`, in one transaction, committed when the importer returns.
  ///
  /// - Parameters:
  ///   - name: such as `wallonia:bce`.
  ///   - file: the path as people wrote it; its extension says the format.
  ///   - parameters: the importer's parameters as people write them, by name.
  ///   - isDryRun: whether everything is tried and nothing kept.
  /// - Returns: the values it returned.
  /// - Throws: `EngineError` for an unknown importer, a format it does not read, a wrong parameter, and when it fails or is
  ///   stopped; nothing it wrote stays then.
  public func runImporter(
    _ name: String, file: String, bytes: [UInt8], parameters: [String: String], isDryRun: Bool
  ) async throws -> [FieldValue] {
    try await journaled { try await runImporter(name, file, bytes, parameters, isDryRun, $0) }
  }

  private func runImporter(
    _ name: String, _ file: String, _ bytes: [UInt8], _ parameters: [String: String], _ isDryRun: Bool,
    _ journal: InvocationJournal
  ) async throws -> [FieldValue] {
    let (plugin, entry) = try await find(name, .importer, journal)
    let rows = try ImportRows(bytes, try format(of: file, for: plugin, entry))
    let transaction = try await beginWriting(.importer, plugin.name, entry.id)
    let context = context(of: plugin, in: transaction)
    context.importRows = rows
    let arguments = try arguments(name, entry, parameters, transaction, context)
    let call = InvocationRunner.Call(
      kind: .importer, place: name, name: entry.id, sandbox: plugin.sandbox, body: Self.importRunner,
      arguments: [.function(entry.run), arguments], limits: plugin.bundle.manifest.limits(.job), priority: .job)
    let values =
      isDryRun
      ? try await tryOut(call, context, in: transaction, journal)
      : try await runner.runWhole(call, context, in: transaction, journal)
    return try values.map { try FieldValue(returned: $0) }
  }

  /// The chunk that hands an importer's `run` the rows and its parameters.
  private static let importRunner = LuaBody.chunk(
    source: Array("local run, params = ... return run(grappe.rows(), params)".utf8), name: "grappe/import")

  private func format(
    of file: String, for plugin: LoadedPlugin, _ entry: Registrations.Entry
  ) throws -> ImportRows.Format {
    let importer = plugin.registrations.importers.first { $0.entry.id == entry.id }
    let readable = ImportRows.Format.allCases.filter { importer?.accepts.contains($0.mediaType) ?? false }
    let ending = URL(filePath: file).pathExtension.lowercased()
    let format: ImportRows.Format? =
      switch ending {
      case "csv", "tsv", "txt": .csv
      case "jsonl", "ndjson": .jsonl
      default: nil
      }
    guard let format, readable.contains(format) else {
      throw EngineError.formatUnknown(file: file, known: readable.map(\.rawValue))
    }
    return format
  }

  private func tryOut(
    _ call: InvocationRunner.Call, _ context: HostContext, in transaction: StoreTransaction, _ journal: InvocationJournal
  ) async throws -> [LuaValue] {
    defer {
      context.finish()
      transaction.rollback()
    }
    let values = try await runner.run(call, context, journal)
    try transaction.validate()
    return values
  }
}
