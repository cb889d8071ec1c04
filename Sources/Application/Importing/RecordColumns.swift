import CSV
import Cells
import Ecosystem
import Localization

/// The columns of an entity's records in a file: the field ids; a localized text has a column for each language of the product
/// (`name.fr`) and one for the other languages as JSON (`name.other`), an amount of money two (`budget`, in major units with two
/// decimals, and `budget.currency`). A file that is read may have a column for any language (`name.nl`), and the cents of an amount
/// instead (`budget.cents`).
///
/// Lists are written with `;` between their elements, structured values as JSON. Parsing is the inverse of formatting.
struct RecordColumns {
  /// One column, and its part of a record.
  struct Column {
    var name: String
    var field: FieldDescription
    /// The part of a localized text or of money; nil for the value as a whole.
    var part: String?

    /// The content of its cells.
    var content: CellContent {
      switch part {
      case nil: field.takesDays ? .momentOrDay : .value(field.type)
      case "amount": .amount
      case "cents": .cents
      case "currency": .currency
      case otherLanguages: .value(.json)
      default: .value(.text)
      }
    }
  }

  let entity: EntityDescription
  let columns: [Column]

  /// The ids of the fields that have a column.
  var fieldIDs: Set<ExactString> { Set(columns.map { ExactString($0.field.id) }) }

  init(_ entity: EntityDescription) {
    self.init(entity, entity.fields.flatMap(Self.columns))
  }

  private init(_ entity: EntityDescription, _ columns: [Column]) {
    (self.entity, self.columns) = (entity, columns)
  }

  /// Returns the columns of these names in their order; the id of a field with several columns stands for all of them.
  ///
  /// - Throws: `ExportError.columnUnknown` with all unknown names.
  func chosen(_ names: [String]) throws(ExportError) -> RecordColumns {
    let found = names.map { name in (name, columns.filter { $0.field.id.isExactly(name) || $0.name.isExactly(name) }) }
    let unknown = found.filter { $0.1.isEmpty }.map { name, _ in
      ExportError.UnknownColumn(name: name, nearest: NearestName.suggest(name, among: columns.flatMap { [$0.name, $0.field.id] }))
    }
    guard unknown.isEmpty else { throw .columnUnknown(unknown, entity: entity.id, known: columns.map(\.name)) }
    var seen: Set<ExactString> = []
    let all = found.flatMap { name, columns in exact(name, columns) }
    return RecordColumns(entity, all.filter { seen.insert(ExactString($0.name)).inserted })
  }

  /// Returns the column of exactly that name if it is a part's, else all columns of the field.
  private func exact(_ name: String, _ columns: [Column]) -> [Column] {
    columns.contains { $0.field.id.isExactly(name) } ? columns.filter { $0.field.id.isExactly(name) } : columns
  }

  /// The columns without those that the store maintains.
  var withoutBookkeeping: RecordColumns { RecordColumns(entity, columns.filter(\.field.isWritable)) }

  private static func columns(of field: FieldDescription) -> [Column] {
    switch field.type {
    case .localizedText: (languages + [otherLanguages]).map { Column(name: "\(field.id).\($0)", field: field, part: $0) }
    case .money:
      [
        Column(name: field.id, field: field, part: "amount"),
        Column(name: "\(field.id).currency", field: field, part: "currency"),
      ]
    default: [Column(name: field.id, field: field, part: nil)]
    }
  }

  /// The columns with the cents of amounts, which a file to import may have.
  var centsColumns: [Column] {
    columns.filter { $0.content == .amount }.map { Column(name: "\($0.field.id).cents", field: $0.field, part: "cents") }
  }

  private static let languages = Language.all.map(\.rawValue)
  /// The name of the part with the texts in all other languages, as JSON.
  static let otherLanguages = "other"

  /// Returns the column of a localized text in a language that has none of its own in files that are written, such as `name.nl`.
  func column(inLanguage name: String) -> Column? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let code = parts.last, let language = Language(code: String(code)),
      let field = entity.field(parts.dropLast().joined(separator: ".")), field.type == .localizedText
    else { return nil }
    return Column(name: name, field: field, part: language.rawValue)
  }

  /// The column names in the order of the fields.
  var names: [String] { columns.map(\.name) }

  /// Returns the cells of a record, in the order of `names`.
  func cells(of record: Record, _ style: CSVStyle = CSVStyle()) -> [String] {
    columns.map { Self.cell(of: record[$0.field.id], $0, style) }
  }

  private static func cell(of value: FieldValue, _ column: Column, _ style: CSVStyle) -> String {
    guard let part = column.part else {
      switch value {
      case .number(let number): return style.number("\(number)")
      case .integer, .boolean: return text(value, column.field.type)
      default: return style.text(text(value, column.field.type))
      }
    }
    guard case .map(let members) = value else { return "" }
    if part == otherLanguages {
      let others = members.filter { !languages.contains($0.key) }
      return others.isEmpty ? "" : FieldValue.map(others).json
    }
    if column.content == .amount { return members[part]?.integerValue.map { style.number(majorUnits($0)) } ?? "" }
    return members[part].map { style.text(text($0, .text)) } ?? ""
  }

  private static func text(_ value: FieldValue, _ type: FieldType) -> String {
    if type == .json, value != .null { return value.json }
    switch value {
    case .null: return ""
    case .boolean(let flag): return "\(flag)"
    case .integer(let integer): return "\(integer)"
    case .number(let number): return "\(number)"
    case .text(let text): return text
    case .list(let elements):
      return elements.map { Self.text($0, .text).replacingExactly("\\", with: "\\\\").replacingExactly(";", with: "\\;") }
        .joined(separator: ";")
    case .map: return value.json
    }
  }

  /// Writes cents as major units with two decimals: `1234` is `12.34`.
  private static func majorUnits(_ cents: Int64) -> String {
    let rest = cents.magnitude % 100
    return (cents < 0 ? "-" : "") + "\(cents.magnitude / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
