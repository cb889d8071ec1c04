import Ecosystem
import Localization

extension CollectionModule {
  /// The reference of the collection of `entity`: the verbs, and the classes of its records and filters.
  static func reference(of entity: EntityDescription) -> ModuleReference {
    let name = "grappe.\(entity.collection)"
    return ModuleReference(
      name, doc: entity.doc,
      functions: reading(entity, name) + (entity.searchFields.isEmpty ? [] : [searching(entity, name)])
        + writing(entity, name),
      classes: RecordClasses.all(of: entity))
  }

  private typealias Value = FunctionDescription.Value

  private static func filter(_ entity: EntityDescription) -> Value {
    Value(
      "filter", "grappe.\(entity.luaName)Filter", isOptional: true,
      doc: "hostapi.collection-module.conditions-all-once-without")
  }

  private static func options(_ entity: EntityDescription) -> Value {
    Value(
      "options", "grappe.QueryOptions", isOptional: true,
      doc: "hostapi.collection-module.order-number-fields-records")
  }

  private static let id = Value("id", "grappe.RecordID", doc: "hostapi.collection-module.id")

  private static func record(_ entity: EntityDescription) -> Value {
    Value(
      "record", "grappe.\(entity.luaName)", doc: "hostapi.collection-module.record-kept")
  }

  // MARK: Reading

  private static func reading(_ entity: EntityDescription, _ name: String) -> [FunctionDescription] {
    let (type, permissions) = ("grappe.\(entity.luaName)", [FunctionDescription.Permission.read(entity.permissionGroup)])
    return [
      FunctionDescription(
        "\(name).get", doc: "hostapi.collection-module.gives-record-id",
        parameters: [
          Value("id", "grappe.RecordID", doc: "hostapi.collection-module.id-or-list"),
          Value("options", "grappe.GetOptions", isOptional: true, doc: "hostapi.collection-module.fields-options"),
        ],
        returns: [
          Value(
            "record", "\(type)?", doc: "hostapi.collection-module.record-nil-when-there"),
          .problem,
        ], permissions: permissions,
        example: "local record, problem = \(name).get(\"kikk\")\nlocal records, missing = \(name).get { \"kikk\", \"trakk\" }"
      ).overloaded("fun(ids: grappe.RecordID[], options?: grappe.GetOptions): \(type)[], string?"),
      FunctionDescription(
        "\(name).first", doc: "hostapi.collection-module.gives-first-record",
        parameters: [filter(entity), options(entity)],
        returns: [
          Value("record", "\(type)?", doc: "hostapi.collection-module.record-nil-when-there"), .problem,
        ], permissions: permissions,
        example: "local newest = \(name).first({ standing = \"existing\" }, { order = \"-created_at\" })"),
      FunctionDescription(
        "\(name).find", doc: "hostapi.collection-module.gives-list-records-filter",
        parameters: [filter(entity), options(entity)],
        returns: [Value("records", "\(type)[]", doc: "hostapi.collection-module.records")], permissions: permissions,
        example: "local first = \(name).find({ standing = \"existing\" }, { order = \"id\", limit = 10 })"),
      FunctionDescription(
        "\(name).each", doc: "hostapi.collection-module.goes-through-records-one",
        parameters: [filter(entity), options(entity)],
        returns: [
          Value(
            "iterator", "fun(): \(type)?", doc: "hostapi.collection-module.iterator-loop-serves-during")
        ], permissions: permissions,
        example:
          "local ids = {}\nfor record in \(name).each { standing = \"existing\" } do ids[#ids + 1] = record.id end"),
      FunctionDescription(
        "\(name).count", doc: "hostapi.collection-module.counts-records-filter-selects", parameters: [filter(entity), options(entity)],
        returns: [Value("count", "integer", doc: "hostapi.collection-module.their-number")], permissions: permissions,
        example: "local count = \(name).count{ standing = \"existing\" }"),
      FunctionDescription(
        "\(name).group", doc: "hostapi.collection-module.groups-records",
        parameters: [
          filter(entity),
          Value("options", "grappe.GroupOptions", isOptional: true, doc: "hostapi.collection-module.keys-and-figures"),
        ],
        returns: [Value("groups", "grappe.Group[]", doc: "hostapi.collection-module.groups")], permissions: permissions,
        example: groupExample(entity, name)),
    ]
  }

  private static func groupExample(_ entity: EntityDescription, _ name: String) -> String {
    let keys = entity.field("territory") == nil ? "{ \"standing\" }" : "{ \"standing\", \"territory:province\" }"
    return """
      for _, group in ipairs(\(name).group({}, { by = \(keys), order = "-count", limit = 10 })) do
        grappe.log.info(("%s: %d"):format(group.standing or "?", group.count))
      end
      """
  }

  private static func searching(_ entity: EntityDescription, _ name: String) -> FunctionDescription {
    FunctionDescription(
      "\(name).search", doc: "hostapi.collection-module.searches-words-texts-records",
      parameters: [
        Value(
          "text", "string", doc: "hostapi.collection-module.words-all-which-must"),
        filter(entity), options(entity),
      ],
      returns: [
        Value(
          "records", "grappe.\(entity.luaName)[]", doc: "hostapi.collection-module.records-found-best-first")
      ], permissions: [.read(entity.permissionGroup)],
      example: "local found = \(name).search(\"liege\", {}, { limit = 5 })")
  }

  // MARK: Writing

  private static func writing(_ entity: EntityDescription, _ name: String) -> [FunctionDescription] {
    let permissions = [FunctionDescription.Permission.write(entity.permissionGroup)]
    let (sample, change) = samples[entity.id] ?? samples["actor"] ?? ("{}", "{}")
    let called = samples[entity.id] == nil ? "grappe.actors" : name
    let raises = LocalizedText(
      "hostapi.collection-module.record-breaks-rules-entity")
    return [
      FunctionDescription(
        "\(name).add", doc: "hostapi.collection-module.adds-record-plugin-becomes",
        parameters: [
          Value("record", "grappe.New\(entity.luaName)", doc: "hostapi.collection-module.fields-record")
        ],
        returns: [record(entity)], raises: raises, permissions: permissions,
        example: "local record = \(called).add \(sample)"),
      FunctionDescription(
        "\(name).set",
        doc: "hostapi.collection-module.changes-fields-record-record",
        parameters: [
          id,
          Value(
            "fields", "grappe.\(entity.luaName)Fields", doc: "hostapi.collection-module.fields-change-others-stay"),
        ],
        returns: [record(entity)], raises: raises, permissions: permissions,
        example: "local record = \(called).add \(sample)\n\(called).set(record.id, \(change))"),
      FunctionDescription(
        "\(name).del", doc: "hostapi.collection-module.deletes-record-plugin-s",
        parameters: [id],
        returns: [
          Value("deleted", "boolean", doc: "hostapi.collection-module.false-when-there-was")
        ],
        raises: LocalizedText(
          "hostapi.collection-module.record-another-owner-one"), permissions: permissions,
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
      #"{ actor = "dg-connect", scheme = "XX-CLUSTER", value = "A-17" }"#, #"{ status = "verified" }"#
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
    "problem", "string?", doc: "hostapi.collection-module.what-was-missing-when")
}

extension EntityDescription {
  /// The name of its classes in the stubs: `SkillNeed`.
  var luaName: String {
    id.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
