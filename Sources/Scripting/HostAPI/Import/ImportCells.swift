import Calendar
import Cells
import Ecosystem

/// The cells of the columns whose types an importer declares: they come as values, read by the conventions of their column, which are
/// decided from all its cells before the importer gets the first row.
///
/// Headers are compared without letter case, accents and punctuation. An amount of money is a table of cents and currency, EUR where
/// neither the cell nor the file names one.
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
        if let text = value.textValue { surveys[column]?.survey.take(text, line: row.line) }
      }
    }
    (conventions, readers) = try Self.decided(surveys, wishes, isMachineMade: rows.delimiter == UInt8(ascii: ","))
    zone = wishes.zone
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
  /// - Throws: `Refusal` for a cell that does not fit.
  func values(of texts: ExactDictionary<FieldValue>, line: Int) throws(Refusal) -> ExactDictionary<FieldValue> {
    var values = texts
    for (column, reader) in readers {
      guard let text = texts[column]?.textValue else { continue }
      if RawCell.isBlank(text) {
        values[column] = nil
        continue
      }
      do throws(CellProblem) {
        let value = Self.withCurrency(try reader.value(text, column: column, zone: zone))
        onCell(column, text, value)
        values[column] = value
      } catch { throw Refusal(line: line, problem: error) }
    }
    return values
  }

  private static func withCurrency(_ value: FieldValue) -> FieldValue {
    guard case .map(var money) = value, money["amount"] != nil, money["currency"] == nil else { return value }
    money["currency"] = .text(currencyDefault)
    return .map(money)
  }
}
