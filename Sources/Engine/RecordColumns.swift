import Ecosystem

/// The columns of an entity's records in a file: the field ids; a localized text has a column for French and
/// English (`name.fr`) and one for the other languages as JSON (`name.other`), an amount of money two (`budget.amount`, in cents, and `budget.currency`).
///
/// Lists are written with `;` between their elements, structured values as JSON. Reading is the inverse of writing.
struct RecordColumns {
  /// One column: where its text stands in a record.
  fileprivate struct Column {
    var name: String
    var field: FieldDescription
    /// The part of a localized text or of money; nil for the whole value.
    var part: String?
  }

  let entity: EntityDescription
  private let columns: [Column]

  init(_ entity: EntityDescription) {
    self.entity = entity
    columns = entity.fields.flatMap { field in
      guard let parts = Self.parts(of: field.type) else { return [Column(name: field.id, field: field, part: nil)] }
      return parts.map { Column(name: "\(field.id).\($0)", field: field, part: $0) }
    }
  }

  private static let languages = Language.allCases.map(\.rawValue)
  /// The part with the texts in all other languages, as JSON.
  private static let otherLanguages = "other"

  private static func parts(of type: FieldType) -> [String]? {
    switch type {
    case .localizedText: languages + [otherLanguages]
    case .money: ["amount", "currency"]
    default: nil
    }
  }

  /// The column names in the order of the fields.
  var names: [String] { columns.map(\.name) }

  /// The cells of a record, in the order of `names`.
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
      return elements.map { Self.text($0, .text).replacing("\\", with: "\\\\").replacing(";", with: "\\;") }
        .joined(separator: ";")
    case .map: return value.json
    }
  }

  /// A reader of rows whose cells are those of the columns named, in that order; cells of other names are read past.
  func reader(of names: [String]) -> RowReader {
    let known = Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
    return RowReader(columns: names.map { known[$0] })
  }

  /// Reads the rows of a file as fields.
  struct RowReader {
    fileprivate let columns: [Column?]

    /// The fields that a row gives, empty cells left out.
    ///
    /// - Throws: `CellProblem` naming the column whose text does not fit its type.
    func fields(of row: [String]) throws(CellProblem) -> [String: FieldValue] {
      var fields: [String: FieldValue] = [:]
      for (column, text) in zip(columns, row) where !text.isEmpty {
        guard let column else { continue }
        let type = column.part == nil ? column.field.type : RecordColumns.partType(column)
        let value = try RecordColumns.value(text, type, column.name)
        guard let part = column.part else {
          fields[column.field.id] = value
          continue
        }
        var members: [String: FieldValue] = [:]
        if case .map(let present)? = fields[column.field.id] { members = present }
        if part == RecordColumns.otherLanguages, case .map(let others) = value {
          members.merge(others) { _, other in other }
        } else {
          members[part] = value
        }
        fields[column.field.id] = .map(members)
      }
      return fields
    }
  }

  fileprivate static func partType(_ column: Column) -> FieldType {
    switch column.part {
    case "amount": .anyInteger
    case otherLanguages: .json
    default: .text
    }
  }

  fileprivate static func value(_ text: String, _ type: FieldType, _ column: String) throws(CellProblem) -> FieldValue {
    switch type {
    case .integer:
      guard let integer = Int64(text) else { throw CellProblem(column: column, found: text, wanted: .wholeNumber) }
      return .integer(integer)
    case .number:
      guard let number = Double(text) else { throw CellProblem(column: column, found: text, wanted: .number) }
      return .number(number)
    case .boolean:
      guard let flag = Bool(text) else { throw CellProblem(column: column, found: text, wanted: .truth) }
      return .boolean(flag)
    case .list(let element):
      var elements: [FieldValue] = []
      for part in split(text) { elements.append(try value(part, element, column)) }
      return .list(elements)
    case .json:
      do { return try FieldValue(json: text) } catch {
        throw CellProblem(column: column, found: text, wanted: .json(error))
      }
    default: return .text(text)
    }
  }

  /// The elements of a list: `;` separates, `\;` and `\\` stand for the signs themselves.
  private static func split(_ text: String) -> [String] {
    if !text.utf8.contains(UInt8(ascii: "\\")) { return text.split(separator: ";").map(String.init) }
    var elements: [String] = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        elements[elements.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == ";" {
        elements.append("")
      } else {
        elements[elements.count - 1].append(character)
      }
    }
    return elements.filter { !$0.isEmpty }
  }
}

/// A cell whose text does not fit the type of its column.
struct CellProblem: Error, Sendable {
  enum Wanted: Sendable {
    case wholeNumber, number, truth
    case json(JSONProblem)
  }

  var column: String
  var found: String
  var wanted: Wanted

  func message(in language: Language) -> String {
    let what =
      switch (language, wanted) {
      case (.fr, .wholeNumber): "un nombre entier est attendu"
      case (.en, .wholeNumber): "a whole number is wanted"
      case (.fr, .number): "un nombre est attendu, avec un point décimal"
      case (.en, .number): "a number is wanted, with a decimal point"
      case (.fr, .truth): "true ou false est attendu"
      case (.en, .truth): "true or false is wanted"
      case (_, .json(let error)): error.message(in: language, of: found)
      }
    switch language {
    case .fr: return "colonne « \(column) » : \(what), le fichier dit « \(found) »"
    case .en: return "column \"\(column)\": \(what), the file says \"\(found)\""
    }
  }
}
