import Ecosystem
import Store
import WebLink

/// The records that the fields of a query choose: words to search, and values of fields that must be equal.
///
/// A field that the viewer may not see is refused as an unknown one.
struct RecordSelection {
  let entity: EntityDescription
  /// The values asked for, by field.
  let chosen: [(field: FieldDescription, value: FieldValue)]
  /// The condition, without the words.
  let filter: Filter
  /// The ids that the words find, the best first; nil without words.
  let found: [String]?

  /// Upper bound of the records that a search finds and a count counts.
  static let countMax = 1_000

  /// - Parameter names: the fields that may be chosen, by name; others of the query are ignored.
  /// - Throws: `PageError.badField` for a value that does not fit, and the errors of the store.
  init(_ context: PageContext, _ entity: EntityDescription, fields names: [String], also more: Filter = .everything) throws {
    self.entity = entity
    chosen = try names.compactMap { name in
      guard let text = context.request.value(name), !text.isEmpty, let field = entity.field(name) else { return nil }
      guard let value = QueryValue.value(text, of: field) else { throw PageError.badField(name) }
      return (field, value)
    }
    let conditions = try chosen.map { try Self.condition($0.field, $0.value, on: entity) }
    let filter = Filter.all(conditions + [more])
    self.filter = filter
    let words = context.request.value("q")?.prefix(200).trimmed ?? ""
    found = words.isEmpty ? nil : try RecordSearch(context.transaction, entity, filter: filter).ids(words, limit: Self.countMax + 1)
  }

  private static func condition(_ field: FieldDescription, _ value: FieldValue, on entity: EntityDescription) throws -> Filter {
    try Filter(.map([field.id: field.type.isList ? .map(["has": value]) : value]), for: entity)
  }

  /// The condition with the words.
  func whole() throws -> Filter {
    guard let found else { return filter }
    guard !found.isEmpty else { return .any([]) }
    return .all([filter, try Filter(.map(["id": .list(found.map(FieldValue.text))]), for: entity)])
  }

  /// Counts the records, up to one more than `countMax`.
  func count(_ transaction: StoreTransaction) throws -> Int {
    if let found { return found.count }
    let query = Query(filter: filter, limit: Self.countMax + 1, fields: entity.fields.filter { $0.id == "id" })
    let cursor = try transaction.cursor(entity.id, query)
    var count = 0
    while try cursor.advance() { count += 1 }
    return count
  }

  /// Reads a window of the records: in the order of the search, else by the order given.
  func records(_ transaction: StoreTransaction, order: [Query.Order], offset: Int, limit: Int) throws -> [Record] {
    guard let found else {
      return try transaction.find(entity.id, Query(filter: filter, order: order, limit: limit, offset: offset))
    }
    let cursor = try transaction.cursor(entity.id, ids: Array(found.dropFirst(offset).prefix(limit)))
    var records: [Record] = []
    while let record = try cursor.next() { records.append(record) }
    return records
  }
}

/// A text of a query as a value of a field.
enum QueryValue {
  /// Returns the value; nil when the text is none of the field's type.
  static func value(_ text: String, of field: FieldDescription) -> FieldValue? {
    let value: FieldValue? =
      switch field.type.element {
      case .integer: Int64(text).map(FieldValue.integer)
      case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil }
      case .boolean: text == "true" ? true : text == "false" ? false : nil
      case .json, .money, .localizedText: nil
      default: .text(text)
      }
    return value.flatMap { field.type.element.accepts($0) ? $0 : nil }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
