import Ecosystem
import Engine
import Importing
import Localization

/// Prints the result of an import, or of its dry run.
struct ImportView {
  let isJSON: Bool
  let isDryRun: Bool

  func print(_ outcome: ImportOutcome) {
    if isJSON { return Output.json(.map(json(outcome))) }
    if outcome.wasFinished {
      Output.line(
        wording("grappe.import-view.import-was-complete-already"))
    }
    if let line = outcome.resumedAfterLine {
      Output.line(wording("grappe.import-view.continued-after-line", ["line": line]))
    }
    print(outcome.format)
    for column in outcome.columns { Output.line(ImportedColumnText(language).line(column)) }
    Output.line(counts(outcome))
    if outcome.conflicts > 0 { Output.line(wording("grappe.import-view.conflicts", ["count": outcome.conflicts])) }
    if outcome.withdrawn > 0, let source = outcome.source {
      Output.line(wording("grappe.import-view.withdrawn", ["count": outcome.withdrawn, "source": source]))
    }
    print(filed: outcome.filed, known: outcome.knownProposals)
    if isDryRun { printChanges(outcome) }
    printCreated(outcome)
    print(refused: outcome.refusedRows, outcome.refused, in: outcome.refusedFile.map { [$0] } ?? [])
  }

  /// Prints the lines that a plugin's importer refused; its return values are printed elsewhere.
  func print(_ outcome: PluginHost.ImporterOutcome) {
    if isJSON {
      for row in outcome.refusedRows { Output.errorLine(row.listed(in: language)) }
      return
    }
    print(outcome.format)
    for column in outcome.columns { Output.line(ImportedColumnText(language).line(column)) }
    if let changes = outcome.trial { ChangeView.print([], of: changes, isWhole: false) }
    print(filed: outcome.filed, known: outcome.knownProposals)
    print(refused: outcome.refusedRows, outcome.refused, in: outcome.refusedFiles)
  }

  /// Prints how many proposals were filed, of an import that proposes.
  private func print(filed: Int?, known: Int) {
    guard let filed else { return }
    Output.line(wording("grappe.import-view.filed", ["count": filed]))
    if known > 0 { Output.line(wording("grappe.import-view.known-proposals", ["count": known])) }
  }

  /// Returns `12 added, 3 updated, 0 unchanged.`, with further counts above zero.
  private func counts(_ outcome: ImportOutcome) -> String {
    var words = [
      wording("grappe.import-view.added", ["count": outcome.added]),
      wording("grappe.import-view.updated", ["count": outcome.updated]),
      wording("grappe.import-view.unchanged", ["count": outcome.unchanged]),
    ]
    if outcome.skipped > 0 { words.append(wording("grappe.import-view.skipped", ["count": outcome.skipped])) }
    if outcome.refused > 0 { words.append(wording("grappe.import-view.refused", ["count": outcome.refused])) }
    return words.joined(separator: ", ") + "."
  }

  /// Prints the format of the file, unless it is the usual one.
  private func print(_ format: ImportedFormat) {
    var words: [String] = []
    if let sheet = format.sheet {
      words.append(wording("grappe.import-view.sheet", ["sheet": sheet]))
      if format.headerRow > 1 { words.append(wording("grappe.import-view.header-row", ["row": format.headerRow])) }
    }
    if format.encoding != .utf8 {
      words.append(wording("grappe.import-view.encoding", ["label": format.encoding.label]))
    }
    if let name = format.delimiterName, name != "," { words.append(wording("grappe.import-view.delimiter", ["name": name])) }
    guard !words.isEmpty else { return }
    Output.line(wording("grappe.import-view.read") + words.joined(separator: ", ") + ".")
    if !format.otherSheets.isEmpty {
      let sheets = Typography(language).list(format.otherSheets.map(Typography(language).quoted))
      Output.line(wording("grappe.import-view.other-sheets", ["sheets": sheets]))
    }
  }

  /// Prints the records that were added since rows refer to them.
  private func printCreated(_ outcome: ImportOutcome) {
    guard outcome.createdCount > 0 else { return }
    Output.line(wording("grappe.import-view.created", ["count": outcome.createdCount]))
    for record in outcome.created {
      let entity = Schema.grappe.entity(record.entity)?.label[language] ?? record.entity
      Output.line(
        wording("grappe.import-view.created-line", ["line": record.line, "title": record.title, "entity": entity, "id": record.id]))
    }
    if outcome.createdCount > outcome.created.count {
      Output.line(wording("grappe.import-view.more", ["count": outcome.createdCount - outcome.created.count]))
    }
  }

  private func printChanges(_ outcome: ImportOutcome) {
    for change in outcome.changes {
      Output.line(wording("grappe.import-view.line", ["line": change.line, "name": change.name]))
      for field in change.fields { Output.line("    \(ImportView.text(field))") }
    }
    if outcome.updated > outcome.changes.count {
      let more = outcome.updated - outcome.changes.count
      Output.line(wording("grappe.import-view.more", ["count": more]))
    }
  }

  /// `city: "Namur" → "Liège"`.
  static func text(_ change: RowFieldChange) -> String {
    func shown(_ value: FieldValue) -> String { value.isNull ? "–" : String(value.json.prefix(120)) }
    return "\(change.field): \(shown(change.before)) → \(shown(change.after))"
  }

  private func print(refused rows: [RefusedRow], _ total: Int, in files: [String]) {
    guard total > 0 else { return }
    for row in rows { Output.line("  " + row.listed(in: language)) }
    if total > rows.count {
      Output.line(wording("grappe.import-view.more-2", ["count": total - rows.count]))
    }
    for file in files { Output.line(wording("grappe.import-view.refused-rows-correct-them", ["file": file])) }
  }

  private func json(_ outcome: ImportOutcome) -> ExactDictionary<FieldValue> {
    func count(_ value: Int) -> FieldValue { .integer(Int64(value)) }
    return [
      "added": count(outcome.added), "updated": count(outcome.updated), "unchanged": count(outcome.unchanged),
      "skipped": count(outcome.skipped), "refused": count(outcome.refused), "kept": .boolean(!isDryRun),
      "proposals_filed": outcome.filed.map(count) ?? .null, "proposals_known": count(outcome.knownProposals),
      "source": outcome.source.map(FieldValue.text) ?? .null, "conflicts": count(outcome.conflicts), "withdrawn": count(outcome.withdrawn),
      "encoding": .text(outcome.format.encoding.rawValue),
      "delimiter": outcome.format.delimiterName.map(FieldValue.text) ?? .null,
      "sheet": outcome.format.sheet.map(FieldValue.text) ?? .null,
      "header_row": outcome.format.sheet == nil ? .null : count(outcome.format.headerRow),
      "other_sheets": .list(outcome.format.otherSheets.map(FieldValue.text)),
      "columns": .list(outcome.columns.map(ImportView.json)),
      "refused_file": outcome.refusedFile.map(FieldValue.text) ?? .null,
      "refused_rows": .list(outcome.refusedRows.map(ImportView.json)),
      "created": .list(outcome.created.map(ImportView.json)), "created_count": count(outcome.createdCount),
      "changes": .list(outcome.changes.map(ImportView.json)), "was_finished": .boolean(outcome.wasFinished),
      "resumed_after_line": outcome.resumedAfterLine.map(count) ?? .null,
    ]
  }

  private static func json(_ column: ImportedColumn) -> FieldValue {
    let totals = column.totals.mapValues { $0.map(FieldValue.integer) ?? .null }
    return .map([
      "column": .text(column.header), "decimal": column.convention.decimalMark.map { .text($0.rawValue) } ?? .null,
      "dates": column.convention.dateOrder.map { .text($0.rawValue) } ?? .null,
      "example": column.example.map { .map(["text": .text($0.text), "value": $0.value]) } ?? .null,
      "amounts": .integer(Int64(column.amountCount)), "totals": .map(totals),
    ])
  }

  private static func json(_ record: CreatedRecord) -> FieldValue {
    .map(["line": .integer(Int64(record.line)), "entity": .text(record.entity), "id": .text(record.id), "title": .text(record.title)])
  }

  private static func json(_ row: RefusedRow) -> FieldValue {
    .map([
      "line": .integer(Int64(row.line)), "column": row.column.map(FieldValue.text) ?? .null, "reason": .text(row.reason),
      "sheet": row.sheet.map(FieldValue.text) ?? .null, "cell": row.cell.map(FieldValue.text) ?? .null,
    ])
  }

  private static func json(_ change: ImportedRowChange) -> FieldValue {
    let fields = change.fields.map { field in
      FieldValue.map(["field": .text(field.field), "before": field.before, "after": field.after])
    }
    return .map([
      "line": .integer(Int64(change.line)), "id": .text(change.id), "title": .text(change.title), "fields": .list(fields),
    ])
  }
}
