import CSV
import Cells
import Ecosystem
import Localization

@testable import Importing

/// The way in which people of a country write values into a list.
struct UsualWriting: Sendable, CustomStringConvertible {
  var name: String
  var decimal: String
  var group: String
  var dateOrder: DateOrder
  var dateSeparator: String
  var words: (yes: String, no: String)
  var style: CSVStyle

  var decimalMark: DecimalMark { decimal == "," ? .comma : .point }

  var description: String { name }

  static let all = [
    UsualWriting(
      name: "French", decimal: ",", group: "\u{202F}", dateOrder: .dmy, dateSeparator: "/", words: ("oui", "non"), style: .excel(.fr)),
    UsualWriting(
      name: "German", decimal: ",", group: ".", dateOrder: .dmy, dateSeparator: ".", words: ("ja", "nein"), style: .excel(.de)),
    UsualWriting(
      name: "American", decimal: ".", group: ",", dateOrder: .mdy, dateSeparator: "/", words: ("yes", "no"), style: .excel(.en)),
  ]

  /// Returns the cell of a column.
  func text(of value: FieldValue, _ column: RecordColumns.Column) -> String {
    switch column.content {
    case .value(let type) where column.part == nil: return text(value, type)
    case .momentOrDay: return text(value, .instant)
    case .amount: return value.mapValue?["amount"]?.integerValue.map { amount($0, value.mapValue?["currency"]?.textValue ?? "") } ?? ""
    case .currency, .cents: return ""
    default:
      guard let part = column.part, let members = value.mapValue else { return "" }
      if part == RecordColumns.otherLanguages {
        let others = members.filter { !Language.all.map(\.rawValue).contains($0.key) }
        return others.isEmpty ? "" : FieldValue.map(others).json
      }
      return members[part]?.textValue ?? ""
    }
  }

  private func text(_ value: FieldValue, _ type: FieldType) -> String {
    if value.isNull { return "" }
    switch (type, value) {
    case (.json, _): return value.json
    case (.date, .text(let date)): return self.date(date)
    case (.instant, .text(let moment)): return instant(moment)
    case (_, .boolean(let flag)): return flag ? words.yes : words.no
    case (_, .integer(let integer)): return number("\(integer)")
    case (_, .number(let double)): return number("\(double)")
    case (_, .list(let elements)):
      return elements.map { ($0.textValue ?? "").replacingExactly("\\", with: "\\\\").replacingExactly(";", with: "\\;") }
        .joined(separator: ";")
    case (_, .text(let text)): return text
    default: return value.json
    }
  }

  /// Groups the digits before the decimal mark by three.
  private func number(_ digits: String) -> String {
    let parts = digits.split(separator: ".", maxSplits: 1)
    guard !digits.contains("e") else { return digits.replacing(".", with: decimal) }
    let isNegative = digits.hasPrefix("-")
    var (whole, grouped) = (Array(isNegative ? parts[0].dropFirst() : parts[0]), "")
    while whole.count > 3 {
      grouped = group + String(whole.suffix(3)) + grouped
      whole.removeLast(3)
    }
    return (isNegative ? "-" : "") + String(whole) + grouped + (parts.count == 2 ? decimal + parts[1] : "")
  }

  private func amount(_ cents: Int64, _ currency: String) -> String {
    let rest = cents.magnitude % 100
    let digits = (cents < 0 ? "-" : "") + number("\(cents.magnitude / 100)") + decimal + (rest < 10 ? "0" : "") + "\(rest)"
    return dateOrder == .mdy ? "\(currency) \(digits)" : "\(digits) \(currency == "EUR" ? "€" : currency)"
  }

  private func date(_ date: String) -> String {
    let parts = date.split(separator: "-").map(String.init)
    switch (parts.count, dateOrder) {
    case (3, .dmy): return [parts[2], parts[1], parts[0]].joined(separator: dateSeparator)
    case (3, .mdy): return [parts[1], parts[2], parts[0]].joined(separator: dateSeparator)
    case (2, _): return "\(parts[1])/\(parts[0])"
    default: return date
    }
  }

  private func instant(_ moment: String) -> String { date(String(moment.prefix(10))) + " " + moment.dropFirst(11) }
}

/// The cells that a spreadsheet program writes for values.
enum TypedCell {
  /// Returns the XML of a cell with a type; nil for a value that is written as text.
  static func xml(_ name: String, _ value: FieldValue, _ column: RecordColumns.Column) -> String? {
    func number(_ digits: String, style: Int = 0) -> String { "<c r=\"\(name)\" s=\"\(style)\"><v>\(digits)</v></c>" }
    switch (column.content, value) {
    case (.value(.number), .number(let double)): return number("\(double)")
    case (.value(.integer), .integer(let integer)) where integer.magnitude < 1 << 49: return number("\(integer)")
    case (.value(.boolean), .boolean(let flag)): return "<c r=\"\(name)\" t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
    case (.value(.date), .text(let date)) where date.utf8.count == 10 && date > "1900-03-01":
      return serial(date).map { number("\($0)", style: 1) }
    case (.value(.date), .text(let date)) where date.utf8.count == 4: return number(date)
    default: return nil
    }
  }

  /// Returns the number of days since 1899-12-30, counted by the calendar's rules.
  static func serial(_ date: String) -> Int? {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
      let (y, m) = month > 2 ? (year, month) : (year - 1, month + 12)
      return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m - 457) / 5 + day
    }
    return days(parts[0], parts[1], parts[2]) - days(1899, 12, 30)
  }
}
