import Ecosystem
import Localization

/// The columns of an entity's records in a file: the field ids; a localized text has a column for each language of the product
/// (`name.fr`) and one for the other languages as JSON (`name.other`), an amount of money two (`budget.amount`, in cents, and
/// `budget.currency`). A file that is read may have a column for any language (`name.nl`).
///
/// Lists are written with `;` between their elements, structured values as JSON. Parsing is the inverse of formatting.
struct RecordColumns {
  /// One column, and its part of a record.
  struct Column {
    var name: String
    var field: FieldDescription
    /// The part of a localized text or of money; nil for the value as a whole.
    var part: String?
  }

  let entity: EntityDescription
  let columns: [Column]

  init(_ entity: EntityDescription) {
    self.entity = entity
    columns = entity.fields.flatMap { field in
      guard let parts = Self.parts(of: field.type) else { return [Column(name: field.id, field: field, part: nil)] }
      return parts.map { Column(name: "\(field.id).\($0)", field: field, part: $0) }
    }
  }

  private static let languages = Language.all.map(\.rawValue)
  /// The name of the part with the texts in all other languages, as JSON.
  static let otherLanguages = "other"

  private static func parts(of type: FieldType) -> [String]? {
    switch type {
    case .localizedText: languages + [otherLanguages]
    case .money: ["amount", "currency"]
    default: nil
    }
  }

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
  func cells(of record: Record) -> [String] {
    columns.map { column in
      let value = record[column.field.id]
      guard let part = column.part else { return Self.text(value, column.field.type) }
      guard case .map(let members) = value else { return "" }
      if part == Self.otherLanguages {
        let others = members.filter { !Self.languages.contains($0.key) }
        return others.isEmpty ? "" : FieldValue.map(others).json
      }
      return members[part].map { Self.text($0, .text) } ?? ""
    }
  }

  private static func text(_ value: FieldValue, _ type: FieldType) -> String {
    switch value {
    case .null: return ""
    case .boolean(let flag): return "\(flag)"
    case .integer(let integer): return "\(integer)"
    case .number(let number): return "\(number)"
    case .text(let text): return text
    case .list(let elements):
      if type == .json { return value.json }
      return elements.map { Self.text($0, .text).replacingExactly("\\", with: "\\\\").replacingExactly(";", with: "\\;") }
        .joined(separator: ";")
    case .map: return value.json
    }
  }

  static func partType(_ column: Column) -> FieldType {
    switch column.part {
    case "amount": .anyInteger
    case otherLanguages: .json
    default: .text
    }
  }

  /// Returns the elements of a list: `;` separates, `\;` and `\\` are the escaped characters.
  static func split(_ text: String) -> [String] {
    var elements: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in text.utf8 {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if !isEscaped, byte == UInt8(ascii: ";") {
        elements.append([])
      } else {
        elements[elements.count - 1].append(byte)
        isEscaped = false
      }
    }
    return elements.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }
}
