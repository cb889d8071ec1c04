import Calendar
import Ecosystem

/// Reads the texts of one column's cells as values, by the convention of the column.
///
///     let reader = CellReader(.value(.anyNumber), ColumnConvention(decimalMark: .comma))
///     try reader.value("1.250,5", column: "Capacité")   // 1250.5
///
/// An amount of money is a map with the cents in `amount`, and `currency` where the cell names it; values of other types are as the
/// model keeps them. Whether a value is allowed is for the model to check.
public struct CellReader: Sendable {
  private let content: CellContent
  private let convention: ColumnConvention

  public init(_ content: CellContent, _ convention: ColumnConvention = ColumnConvention()) {
    self.content = content
    self.convention = convention
  }

  /// Reads a cell that is not empty.
  ///
  /// - Parameters:
  ///   - column: the header, for the error.
  ///   - zone: the clock of local times without an offset.
  /// - Throws: `CellProblem` when the text does not fit.
  public func value(_ text: String, column: String, zone: WallClock? = nil) throws(CellProblem) -> FieldValue {
    do throws(CellProblem.Wanted) {
      switch content {
      case .value(let type): return try value(text, type, zone: zone)
      case .momentOrDay: return try instant(RawCell.trimmed(text), zone, orDay: true)
      case .amount: return try money(text) { NumberText.hundredths($0, $1) }
      case .cents: return try money(text) { NumberText.integer($0, $1) }
      case .currency:
        guard let code = MoneyText.currency(named: RawCell.trimmed(text)) else { throw CellProblem.Wanted.currency }
        return .text(code)
      }
    } catch { throw CellProblem(column: column, found: text, wanted: error) }
  }

  /// Reads a cell whose type the file stores, without the convention of the column.
  ///
  /// - Parameters:
  ///   - column: the header, for the error.
  ///   - zone: the clock of local times without an offset.
  /// - Throws: `CellProblem` when the value does not fit, or the cell holds the error of a formula.
  public func value(stored cell: StoredCell, column: String, zone: WallClock? = nil) throws(CellProblem) -> FieldValue {
    switch cell.failure {
    case .error: throw CellProblem(column: column, found: cell.text, wanted: .formulaValue)
    case .formulaWithoutValue: throw CellProblem(column: column, found: cell.text, wanted: .storedFormulaValue)
    case nil: break
    }
    let reader = CellReader(content)
    switch content {
    case .value(.number): if let number = cell.number { return .number(number) }
    case .value(.date), .value(.instant), .momentOrDay:
      if let date = cell.serialDate { return try reader.value(date, column: column, zone: zone) }
    case .amount, .cents:
      let amount = cell.plain + (cell.currency.map { " " + $0 } ?? "")
      return try reader.value(amount, column: column, zone: zone)
    case .value(.integer), .value(.boolean), .value(.json): return try reader.value(cell.plain, column: column, zone: zone)
    case .value, .currency: break
    }
    return try reader.value(cell.text, column: column, zone: zone)
  }

  private var mark: DecimalMark { convention.decimalMark ?? .point }

  private func value(_ text: String, _ type: FieldType, zone: WallClock?) throws(CellProblem.Wanted) -> FieldValue {
    switch type {
    case .integer:
      guard let integer = Int64(text) ?? NumberText.integer(text, mark) else { throw .wholeNumber(convention.decimalMark) }
      return .integer(integer)
    case .number:
      guard let number = WrittenDecimal(text, mark: mark)?.number else { throw .number(convention.decimalMark) }
      return .number(number)
    case .boolean:
      guard let flag = Self.truths[Folding.fold(RawCell.trimmed(text))] else { throw .truth }
      return .boolean(flag)
    case .date: return try date(RawCell.trimmed(text))
    case .instant: return try instant(RawCell.trimmed(text), zone)
    case .list(let element):
      var elements: [FieldValue] = []
      for part in RawCell.elements(text) { elements.append(try value(part, element, zone: zone)) }
      return .list(elements)
    case .json:
      do { return try FieldValue(json: text) } catch { throw .json(error) }
    case .url: return .text(RawCell.url(RawCell.trimmed(text)))
    case .text, .longText, .localizedText, .money: return .text(text)
    case .choice, .concept, .reference: return .text(RawCell.trimmed(text))
    }
  }

  private static let truths = [
    "true": true, "vrai": true, "oui": true, "yes": true, "wahr": true, "ja": true, "1": true,
    "false": false, "faux": false, "non": false, "no": false, "falsch": false, "nein": false, "0": false,
  ]

  private func money(_ text: String, _ read: (String, DecimalMark) -> Int64?) throws(CellProblem.Wanted) -> FieldValue {
    guard let money = MoneyText(text), let cents = read(money.digits, mark) else { throw .amount(convention.decimalMark) }
    var members: ExactDictionary<FieldValue> = ["amount": .integer(cents)]
    members["currency"] = money.currency.map(FieldValue.text)
    return .map(members)
  }

  private func date(_ text: String) throws(CellProblem.Wanted) -> FieldValue {
    guard let dates = DateText.datesAtMidnight(text),
      let date = convention.dateOrder.map({ dates[$0] }) ?? dates.dmy ?? dates.mdy
    else { throw .date(convention.dateOrder) }
    return .text(date)
  }

  private func instant(_ text: String, _ zone: WallClock?, orDay: Bool = false) throws(CellProblem.Wanted) -> FieldValue {
    if Instant(text) != nil { return .text(text) }
    guard let moment = try InstantText(text, orDay: orDay)?.moment(convention.dateOrder, zone: zone) else {
      throw .instant(convention.dateOrder)
    }
    return .text(moment)
  }
}
