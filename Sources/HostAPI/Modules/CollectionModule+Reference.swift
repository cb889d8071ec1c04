import Ecosystem

extension CollectionModule {
  /// The reference of the collection of `entity`: the verbs, and the classes of its records and filters.
  static func reference(of entity: EntityDescription) -> ModuleReference {
    let name = "grappe.\(entity.collection)"
    return ModuleReference(
      name, fr: entity.doc[.fr], en: entity.doc[.en],
      functions: reading(entity, name) + (entity.searchFields.isEmpty ? [] : [searching(entity, name)])
        + writing(entity, name),
      classes: RecordClasses.all(of: entity))
  }

  private typealias Value = FunctionDescription.Value

  private static func filter(_ entity: EntityDescription) -> Value {
    Value(
      "filter", "grappe.\(entity.luaName)Filter", isOptional: true,
      fr: "Les conditions, toutes à la fois ; sans elles, toutes les fiches.",
      en: "The conditions, all at once; without them, every record.")
  }

  private static func options(_ entity: EntityDescription) -> Value {
    Value(
      "options", "grappe.QueryOptions", isOptional: true,
      fr: "L'ordre, le nombre et les champs des fiches.", en: "The order, number and fields of the records.")
  }

  private static let id = Value("id", "grappe.RecordID", fr: "L'identifiant.", en: "The id.")

  private static func record(_ entity: EntityDescription) -> Value {
    Value(
      "record", "grappe.\(entity.luaName)", fr: "La fiche telle qu'elle est gardée.", en: "The record as it is kept.")
  }

  // MARK: Reading

  private static func reading(_ entity: EntityDescription, _ name: String) -> [FunctionDescription] {
    let (type, permission) = ("grappe.\(entity.luaName)", FunctionDescription.Permission.read(entity.permissionGroup))
    return [
      FunctionDescription(
        "\(name).get", fr: "Donne la fiche de cet identifiant.", en: "Gives the record of that id.",
        parameters: [id],
        returns: [
          Value(
            "record", "\(type)?", fr: "La fiche, nil s'il n'y en a pas.", en: "The record, nil when there is none."),
          .problem,
        ], permission: permission,
        example: "local record, problem = \(name).get(\"kikk\")"),
      FunctionDescription(
        "\(name).find", fr: "Donne la liste des fiches qui remplissent un filtre.",
        en: "Gives the list of the records that a filter selects.",
        parameters: [filter(entity), options(entity)],
        returns: [Value("records", "\(type)[]", fr: "Les fiches.", en: "The records.")], permission: permission,
        example: "local first = \(name).find({ standing = \"existing\" }, { order = \"id\", limit = 10 })"),
      FunctionDescription(
        "\(name).each", fr: "Parcourt les fiches une à une, sans les garder en mémoire.",
        en: "Goes through the records one by one, without keeping them in memory.",
        parameters: [filter(entity), options(entity)],
        returns: [
          Value(
            "iterator", "fun(): \(type)?", fr: "L'itérateur, pour un for ; il ne sert que pendant l'invocation.",
            en: "The iterator, for a for loop; it serves during the invocation only.")
        ], permission: permission,
        example:
          "local ids = {}\nfor record in \(name).each { standing = \"existing\" } do ids[#ids + 1] = record.id end"),
      FunctionDescription(
        "\(name).count", fr: "Compte les fiches qui remplissent un filtre.",
        en: "Counts the records that a filter selects.", parameters: [filter(entity)],
        returns: [Value("count", "integer", fr: "Leur nombre.", en: "Their number.")], permission: permission,
        example: "local count = \(name).count{ standing = \"existing\" }"),
    ]
  }

  private static func searching(_ entity: EntityDescription, _ name: String) -> FunctionDescription {
    FunctionDescription(
      "\(name).search", fr: "Cherche des mots dans les textes des fiches, sans égard aux accents ni à la casse.",
      en: "Searches words in the texts of the records; accents and letter case do not count.",
      parameters: [
        Value(
          "text", "string", fr: "Les mots, qui doivent tous s'y trouver.", en: "The words, all of which must be there."),
        filter(entity), options(entity),
      ],
      returns: [
        Value(
          "records", "grappe.\(entity.luaName)[]", fr: "Les fiches trouvées, les meilleures d'abord.",
          en: "The records found, the best first.")
      ], permission: .read(entity.permissionGroup),
      example: "local found = \(name).search(\"liege\", {}, { limit = 5 })")
  }

  // MARK: Writing

  private static func writing(_ entity: EntityDescription, _ name: String) -> [FunctionDescription] {
    let permission = FunctionDescription.Permission.write(entity.permissionGroup)
    let (sample, change) = samples[entity.id] ?? samples["actor"] ?? ("{}", "{}")
    let called = samples[entity.id] == nil ? "grappe.actors" : name
    let raises = LocalizedText(
      fr: "Une fiche qui ne remplit pas les règles de son entité, ou hors des territoires accordés.",
      en: "A record that breaks the rules of its entity, or lies outside the granted territories.")
    return [
      FunctionDescription(
        "\(name).add", fr: "Ajoute une fiche ; le greffon en devient le propriétaire.",
        en: "Adds a record; the plugin becomes its owner.",
        parameters: [
          Value("record", "grappe.New\(entity.luaName)", fr: "Les champs de la fiche.", en: "The fields of the record.")
        ],
        returns: [record(entity)], raises: raises, permission: permission,
        example: "local record = \(called).add \(sample)"),
      FunctionDescription(
        "\(name).set",
        fr:
          "Change des champs d'une fiche. Sur la fiche d'un autre propriétaire, un greffon n'écrit que ses propres champs.",
        en: "Changes fields of a record. On a record of another owner, a plugin writes its own fields only.",
        parameters: [
          id,
          Value(
            "fields", "grappe.\(entity.luaName)Fields", fr: "Les champs à changer ; les autres restent.",
            en: "The fields to change; the others stay."),
        ],
        returns: [record(entity)], raises: raises, permission: permission,
        example: "local record = \(called).add \(sample)\n\(called).set(record.id, \(change))"),
      FunctionDescription(
        "\(name).del", fr: "Supprime une fiche du greffon.", en: "Deletes a record of the plugin's own.",
        parameters: [id],
        returns: [
          Value("deleted", "boolean", fr: "false s'il n'y en avait pas.", en: "false when there was none.")
        ],
        raises: LocalizedText(
          fr: "Une fiche d'un autre propriétaire, ou à laquelle une autre se réfère.",
          en: "A record of another owner, or one that another record refers to."), permission: permission,
        example: "local record = \(called).add \(sample)\n\(called).del(record.id)"),
    ]
  }

  /// Records and changes that fit the data of the plugin `europe`, by entity, for examples.
  private static let samples: [String: (record: String, change: String)] = [
    "territory": (
      #"{ scheme = "lau", code = "BE-92094", name = { fr = "Namur", en = "Namur" }, parent = "BE" }"#,
      #"{ name = { fr = "Namur (ville)", en = "Namur (city)" } }"#
    ),
    "concept": (
      #"{ scheme = "my-themes", code = "sound", label = { fr = "Son", en = "Sound" } }"#,
      #"{ label = { fr = "Son et musique", en = "Sound and music" } }"#
    ),
    "actor": (
      #"{ name = "Studio Lumière", kind = "company", territory = "BE", city = "Namur" }"#, #"{ founded = "2019-05" }"#
    ),
    "identifier": (
      #"{ actor = "dg-connect", scheme = "my-register", value = "A-17" }"#, #"{ status = "verified" }"#
    ),
    "relation": (
      #"{ from = "commission-europeenne", type = "partner-of", to = "dg-connect" }"#, #"{ start = "2024" }"#
    ),
    "event": (
      #"{ name = "Nuit du jeu", kind = "festival", start = "2031-03-01", territory = "BE" }"#, #"{ city = "Liège" }"#
    ),
    "programme": (#"{ name = "Aide au prototype", level = "regional" }"#, #"{ period = "2031-2035" }"#),
    "call": (
      #"{ name = "Premier appel", level = "regional", stages = { "prototype" } }"#, #"{ closes = "2031-06-30" }"#
    ),
    "indicator": (
      #"{ code = "studios", label = { fr = "Studios", en = "Studios" }, unit = "count" }"#,
      #"{ unit = "studios" }"#
    ),
    "observation": (
      #"{ indicator = "ind-budget-digital-europe", period = "2031", value = 12, origin = "Enquête", as_written = "douze" }"#,
      #"{ qualifier = "approx" }"#
    ),
    "training": (#"{ title = "Son immersif", city = "Mons" }"#, #"{ format = "atelier" }"#),
    "skill_need": (#"{ skill = "realisateur-streaming", count = 3 }"#, #"{ urgency = "high" }"#),
  ]
}

extension FunctionDescription.Value {
  /// The second result of a function whose failure is expected.
  static let problem = FunctionDescription.Value(
    "problem", "string?", fr: "Ce qui a manqué, quand le premier résultat est nil.",
    en: "What was missing, when the first result is nil.")
}

extension EntityDescription {
  /// The name of its classes in the stubs: `SkillNeed`.
  var luaName: String {
    id.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
