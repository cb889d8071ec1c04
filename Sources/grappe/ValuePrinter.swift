import Ecosystem
import Reports

/// Prints the values that Lua code returned: records and lists of records as tables, the rest as they are.
struct ValuePrinter {
  let isJSON: Bool

  func print(_ values: [FieldValue]) {
    if isJSON { return Output.json(values.count == 1 ? values[0] : .list(values)) }
    for value in values { print(value) }
  }

  private func print(_ value: FieldValue) {
    switch value {
    case .list(let elements) where !elements.isEmpty && elements.allSatisfy(\.isMap): printRecords(elements)
    case .map(let fields): printFields(fields)
    case .list(let elements) where elements.isEmpty: Output.line(wording(fr: "(liste vide)", en: "(empty list)"))
    case .list(let elements): elements.forEach { Output.line($0.displayText) }
    default: Output.line(value.displayText)
    }
  }

  private func printFields(_ fields: [String: FieldValue]) {
    var table = TextTable(
      columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for name in Self.ordered(Set(fields.keys)) {
      table.add([.init(name, .dim), .init(fields[name]?.displayText ?? "")])
    }
    Output.table(table)
  }

  private func printRecords(_ records: [FieldValue]) {
    let rows = records.compactMap(\.members)
    let columns = Self.columns(of: rows)
    var table = TextTable(columns: columns.map { TextTable.Column($0, .left, overflow: .cut) })
    for row in rows { table.add(columns.map { .init(row[$0]?.displayText ?? "") }) }
    Output.table(table)
  }

  /// The columns that any row fills, those of bookkeeping left out.
  private static func columns(of rows: [[String: FieldValue]]) -> [String] {
    let bookkeeping: Set<String> = [
      "created_at", "updated_at", "owner", "source", "locator", "licence", "visibility", "standing",
    ]
    let used = Set(rows.flatMap(\.keys))
    let shown = used.subtracting(bookkeeping)
    return ordered(shown.isEmpty ? used : shown)
  }

  /// Names in the order people look for them: id and name first, the rest by the alphabet.
  private static func ordered(_ names: Set<String>) -> [String] {
    let first = ["id", "name", "title", "label", "code", "kind"]
    return first.filter(names.contains) + names.subtracting(first).sorted()
  }
}

extension FieldValue {
  fileprivate var isMap: Bool { members != nil }

  fileprivate var members: [String: FieldValue]? {
    guard case .map(let members) = self else { return nil }
    return members
  }

  /// The value on one line, as people read it.
  var displayText: String {
    switch self {
    case .null: "nil"
    case .boolean(let flag): "\(flag)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .list(let elements): elements.map(\.displayText).joined(separator: ", ")
    case .map: json
    }
  }
}
