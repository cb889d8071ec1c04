import Ecosystem

/// Decides whether the values of a row can be a record of an entity, and makes the record. Damage that leaves a row readable
/// shows in values that the table would have rejected.
struct SalvagedTable {
  let layout: TableLayout
  /// The stored columns in the order of the rows; generated ones are not stored.
  let columns: [String]
  private let positions: [String: Int]

  init(_ layout: TableLayout, columns: [String]? = nil) {
    self.layout = layout
    self.columns = columns ?? layout.columns
    positions = Dictionary(self.columns.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  var entity: EntityDescription { layout.entity }

  /// Returns the record of a row; nil when the values cannot be one. A column added later is missing at the end of older rows.
  func record(_ row: [SQLValue]) -> Record? {
    guard row.count <= columns.count, !row.isEmpty else { return nil }
    var record = Record()
    for field in layout.fields {
      guard let value = value(field, row) else { return nil }
      if !value.isNull { record.fields[field.id] = value }
      if value.isNull, field.isRequired { return nil }
    }
    guard !record.id.isEmpty, addPluginFields(to: &record, row) else { return nil }
    return record
  }

  private func cell(_ column: String, _ row: [SQLValue]) -> SQLValue {
    guard let position = positions[column], position < row.count else { return .null }
    return row[position]
  }

  /// Returns the value of a field, null without one; nil when the field cannot have the stored value.
  private func value(_ field: FieldDescription, _ row: [SQLValue]) -> FieldValue? {
    guard field.type != .money else { return money(field, row) }
    switch (cell(field.id, row), field.type) {
    case (.null, _): return .null
    case (.integer(let number), .boolean): return number == 0 ? .boolean(false) : number == 1 ? .boolean(true) : nil
    case (.integer(let number), .integer(let range)): return range.contains(number) ? .integer(number) : nil
    // SQLite stores a whole number as an integer to save space.
    case (.integer(let number), .number(let range)): return range.contains(Double(number)) ? .number(Double(number)) : nil
    case (.real(let number), .number(let range)): return range.contains(number) ? .number(number) : nil
    case (.text(let text), _): return Self.value(text, field.type)
    default: return nil
    }
  }

  private static func value(_ text: String, _ type: FieldType) -> FieldValue? {
    switch type {
    case .boolean, .integer, .number, .money: nil
    case .choice(let words): words.contains(text) ? .text(text) : nil
    case .localizedText: json(text).flatMap { $0.mapValue == nil ? nil : $0 }
    case .list: json(text).flatMap { if case .list = $0 { $0 } else { nil } }
    case .json: json(text)
    case .date, .instant: text.utf8.count >= 4 && text.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) } ? .text(text) : nil
    case .url: text.hasPrefix("http") ? .text(text) : nil
    default: .text(text)
    }
  }

  private func money(_ field: FieldDescription, _ row: [SQLValue]) -> FieldValue? {
    switch (cell("\(field.id)_amount", row), cell("\(field.id)_currency", row)) {
    case (.null, .null): .null
    case (.integer(let amount), .text(let currency)) where currency.utf8.count == 3:
      ["amount": .integer(amount), "currency": .text(currency)]
    default: nil
    }
  }

  private func addPluginFields(to record: inout Record, _ row: [SQLValue]) -> Bool {
    switch cell(TableLayout.pluginColumn, row) {
    case .null: return true
    case .text(let text):
      guard let members = Self.json(text)?.mapValue else { return false }
      for (name, value) in members where !value.isNull { record.fields[name] = value }
      return true
    default: return false
    }
  }

  private static func json(_ text: String) -> FieldValue? { try? FieldValue(json: text) }
}
