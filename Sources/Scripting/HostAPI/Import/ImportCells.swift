import Calendar
import Cells
import Ecosystem

/// The cells of the columns whose types an importer declares: they come as values, read by the conventions of their column, which are
/// decided from all its cells before the importer gets the first row.
///
/// Headers are compared without letter case, accents and punctuation. Cells of spreadsheets that store numbers and dates have the stored
/// value. An amount of money is a table of cents and currency: that of the cell, else that of a column `Currency` of its row, else EUR.
public struct ImportCells {
  /// The conventions that a person stated.
  public struct Wishes: Sendable {
    public var decimalMark: DecimalMark?
    public var dateOrder: DateOrder?
    /// The clock of local times.
    public var zone: WallClock?

    public init(decimalMark: DecimalMark? = nil, dateOrder: DateOrder? = nil, zone: WallClock? = nil) {
      (self.decimalMark, self.dateOrder, self.zone) = (decimalMark, dateOrder, zone)
    }
  }

  /// Columns whose convention cannot be decided from their cells.
  public struct Unclear: Error {
    public var columns: [(name: String, problem: ConventionProblem)]
  }

  /// A cell that does not fit its column.
  struct Refusal: Error {
    var line: Int
    var problem: CellProblem
  }

  /// The types that an importer may declare, by their notation.
  static let types = ["number", "integer", "boolean", "date", "instant", "money", "url"]

  private let readers: ExactDictionary<CellReader>
  /// The conventions of the declared columns that the file has, by their header.
  public let conventions: ExactDictionary<ColumnConvention>
  private let zone: WallClock?
  /// The column with the currency of all amounts of a row; nil for a file without one.
  private let currencyColumn: String?
  /// Called with the column, the text and the value of each cell that is read; does nothing by default.
  public var onCell: (String, String, FieldValue) -> Void = { _, _, _ in }

  /// The currency of amounts in a file that names none.
  private static let currencyDefault = "EUR"

  /// Decides the conventions.
  ///
  /// - Parameters:
  ///   - declared: the types by header.
  ///   - rows: the rows of the file, which are read to their end.
  /// - Throws: `Unclear` with all columns that cannot be decided; the errors of the rows that are not set aside.
  public init(_ declared: ExactDictionary<FieldType>, surveying rows: ImportRows, wishes: Wishes = Wishes()) throws {
    let types = ExactDictionary(declared.map { (Folding.words($0.key), $0.value) }) { first, _ in first }
    var surveys: ExactDictionary<(content: CellContent, survey: ColumnSurvey)> = [:]
    for column in rows.columns {
      guard let type = types[Folding.words(column)] else { continue }
      let content = type == .money ? CellContent.amount : .value(type)
      surveys[column] = (content, ColumnSurvey(content))
    }
    while let row = try rows.next() {
      for (column, value) in row.values.mapValue ?? [:] {
        if row.stored[column] == nil, let text = value.textValue { surveys[column]?.survey.take(text, line: row.line) }
      }
    }
    (conventions, readers) = try Self.decided(surveys, wishes, isMachineMade: rows.delimiter == UInt8(ascii: ","))
    zone = wishes.zone
    currencyColumn = rows.columns.first { CurrencyHeader.words.contains(Folding.words($0)) }
  }

  private static func decided(
    _ surveys: ExactDictionary<(content: CellContent, survey: ColumnSurvey)>, _ wishes: Wishes, isMachineMade: Bool
  ) throws -> (ExactDictionary<ColumnConvention>, ExactDictionary<CellReader>) {
    var (conventions, readers): (ExactDictionary<ColumnConvention>, ExactDictionary<CellReader>) = ([:], [:])
    var unclear: [(name: String, problem: ConventionProblem)] = []
    for (column, entry) in surveys.sortedByKey {
      do throws(ConventionProblem) {
        let convention = try entry.survey.convention(
          decimalMark: wishes.decimalMark, dateOrder: wishes.dateOrder, isMachineMade: isMachineMade)
        conventions[column] = convention
        readers[column] = CellReader(entry.content, convention)
      } catch { unclear.append((column, error)) }
    }
    if !unclear.isEmpty { throw Unclear(columns: unclear) }
    return (conventions, readers)
  }

  /// Replaces the texts of a row in the declared columns by their values; blank cells are left out.
  /// - Parameter row: the row with the texts.
  /// - Throws: `Refusal` for a cell that does not fit.
  func values(of texts: ExactDictionary<FieldValue>, _ row: ImportRows.Row) throws(Refusal) -> ExactDictionary<FieldValue> {
    var values = texts
    let currency = currencyColumn.flatMap { texts[$0]?.textValue }
    for (column, reader) in readers {
      guard let text = texts[column]?.textValue else { continue }
      if RawCell.isBlank(text) {
        values[column] = nil
        continue
      }
      do throws(CellProblem) {
        let value = try withCurrency(
          try self.value(text, stored: row.stored[column], column: column, reader), of: currency, cell: text, in: column)
        onCell(column, text, value)
        values[column] = value
      } catch { throw Refusal(line: row.line, problem: error) }
    }
    return values
  }

  private func value(
    _ text: String, stored: StoredCell?, column: String, _ reader: CellReader
  ) throws(CellProblem) -> FieldValue {
    guard let stored else { return try reader.value(text, column: column, zone: zone) }
    return try reader.value(stored: stored, column: column, zone: zone)
  }

  /// Returns an amount of money with its currency; another value as it is.
  /// - Throws: `CellProblem` for an amount in another currency than that of its row.
  private func withCurrency(
    _ value: FieldValue, of written: String?, cell text: String, in column: String
  ) throws(CellProblem) -> FieldValue {
    guard case .map(var money) = value, money["amount"] != nil else { return value }
    var named: FieldValue?
    if let written, !RawCell.isBlank(written) { named = try CellReader(.currency).value(written, column: currencyColumn ?? "") }
    if let own = money["currency"], let named, own != named {
      throw CellProblem(column: column, found: text, wanted: .sameCurrency(named.textValue ?? ""))
    }
    money["currency"] = money["currency"] ?? named ?? .text(Self.currencyDefault)
    return .map(money)
  }
}
