import Ecosystem

/// The classes of an entity's records and filters, from its description.
enum RecordClasses {
  private typealias Field = ClassDescription.Field

  /// What `set` takes, what `add` takes, what is given back, and the filter.
  static func all(of entity: EntityDescription) -> [ClassDescription] {
    [fields(entity), new(entity), record(entity), filter(entity)]
  }

  private static let otherFields = "any"

  private static func fields(_ entity: EntityDescription) -> ClassDescription {
    let (fr, en) = (entity.label[.fr], entity.label[.en])
    return ClassDescription(
      "grappe.\(entity.luaName)Fields", fr: "Les champs à écrire d'une fiche : \(fr).",
      en: "The fields to write of a record: \(en).",
      fields: entity.ownFields.filter(\.isWritable).map { field($0, isOptional: true) }, otherFields: otherFields)
  }

  private static func new(_ entity: EntityDescription) -> ClassDescription {
    ClassDescription(
      "grappe.New\(entity.luaName)", fr: "Les champs d'une nouvelle fiche : \(entity.label[.fr]).",
      en: "The fields of a new record: \(entity.label[.en]).",
      fields: entity.ownFields.filter(\.isWritable).map { field($0, isOptional: !isNeeded($0)) },
      otherFields: otherFields)
  }

  private static func record(_ entity: EntityDescription) -> ClassDescription {
    ClassDescription(
      "grappe.\(entity.luaName)", fr: entity.doc[.fr], en: entity.doc[.en],
      fields: entity.ownFields.map { field($0, isOptional: !$0.isRequired) }, otherFields: otherFields)
  }

  private static func filter(_ entity: EntityDescription) -> ClassDescription {
    let name = "grappe.\(entity.luaName)Filter"
    let combined = [
      Field(
        "any", "\(name)|\(name)[]", isOptional: true, fr: "Au moins un de ces filtres.",
        en: "At least one of these filters."),
      Field("none", "\(name)|\(name)[]", isOptional: true, fr: "Aucun de ces filtres.", en: "None of these filters."),
    ]
    let near = Field(
      "near", "grappe.NearPoint", isOptional: true, fr: "À une distance d'un point.",
      en: "Within a distance of a point.")
    return ClassDescription(
      name, fr: "Un filtre de fiches : \(entity.label[.fr]). Toutes les conditions valent à la fois.",
      en: "A filter of records: \(entity.label[.en]). All conditions hold at once.",
      fields: entity.ownFields.map(condition) + combined + (entity.field("lat") == nil ? [] : [near]),
      otherFields: otherFields)
  }

  /// Whether `add` refuses a record without the field.
  private static func isNeeded(_ field: FieldDescription) -> Bool {
    field.isRequired && field.defaultValue.isNull && field.id != "id"
  }

  private static func field(_ field: FieldDescription, isOptional: Bool) -> Field {
    Field(field.id, field.type.luaType, isOptional: isOptional, fr: sentence(field, .fr), en: sentence(field, .en))
  }

  private static func condition(_ field: FieldDescription) -> Field {
    let value = field.type.element.luaType
    let type = field.type == .json ? field.type.luaCondition : "\(value)|(\(value))[]|\(field.type.luaCondition)"
    return Field(field.id, type, isOptional: true, fr: field.label[.fr], en: field.label[.en])
  }

  /// What the field means, with its unit and what it may hold where the type does not say it.
  private static func sentence(_ field: FieldDescription, _ language: Language) -> String {
    let unit = field.unit.map { language == .fr ? " Unité : \($0)." : " Unit: \($0)." } ?? ""
    return field.doc[language] + unit + held(field.type.element, language)
  }

  private static func held(_ type: FieldType, _ language: Language) -> String {
    switch type {
    case .concept(let scheme): language == .fr ? " Schéma : \(scheme)." : " Scheme: \(scheme)."
    case .reference(let entities):
      (language == .fr ? " Fiche : " : " Record: ") + entities.joined(separator: ", ") + "."
    default: ""
    }
  }
}
