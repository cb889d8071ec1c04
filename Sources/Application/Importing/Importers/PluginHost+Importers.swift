import Ecosystem
import Engine
import Foundation
import HostAPI
import Lua
import Sandbox
import Scheduler
import Store

// Importers of plugins: a function reads the rows of files in one transaction, committed or rolled back as a whole, or in batches.

extension PluginHost {
  /// The return values of a plugin's importer, and the format of its file.
  public struct ImporterOutcome: Sendable {
    /// The return values.
    public var values: [FieldValue] = []
    /// Number of lines that are no rows, and the first of them.
    public var refused = 0
    public var refusedRows: [RefusedRow] = []
    /// The files with those lines: one, or one for each file of an archive that has some.
    public var refusedFiles: [String] = []
    public var format = ImportedFormat()
    /// Number of proposals that were filed; nil when the importer's records were written.
    public var filed: Int?
    /// Number of records whose proposal is pending or was rejected before.
    public var knownProposals = 0
    /// The rows that a dry run would have added, changed and deleted, by entity; nil for an import that is kept.
    public var trial: ChangeSummary?
    /// The columns whose types the importer declares, as far as their reading depends on a convention or they hold money.
    public var columns: [ImportedColumn] = []
  }

  /// Runs the importer `name` on the rows of a file or of an archive of files, in one transaction, committed when the importer
  /// returns, or in one for each batch of rows.
  ///
  /// - Parameters:
  ///   - name: the importer, such as `wallonia:bce`.
  ///   - parameters: the importer's parameters as text, by name.
  ///   - options: only the reading, `keepsGood` for lines that are no rows or have cells that do not fit a declared column,
  ///     `batchRows` and `isDryRun` apply; the importer interprets the rows.
  ///   - onProgress: called at intervals with the importer's progress.
  /// - Returns: the return values, and the format of the file.
  /// - Throws: `EngineError` for an unknown importer or a wrong parameter, and when the importer fails or is stopped;
  ///   `ImportError.formatUnknown`. Everything it wrote since the last batch is rolled back then.
  public func runImporter(
    _ name: String, file: ImportFile, parameters: ExactDictionary<ParameterWord>, options: ImportOptions,
    onProgress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> ImporterOutcome {
    let reading = ImporterReading(file, options, tell: onProgress, language: language)
    do {
      let result = try await journaled { try await runImporter(name, reading, parameters: parameters, journal: $0) }
      var outcome = reading.outcome(result.values)
      outcome.trial = result.trial
      if let counts = result.proposals { (outcome.filed, outcome.knownProposals) = (counts.filed, counts.known) }
      return outcome
    } catch {
      reading.discard()
      throw error
    }
  }

  private func runImporter(
    _ name: String, _ reading: ImporterReading, parameters: ExactDictionary<ParameterWord>, journal: InvocationJournal
  ) async throws -> ImporterResult {
    let (plugin, entry) = try await find(name, .importer, journal: journal)
    let importer = plugin.registrations.importers.first { $0.entry.id == entry.id }
    let source = try reading.source(accepting: formats(for: plugin, entry), columns: importer?.columns ?? [:])
    let transaction = try await beginWriting(.importer, plugin.name, name: entry.id, for: .admin)
    let batches = ImportBatches(transaction, of: plugin, entry: entry.id, rows: reading.options.batchRows, host: self)
    let context = context(of: plugin, in: transaction, reopening: { batches.transaction })
    context.importSource = source
    if reading.options.batchRows != nil, !reading.options.isDryRun { source.batches = batches }
    let arguments = try arguments(name, entry, words: parameters, in: transaction, context: context)
    let call = InvocationRunner.Call(
      importer: name, entry: entry, of: plugin, body: .importer, arguments: [.function(entry.run), arguments])
    context.validator = RecordValidators(self, transaction, journal: journal, limits: call.limits) { batches.transaction }
    if reading.options.isDryRun {
      let owner = reading.options.proposes ? plugin.name : nil
      return try await dryRun(call, context, in: transaction, journal: journal, proposedBy: owner)
    }
    if source.batches != nil {
      return ImporterResult(values: try await runInBatches(call, context, batches: batches, reading: reading, journal: journal))
    }
    let mark = reading.options.proposes ? try transaction.proposals.mark() : nil
    var counts: ImportProposals.Counts?
    let values = try await runner.runWhole(call, context, in: transaction, journal: journal, reading: FieldValue.returned) { transaction in
      try reading.finish()
      guard let mark else { return }
      let proposals = ImportProposals(kind: "importer", owner: plugin.name, name: entry.id, now: context.now)
      counts = try proposals.file(since: mark, in: transaction, now: context.now)
    }
    return ImporterResult(values: values, proposals: counts)
  }

  /// The return values of an importer, and the counts of proposals or of a dry run.
  private struct ImporterResult {
    var values: [FieldValue]
    var proposals: ImportProposals.Counts?
    var trial: ChangeSummary?
  }

  /// Runs an importer whose transaction is committed after each batch of rows. An error rolls the present batch back.
  private func runInBatches(
    _ call: InvocationRunner.Call, _ context: HostContext, batches: ImportBatches, reading: ImporterReading,
    journal: InvocationJournal
  ) async throws -> [FieldValue] {
    do {
      let values = try FieldValue.returned(try await runner.run(call, context, journal: journal))
      context.finish()
      try reading.finish()
      try journal.write(into: batches.transaction)
      try batches.transaction.commit()
      journal.clear()
      return values
    } catch {
      context.finish()
      batches.transaction.rollback()
      throw error
    }
  }

  /// The formats that an importer reads.
  private func formats(for plugin: LoadedPlugin, _ entry: Registrations.Entry) -> [ImportRows.Format] {
    let importer = plugin.registrations.importers.first { $0.entry.id == entry.id }
    return ImportRows.Format.allCases.filter { format in
      [format, format.rowsLike].contains { importer?.accepts.contains($0.mediaType) ?? false }
    }
  }

  /// Runs an importer and rolls everything back.
  /// - Parameter owner: the plugin whose proposals are counted; nil for records that are written.
  private func dryRun(
    _ call: InvocationRunner.Call, _ context: HostContext, in transaction: StoreTransaction, journal: InvocationJournal,
    proposedBy owner: String?
  ) async throws -> ImporterResult {
    defer {
      context.finish()
      transaction.rollback()
    }
    let mark = owner == nil ? nil : try transaction.proposals.mark()
    let values = try FieldValue.returned(try await runner.run(call, context, journal: journal))
    try transaction.validate()
    guard let mark, let owner else { return ImporterResult(values: values, trial: try transaction.journal.openChanges()) }
    let proposals = ImportProposals(kind: "importer", owner: owner, name: call.name, now: context.now)
    return ImporterResult(values: values, proposals: try proposals.file(since: mark, in: transaction, now: context.now))
  }
}
