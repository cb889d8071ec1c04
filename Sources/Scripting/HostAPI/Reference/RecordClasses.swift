import Ecosystem
import Localization

/// The classes of an entity's records and filters, from its description.
enum RecordClasses {
  private typealias Field = ClassDescription.Field

  /// Returns the classes of the argument of `set`, the argument of `add`, the record returned, and the filter.
  static func all(of entity: EntityDescription) -> [ClassDescription] {
    [fields(entity), new(entity), record(entity), filter(entity)]
  }

  private static func fields(_ entity: EntityDescription) -> ClassDescription {
    ClassDescription(
      "grappe.\(entity.luaName)Fields", doc: LocalizedText("hostapi.record.fields-write-record", ["entity": entity.label]),
      fields: entity.fields.filter(\.isWritable).map { field($0, isOptional: true) })
  }

  private static func new(_ entity: EntityDescription) -> ClassDescription {
    ClassDescription(
      "grappe.New\(entity.luaName)", doc: LocalizedText("hostapi.record.fields-new-record", ["entity": entity.label]),
      fields: entity.fields.filter(\.isWritable).map { field($0, isOptional: !isNeeded($0)) })
  }

  private static func record(_ entity: EntityDescription) -> ClassDescription {
    ClassDescription(
      "grappe.\(entity.luaName)", doc: entity.doc,
      fields: entity.fields.map { field($0, isOptional: !$0.isRequired) })
  }

  private static func filter(_ entity: EntityDescription) -> ClassDescription {
    let name = "grappe.\(entity.luaName)Filter"
    let combined = [
      Field(
        "any", "\(name)|\(name)[]", isOptional: true, doc: "hostapi.record.least-one-these-filters"),
      Field("none", "\(name)|\(name)[]", isOptional: true, doc: "hostapi.record.none-these-filters"),
    ]
    let near = Field(
      "near", "grappe.NearPoint", isOptional: true, doc: "hostapi.record.within-distance-point")
    return ClassDescription(
      name, doc: LocalizedText("hostapi.record.filter-records-all-conditions", ["entity": entity.label]),
      fields: entity.fields.map(condition) + combined + (entity.field("lat") == nil ? [] : [near]))
  }

  /// Whether `add` refuses a record without the field.
  private static func isNeeded(_ field: FieldDescription) -> Bool {
    field.isRequired && field.defaultValue.isNull && field.id != "id"
  }

  private static func field(_ field: FieldDescription, isOptional: Bool) -> Field {
    Field(field.id, field.type.luaType, isOptional: isOptional, doc: LocalizedText(composing: { sentence(field, $0) }))
  }

  private static func condition(_ field: FieldDescription) -> Field {
    let value = field.type.element.luaType
    let type = field.type == .json ? field.type.luaCondition : "\(value)|(\(value))[]|\(field.type.luaCondition)"
    return Field(field.id, type, isOptional: true, doc: field.label)
  }

  /// Returns the meaning of the field, with its unit and its range where the type does not give it.
  private static func sentence(_ field: FieldDescription, _ language: Language) -> String {
    let unit = field.unit.map { Message("hostapi.record.unit", ["value": $0]).text(in: language) } ?? ""
    return field.doc[language] + unit + held(field.type.element, language)
  }

  private static func held(_ type: FieldType, _ language: Language) -> String {
    switch type {
    case .concept(let scheme): Message("hostapi.record.scheme", ["scheme": scheme]).text(in: language)
    case .reference(let entities):
      Message("hostapi.record.record").text(in: language) + entities.joined(separator: ", ") + "."
    default: ""
    }
  }
}
