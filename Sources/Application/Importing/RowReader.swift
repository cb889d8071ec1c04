import CSV
import Calendar
import Cells
import Ecosystem
import Identifiers
import Localization
import Sheets

/// The vocabularies and schemes that give the cells of a file their meaning.
struct RowContext {
  var schemes: IdentifierSchemes = .builtIn
  /// Nil to leave words as they are.
  var words: VocabularyWords?
  /// The lookups of a feed.
  var feed = FeedRows.Context()
}

/// Reads the cells of a row of CSV or of a sheet as fields of a record.
struct RowReader {
  /// A column that is read.
  private struct Column {
    var index: Int
    var header: String
    var target: ColumnMatch.Target
    var reader: CellReader
    /// Whether the summary of an import tells its conventions.
    var hasConvention: Bool

    func value(_ text: String, stored: StoredCell?, zone: WallClock?) throws(CellProblem) -> FieldValue {
      if let stored { return try reader.value(stored: stored, column: header, zone: zone) }
      return try reader.value(text, column: header, zone: zone)
    }
  }

  /// The values read from one row so far.
  private struct Values {
    var fields: ExactDictionary<FieldValue> = [:]
    var numbers: [RegisterNumber] = []
    /// The currency of amounts that have none of their own.
    var currency: FieldValue?
    /// The positions of the columns with an amount of money.
    var amounts: [Int] = []
    /// The clock of local times.
    var zone: WallClock?
  }

  private let columns: [Column]
  private let schemes: IdentifierSchemes
  private let language: Language
  /// The fields that have a column with their currency.
  private let currencyFields: Set<ExactString>
  /// The field with the time zone of a record.
  private let zoneField: String?
  private let zone: WallClock?
  /// The cells of the columns after those of the file.
  private let constants: [String]
  /// The header of each field's first column.
  private let headers: ExactDictionary<String>
  private var words: VocabularyWords?
  /// The sheet that the rows come from, for the names of its cells.
  var sheet: SheetTable?
  /// The summary of each column, in the order of `columns`.
  private var summaries: [ImportedColumn]

  /// The currency of amounts in a file that names none.
  private static let currencyDefault = "EUR"

  /// The columns whose convention cannot be decided; they are not read.
  let unclear: [ImportError.UnclearColumn]

  /// - Throws: as `FileConventions.decide`.
  init(
    _ match: ColumnMatch, of file: ImportFile, context: RowContext, reading: ImportReading, language: Language,
    isStopped: () -> Bool
  ) throws {
    let header = match.header
    let wanted = match.targets.enumerated().filter { $1.isRead }
    let contents = wanted.map { FileConventions.Column(index: $0, header: header[$0], content: $1.content) }
    let decisions = try FileConventions.decide(contents, match, of: file, reading: reading, isStopped: isStopped)
    let read = zip(wanted, decisions).compactMap { column, decision in (try? decision.get()).map { (column, $0) } }
    unclear = zip(wanted, decisions).compactMap { column, decision in
      if case .failure(let problem) = decision { ImportError.UnclearColumn(name: header[column.offset], problem: problem) } else { nil }
    }
    columns = read.map { column, convention in
      Column(
        index: column.offset, header: header[column.offset], target: column.element,
        reader: CellReader(column.element.content, convention), hasConvention: convention != ColumnConvention())
    }
    summaries = zip(columns, read).map { ImportedColumn(header: $0.header, convention: $1.1) }
    (schemes, words) = (context.schemes, context.words)
    (self.language, zone, constants) = (language, reading.zone, match.constants)
    headers = ExactDictionary(columns.compactMap { column in column.target.fieldID.map { ($0, column.header) } }) { first, _ in first }
    currencyFields = Set(columns.filter { $0.target.content == .currency }.compactMap { $0.target.fieldID.map { ExactString($0) } })
    zoneField = match.entity.fields.first { $0.format == .timeZone }?.id
  }

  /// Returns the header of the column that maps to a field; without one the field's own name.
  func header(of field: String) -> String { headers[field] ?? field }

  /// Returns the name of a column's cell in a row of a sheet, such as `C12`; nil in other files.
  func cellName(_ header: String, line: Int) -> String? {
    guard let sheet, let column = sheet.columns.firstIndex(where: { $0.isExactly(header) }) else { return nil }
    return sheet.cellName(column: column, row: line)
  }

  /// The columns that the summary names, over the rows read so far.
  var shownColumns: [ImportedColumn] { summaries.filter(\.isShown) }

  /// Reads the cells of a row; the constants follow them.
  ///
  /// - Parameter stored: the cells whose type the file stores, by column; empty for CSV.
  mutating func read(_ fileCells: [String], stored: [StoredCell?] = [], line: Int) -> ImportedRow {
    let cells = fileCells + constants
    var values = Values(zone: clock(of: cells))
    var faults: [RowFault] = []
    for position in columns.indices {
      let index = columns[position].index
      let (text, cell) = (FormulaGuard.unguarded(cells[index]), index < stored.count ? stored[index] : nil)
      if cell?.failure == nil, RawCell.isBlank(text) { continue }
      do throws(CellProblem) { try take(text, position, stored: cell, values: &values) } catch {
        faults.append(fault(columns[position].target.isPersonal ? error.withheld : error, position))
      }
    }
    for position in values.amounts {
      do throws(CellProblem) { try addCurrency(cells, position, values: &values) } catch { faults.append(fault(error, position)) }
    }
    for field in currencyFields where values.fields[field.string]?.mapValue?["amount"] == nil { values.fields[field.string] = nil }
    var result = ImportedRow(line: line, fields: .success(values.fields), numbers: values.numbers, cells: fileCells)
    if !faults.isEmpty {
      for fault in faults { fault.field.map { values.fields[$0] = nil } }
      (result.faults, result.otherFields) = (faults, values.fields)
      result.fields = .failure(RefusedRow(line: line, faults, language: language) { cellName($0, line: line) })
    }
    return result
  }

  private func fault(_ problem: CellProblem, _ position: Int) -> RowFault {
    RowFault(field: columns[position].target.fieldID, column: problem.column, reason: problem.reason(in: language))
  }

  // MARK: Cells

  private mutating func take(
    _ text: String, _ position: Int, stored: StoredCell?, values: inout Values
  ) throws(CellProblem) {
    let column = columns[position]
    switch column.target {
    case .field(let target):
      var value = try column.value(text, stored: stored, zone: values.zone)
      do throws(CellProblem.Wanted) { value = try words?.resolve(value, of: target.field) ?? value } catch {
        throw CellProblem(column: column.header, found: text, wanted: error)
      }
      value = target.field.normal(value)
      if column.hasConvention, stored == nil, target.part == nil, Self.showsConvention(text) { summaries[position].note(text, value) }
      try take(value, text, target: target, position: position, values: &values)
    case .number(let scheme): try takeNumber(text, scheme: scheme, column.header, values: &values)
    case .vatNumber:
      guard let scheme = IdentifierSchemes.vatScheme(of: text) else {
        throw CellProblem(column: column.header, found: text, wanted: .identifier(IdentifierSchemes.vatWanted))
      }
      try takeNumber(text, scheme: scheme, column.header, values: &values)
    case .rowCurrency: values.currency = try column.value(text, stored: stored, zone: nil)
    case .ignored: break
    }
  }

  private func takeNumber(_ text: String, scheme: String, _ header: String, values: inout Values) throws(CellProblem) {
    guard let value = schemes.canonical(text, scheme: scheme) else {
      throw CellProblem(column: header, found: text, wanted: .identifier(schemes.wanted(scheme: scheme)))
    }
    let number = RegisterNumber(scheme: scheme, value: value)
    // A number may stand in two columns: that of the register, and that of VAT.
    if !values.numbers.contains(number) { values.numbers.append(number) }
  }

  /// Whether a cell is a good example of a convention: it has a mark or several parts, and is no date of ISO 8601.
  private static func showsConvention(_ text: String) -> Bool {
    let begin = Array(text.utf8.prefix(5))
    if begin.count == 5, begin[4] == UInt8(ascii: "-"), begin.prefix(4).allSatisfy({ (0x30...0x39).contains($0) }) { return false }
    return text.utf8.contains { [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "-")].contains($0) }
  }

  private func take(
    _ value: FieldValue, _ text: String, target: RecordColumns.Column, position: Int, values: inout Values
  ) throws(CellProblem) {
    let id = target.field.id
    guard let part = target.part else {
      values.fields[id] = value
      if case .instant = target.field.type { addZone(&values) }
      return
    }
    var members = values.fields[id]?.mapValue ?? [:]
    switch target.content {
    case .amount, .cents:
      values.amounts.append(position)
      try Self.join(value.mapValue ?? [:], to: &members, header: columns[position].header, text: text)
    case .currency: try Self.join(["currency": value], to: &members, header: columns[position].header, text: text)
    case .value, .momentOrDay:
      if part == RecordColumns.otherLanguages, case .map(let others) = value {
        members.merge(others) { _, other in other }
      } else {
        members[part] = value
      }
    }
    values.fields[id] = .map(members)
  }

  // MARK: Money

  /// Adds a part of an amount of money to the other one.
  /// - Throws: `CellProblem` when both name different currencies.
  private static func join(
    _ part: ExactDictionary<FieldValue>, to members: inout ExactDictionary<FieldValue>, header: String, text: String
  ) throws(CellProblem) {
    if let currency = members["currency"], let other = part["currency"], currency != other {
      throw CellProblem(column: header, found: text, wanted: .sameCurrency(currency.textValue ?? ""))
    }
    members.merge(part) { _, new in new }
  }

  /// Adds the currency to an amount that has none, and counts the amount.
  private mutating func addCurrency(_ cells: [String], _ position: Int, values: inout Values) throws(CellProblem) {
    let column = columns[position]
    guard let id = column.target.fieldID, var members = values.fields[id]?.mapValue else { return }
    let text = cells[column.index]
    if members["currency"] == nil {
      let isNamedElsewhere = currencyFields.contains(ExactString(id)) || columns.contains { $0.target.isRowCurrency }
      if values.currency == nil, isNamedElsewhere { throw CellProblem(column: column.header, found: text, wanted: .currency) }
      members["currency"] = values.currency ?? .text(Self.currencyDefault)
    } else if let currency = values.currency {
      try Self.join(["currency": currency], to: &members, header: column.header, text: text)
    }
    values.fields[id] = .map(members)
    summaries[position].add(text, .map(members))
  }

  // MARK: Time zones

  /// Returns the clock of the row's time zone; the one given as an option in a row that names none.
  private func clock(of cells: [String]) -> WallClock? {
    guard let zoneField, let column = columns.first(where: { $0.target.fieldID?.isExactly(zoneField) == true }) else { return zone }
    let name = RawCell.trimmed(cells[column.index])
    return name.isEmpty ? zone : WallClock(zone: name)
  }

  /// Names the zone given as an option in a record with a time, unless the row names another.
  private func addZone(_ values: inout Values) {
    if let zoneField, values.fields[zoneField] == nil, let zone = values.zone { values.fields[zoneField] = .text(zone.zone) }
  }
}
