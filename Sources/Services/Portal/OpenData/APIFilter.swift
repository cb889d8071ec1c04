import Ecosystem
import WebLink

/// The filter that the fields of a query say: equality, as in a Lua filter; a field that is repeated asks for any of its values.
struct APIFilter {
  /// The filter, as plugins write it.
  let value: FieldValue

  /// The fields of a query that are no filters.
  static let reserved: Set<String> = ["limit", "next", "fields", "q", "lang"]
  /// Upper bound of the values of one field.
  static let valuesMax = 50

  /// - Throws: `EcosystemError` for an unknown field, `PageError.badField` for a value that is none of the field's type.
  init(_ request: WebRequest, _ entity: EntityDescription) throws {
    var values: ExactDictionary<[FieldValue]> = [:]
    for field in request.query where !Self.reserved.contains(field.name) {
      let description = try entity.requireField(field.name)
      guard let value = QueryValue.value(field.value, of: description) else { throw PageError.badField(field.name) }
      values[field.name, default: []].append(value)
    }
    guard values.values.allSatisfy({ $0.count <= Self.valuesMax }) else { throw PageError.badField("limit") }
    var conditions: ExactDictionary<FieldValue> = [:]
    for (name, values) in values {
      let wanted: FieldValue = values.count == 1 ? values[0] : .list(values)
      conditions[name] = entity.field(name)?.type.isList == true ? .map(["has": wanted]) : wanted
    }
    value = .map(conditions)
  }
}
