import Calendar
import Cells
import Ecosystem
import Encodings
import Feeds

/// The texts of dates and amounts in a file of grants, read by conventions that are decided from the whole file, as those of a table's
/// columns are: `31/03/2025`, `10 January 2019`, `2019-01-10T00:00:00`, `£1,234.50`.
struct GrantConventions {
  private var dates: ExactDictionary<CellReader> = [:]
  private let amounts: CellReader

  private static let dateMembers = ["awardDate", "startDate", "endDate"]
  private static let periods = ["plannedDates", "actualDates"]

  /// Reads the file through.
  ///
  /// - Throws: `ImportError.columnsUnclear` naming each member whose texts can be read in two ways.
  init(_ file: ImportFile, _ reading: ImportReading) throws {
    var surveys = ExactDictionary(Self.dateMembers.map { ($0, ColumnSurvey(.value(.date))) }) { first, _ in first }
    var amountSurvey = ColumnSurvey(.amount)
    var elements = JSONElements(JSONMember.array("grants", in: file.text()))
    // A file that cannot be read further is refused where its grants are imported.
    while let (line, bytes) = try? elements.next() {
      guard let members = (try? FieldValue(json: String(decoding: bytes, as: UTF8.self)))?.mapValue else { continue }
      for (name, text) in Self.dates(in: members) { surveys[name]?.take(text, line: line) }
      if let text = members["amountAwarded"]?.textValue, !RawCell.isBlank(text) { amountSurvey.take(text, line: line) }
    }
    var unclear: [ImportError.UnclearColumn] = []
    func convention(_ name: String, _ survey: ColumnSurvey) -> ColumnConvention {
      do throws(ConventionProblem) {
        return try survey.convention(decimalMark: reading.decimalMark, dateOrder: reading.dateOrder, isMachineMade: true)
      } catch {
        unclear.append(ImportError.UnclearColumn(name: name, problem: error))
        return ColumnConvention()
      }
    }
    amounts = CellReader(.amount, convention("amountAwarded", amountSurvey))
    for (name, survey) in surveys.sortedByKey { dates[name] = CellReader(.value(.date), convention(name, survey)) }
    if !unclear.isEmpty { throw ImportError.columnsUnclear(file: file.path, columns: unclear) }
  }

  private static func dates(in members: ExactDictionary<FieldValue>) -> [(name: String, text: String)] {
    let periods = periods.flatMap { members[$0]?.listValue?.compactMap(\.mapValue) ?? [] }
    return (periods + [members]).flatMap { map in
      dateMembers.compactMap { name in map[name]?.textValue.flatMap { RawCell.isBlank($0) ? nil : (name, $0) } }
    }
  }

  /// Returns a grant whose dates are in ISO 8601 and whose amount is a number with a currency.
  ///
  /// - Throws: `FeedProblem` without a line for a text that is no date or amount, or for an amount in another currency than the grant's.
  func normalized(_ grant: FieldValue) throws(FeedProblem) -> FieldValue {
    guard var members = grant.mapValue else { return grant }
    for period in Self.periods {
      guard let list = members[period]?.listValue else { continue }
      var normal: [FieldValue] = []
      for element in list {
        guard let map = element.mapValue else { continue }
        normal.append(.map(try withDates(map)))
      }
      members[period] = .list(normal)
    }
    var normal = try withDates(members)
    try readAmount(of: &normal)
    return .map(normal)
  }

  private func withDates(_ map: ExactDictionary<FieldValue>) throws(FeedProblem) -> ExactDictionary<FieldValue> {
    var members = map
    for name in Self.dateMembers {
      guard let text = members[name]?.textValue, !RawCell.isBlank(text), let reader = dates[name] else { continue }
      if isTimestamp(text) { continue }
      do throws(CellProblem) { members[name] = try reader.value(text, column: name) } catch {
        throw FeedProblem(line: 0, .invalid(name, text))
      }
    }
    return members
  }

  /// Whether a text begins with a day and a time of RFC 3339: its day is the one as written, whatever the offset.
  private func isTimestamp(_ text: String) -> Bool {
    let parts = text.split(separator: "T", maxSplits: 1)
    return parts.count == 2 && CalendarDate(String(parts[0])) != nil
  }

  private func readAmount(of members: inout ExactDictionary<FieldValue>) throws(FeedProblem) {
    guard let text = members["amountAwarded"]?.textValue else { return }
    let problem = FeedProblem(line: 0, .invalid("amountAwarded", text))
    let value: FieldValue
    do throws(CellProblem) { value = try amounts.value(text, column: "amountAwarded") } catch { throw problem }
    guard let money = value.mapValue, let cents = money["amount"]?.integerValue else { throw problem }
    if let own = money["currency"] {
      let given = members["currency"]?.textValue ?? ""
      if !given.isEmpty, .text(given) != own { throw problem }
      members["currency"] = own
    }
    members["amountAwarded"] = .number(Double(cents) / 100)
  }
}
