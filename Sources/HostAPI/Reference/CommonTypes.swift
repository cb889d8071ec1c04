import Ecosystem

/// The types that several modules share.
enum CommonTypes {
  private typealias Field = ClassDescription.Field

  static let aliases = [
    AliasDescription(
      "grappe.Date", "string", fr: "Une date ISO 8601 : 2024, 2024-05 ou 2024-05-16.",
      en: "A date of ISO 8601: 2024, 2024-05 or 2024-05-16."),
    AliasDescription(
      "grappe.Instant", "string", fr: "Un moment en temps universel : 2024-05-16T09:30:00Z.",
      en: "A moment in universal time: 2024-05-16T09:30:00Z."),
    AliasDescription(
      "grappe.RecordID", "string", fr: "L'identifiant d'une fiche.", en: "The id of a record."),
    AliasDescription(
      "grappe.ConceptCode", "string", fr: "Le code d'un concept dans son schéma.",
      en: "The code of a concept in its scheme."),
  ]

  static let classes: [ClassDescription] =
    [
      ClassDescription(
        "grappe.LocalizedText", fr: "Un texte par langue.", en: "A text by language.",
        fields: [
          Field("fr", "string", isOptional: true, fr: "En français.", en: "In French."),
          Field("en", "string", isOptional: true, fr: "En anglais.", en: "In English."),
        ], otherFields: "string"),
      ClassDescription(
        "grappe.Money", fr: "Un montant.", en: "An amount of money.",
        fields: [
          Field("amount", "integer", fr: "En centimes.", en: "In cents."),
          Field("currency", "string", fr: "Le code ISO 4217 : EUR.", en: "The ISO 4217 code: EUR."),
        ]),
      ClassDescription(
        "grappe.NearPoint", fr: "Un point et une distance.", en: "A point and a distance.",
        fields: [
          Field("lat", "number", fr: "Latitude en degrés, de -90 à 90.", en: "Latitude in degrees, -90 to 90."),
          Field("lon", "number", fr: "Longitude en degrés, de -180 à 180.", en: "Longitude in degrees, -180 to 180."),
          Field(
            "km", "number", fr: "Distance en kilomètres, de 0 à 20 100.", en: "Distance in kilometres, 0 to 20,100."),
        ]),
      ClassDescription(
        "grappe.QueryOptions", fr: "Comment rendre les fiches.", en: "How to give the records.",
        fields: [
          Field(
            "order", "string|string[]", isOptional: true,
            fr: "Un champ ou plusieurs ; « - » devant pour l'ordre inverse.",
            en: "A field or several; \"-\" before one for the reverse order."),
          Field(
            "limit", "integer", isOptional: true, fr: "Le nombre de fiches au plus.",
            en: "The number of records at most."),
          Field(
            "offset", "integer", isOptional: true, fr: "Le nombre de fiches à passer.",
            en: "The number of records to pass over."),
          Field(
            "fields", "string[]", isOptional: true, fr: "Les champs à lire, id toujours.",
            en: "The fields to read, id always."),
        ]),
    ] + conditions

  /// One class of operators for each family of types.
  private static let conditions = [
    condition("grappe.TextCondition", .text), condition("grappe.WordCondition", .url),
    condition("grappe.NumberCondition", .anyNumber), condition("grappe.DateCondition", .date),
    condition("grappe.MoneyCondition", .money), condition("grappe.BooleanCondition", .boolean),
    condition("grappe.ListCondition", .list(.text)), condition("grappe.PresenceCondition", .json),
  ]

  private static func condition(_ name: String, _ type: FieldType) -> ClassDescription {
    ClassDescription(
      name, fr: "Les opérateurs d'un champ de ce genre, tous à la fois.",
      en: "The operators of a field of that kind, all at once.",
      fields: type.filterOperators.map { operand($0, type.element.luaType) })
  }

  private static func operand(_ name: FilterOperator, _ type: String) -> Field {
    func field(_ type: String, _ fr: String, _ en: String) -> Field {
      Field(name.rawValue, type, isOptional: true, fr: fr, en: en)
    }
    return switch name {
    case .eq: field("\(type)|\(type)[]", "L'une de ces valeurs.", "One of these values.")
    case .ne: field("\(type)|\(type)[]", "Aucune de ces valeurs.", "None of these values.")
    case .lt: field(type, "Avant, au-dessous.", "Before, below.")
    case .le: field(type, "Avant ou égal.", "Before or equal.")
    case .gt: field(type, "Après, au-dessus.", "After, above.")
    case .ge: field(type, "Après ou égal.", "After or equal.")
    case .like:
      field(
        "string|string[]", "Un motif : % pour tout texte, _ pour un signe.",
        "A pattern: % for any text, _ for one sign.")
    case .has:
      field("\(type)|\(type)[]", "La liste contient l'une de ces valeurs.", "The list holds one of these values.")
    case .present: field("boolean", "S'il y a une valeur.", "Whether there is a value.")
    }
  }
}
