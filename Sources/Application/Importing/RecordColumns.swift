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
      case nil: .value(field.type)
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

  init(_ entity: EntityDescription) {
    self.entity = entity
    columns = entity.fields.flatMap(Self.columns)
  }

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
  ///
  /// - Parameter marksDecimals: whether a number such as 1.125, which a reader of lists could take for 1125, gets a further zero.
  func cells(of record: Record, marksDecimals: Bool = false) -> [String] {
    columns.map { column in
      let value = record[column.field.id]
      guard let part = column.part else {
        if marksDecimals, case .number(let number) = value { return Self.marked("\(number)") }
        return Self.text(value, column.field.type)
      }
      guard case .map(let members) = value else { return "" }
      if part == Self.otherLanguages {
        let others = members.filter { !Self.languages.contains($0.key) }
        return others.isEmpty ? "" : FieldValue.map(others).json
      }
      if column.content == .amount { return members[part]?.integerValue.map(Self.majorUnits) ?? "" }
      return members[part].map { Self.text($0, .text) } ?? ""
    }
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

  /// Returns a number with a zero after its decimals when these are three.
  private static func marked(_ number: String) -> String {
    let parts = number.utf8.split(separator: UInt8(ascii: "."))
    return parts.count == 2 && parts[1].count == 3 && !number.utf8.contains(UInt8(ascii: "e")) ? number + "0" : number
  }

  /// Writes cents as major units with two decimals: `1234` is `12.34`.
  private static func majorUnits(_ cents: Int64) -> String {
    let rest = cents.magnitude % 100
    return (cents < 0 ? "-" : "") + "\(cents.magnitude / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
