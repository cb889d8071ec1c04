/// One record of an entity: its fields by name. A field without a value is absent.
///
///     var actor = Record(["id": "kikk", "name": "KIKK", "kind": "association"])
///     actor["city"] = "Namur"
public struct Record: Sendable, Hashable {
  /// The fields that have a value, by field id (`name`, `wallonia.label`).
  public var fields: ExactDictionary<FieldValue>

  /// A record with the given fields; those that are null are left out.
  public init(_ fields: ExactDictionary<FieldValue> = [:]) {
    self.fields = fields.values.contains(where: \.isNull) ? fields.filter { !$0.value.isNull } : fields
  }

  /// The value of a field, null when it has none. Setting null removes the field.
  public subscript(_ field: String) -> FieldValue {
    get { fields[field] ?? .null }
    set { fields[field] = newValue.isNull ? nil : newValue }
  }

  /// The record's id, empty while it has none.
  public var id: String {
    fields["id"]?.textValue ?? ""
  }
}

extension Record: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, FieldValue)...) {
    self.init(ExactDictionary(elements) { _, last in last })
  }
}
