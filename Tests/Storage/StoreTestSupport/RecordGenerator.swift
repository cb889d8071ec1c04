import Calendar
import Ecosystem
import Store

/// A generator of random numbers that are the same in every run (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Generates records that satisfy a description, from small sets of values so that filters match some of them.
package struct RecordGenerator {
  package var random: SeededRandom
  /// Ids to refer to, by entity.
  package var ids: [String: [String]] = [:]
  /// Codes of concepts, by scheme.
  package var codes: [String: [String]] = [:]
  /// The event of each session and the body of each membership, which records that refer to these must repeat.
  private var agreed: ExactDictionary<FieldValue> = [:]
  /// The share of optional fields with a value.
  package var fullness = 0.6
  /// The share of records that everybody may see; the others have any visibility. 0 draws all alike.
  package var publicShare = 0.0

  package init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  package static let words = ["Namur", "namur", "Liège", "Zoé", "œuvre", "L’Été", "100 %", "a_b", "Kikk", "KIKK festival", "x"]
  package static let dates = ["1999", "2010", "2010-05", "2010-05-20", "2020-01-01", "2024", "2024-02-29"]

  /// Makes a record with an id and the writable fields.
  package mutating func record(_ entity: EntityDescription, id: String?) -> Record {
    var record = Record()
    if let id { record["id"] = .text(id) }
    for field in entity.fields where field.isWritable && field.id != "id" {
      if field.isRequired || Double.random(in: 0..<1, using: &random) < fullness {
        record[field.id] = field.format.map { value($0) } ?? value(field.type)
        if field.id == "visibility", Double.random(in: 0..<1, using: &random) < publicShare { record[field.id] = "public" }
      }
    }
    mend(&record, entity)
    return record
  }

  /// Removes values that violate the rules over several fields.
  private mutating func mend(_ record: inout Record, _ entity: EntityDescription) {
    for rule in entity.rules {
      switch rule {
      case .ordered(let first, let last):
        if !isOrdered(record[first], record[last]) {
          record[last] = entity.field(last)!.isRequired ? record[first] : .null
        }
      case .together(let one, let other):
        if record[one].isNull != record[other].isNull { (record[one], record[other]) = (.null, .null) }
      case .distinct(let one, let other):
        if record[one] == record[other] {
          record[other] =
            entity.field(other)!.isRequired ? another(than: record[one], entity.field(other)!.type) : .null
        }
      case .identifier(let scheme, _): record[scheme] = "XX-FREE"
      case .needs(let field, let other): if record[other].isNull { record[field] = .null }
      // A tree whose parents come before their children in the alphabet has no cycle.
      case .acyclic(from: "id", let parent, only: nil):
        if (record[parent].textValue ?? "") >= record.id { record[parent] = .null }
      case .agrees(let reference, let field):
        if let value = agreed[record[reference].textValue ?? ""] { record[field] = value }
      case .acyclic, .disjoint, .sealed: break
      }
    }
  }

  /// Makes a text of a format.
  private mutating func value(_ format: TextFormat) -> FieldValue {
    switch format {
    case .timeZone: .text(pick(["Europe/Brussels", "America/Argentina/Buenos_Aires"]))
    case .recurrence: .text(pick(["FREQ=YEARLY;BYMONTH=10", "FREQ=MONTHLY;BYDAY=1TU;COUNT=10"]))
    case .country: .text(pick(["BE", "LU", "FR"]))
    }
  }

  private mutating func another(than value: FieldValue, _ type: FieldType) -> FieldValue {
    while true {
      let other = self.value(type)
      if other != value { return other }
    }
  }

  private func isOrdered(_ low: FieldValue, _ high: FieldValue) -> Bool {
    switch (low, high) {
    case (.text(let low), .text(let high)): low.utf8.count > 10 ? low <= high : CalendarDate.isOrdered(low, high)
    case (.number(let low), .number(let high)): low <= high
    case (.map(let low), .map(let high)): low["amount"]!.integerValue! <= high["amount"]!.integerValue!
    default: true
    }
  }

  /// Rules as `rule_set` holds them, in the notation of plugins.
  private static let rules: FieldValue = [
    "conditions": [
      [
        "test": "one_of", "id": "sector", "fact": "project_sectors", "values": ["jeu-video", "a, b; c"], "excludes": [],
        "label": ["fr": "Un jeu vidéo", "en": "A video game"], "question": ["fr": "Quel secteur ?", "en": "Which sector?"],
      ],
      [
        "test": "ratio", "id": "half", "fact": "regional_spend", "of": "budget", "min": 0.5,
        "label": ["fr": "La moitié", "en": "Half"], "question": ["fr": "Combien ?", "en": "How much?"],
      ],
    ]
  ]

  /// Makes a value of a type.
  package mutating func value(_ type: FieldType) -> FieldValue {
    switch type {
    case .text, .longText: .text(pick(RecordGenerator.words))
    case .localizedText: localized()
    case .integer(let range): .integer(min(max(pick([0, 1, 5, 100, 1900, 2000]), range.lowerBound), range.upperBound))
    case .number(let range):
      .number(min(max(pick([-12.5, 0, 0.25, 1, 4.87, 50.46]), range.lowerBound), range.upperBound))
    case .boolean: .boolean(pick([true, false]))
    case .date: .text(pick(RecordGenerator.dates))
    case .instant: .text(pick(["2024-05-16T09:30:00Z", "2025-01-01T00:00:00Z"]))
    case .money: ["amount": .integer(pick([0, 100, 150_000])), "currency": .text(pick(["EUR", "CHF"]))]
    case .url: .text(pick(["https://kikk.be/festival?a=1", "http://example.org"]))
    case .json: RecordGenerator.rules
    case .choice(let words): .text(pick(words))
    case .concept(let scheme): .text(pick(codes[scheme] ?? ["none"]))
    case .reference(let entities): .text(pick(entities.flatMap { ids[$0] ?? [] }))
    case .list(let element): list(element)
    }
  }

  private mutating func localized() -> FieldValue {
    var texts: ExactDictionary<FieldValue> = ["fr": .text(pick(RecordGenerator.words)), "en": .text(pick(RecordGenerator.words))]
    if pick([true, false]) { texts["nl"] = .text(pick(RecordGenerator.words)) }
    return .map(texts)
  }

  private mutating func list(_ element: FieldType) -> FieldValue {
    var elements: [FieldValue] = []
    for _ in 0..<pick([1, 2, 3]) {
      let value = value(element)
      if !elements.contains(value) { elements.append(value) }
    }
    return .list(elements)
  }

  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements.randomElement(using: &random)!
  }
}

extension RecordGenerator {
  /// Fills a store with vocabularies, territories, and `count` records of every entity, which are all consistent.
  package mutating func fill(_ transaction: StoreTransaction, count: Int) throws {
    for scheme in ["actor-kind", "family", "sector", "skill", "relation-type", "event-kind", "role", "purpose", "membership-category"] {
      codes[scheme] = ["one", "two", "three"]
      for code in codes[scheme]! {
        try transaction.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": ["fr": .text(code)]])
      }
    }
    try fillTerritories(transaction)
    ids["concept"] = codes.keys.sorted().flatMap { scheme in codes[scheme]!.map { "\(scheme):\($0)" } }
    for entity in transaction.schema.entities where !["territory", "concept"].contains(entity.id) {
      let names = (0..<count).map { "\(entity.id.replacing("_", with: "-"))-\($0)" }
      ids[entity.id] = names
      for (index, name) in names.enumerated() { try fillOne(transaction, entity, name, index) }
    }
  }

  private mutating func fillTerritories(_ transaction: StoreTransaction) throws {
    let parents = [("BE", nil), ("BE-WAL", "BE"), ("BE-WNA", "BE-WAL"), ("LU", nil), ("92094", "BE-WNA")]
    for (code, parent) in parents {
      var record: Record = ["scheme": "plugin", "code": .text(code), "name": ["fr": .text(code)]]
      record["parent"] = parent.map(FieldValue.text) ?? .null
      try transaction.add("territory", record)
    }
    ids["territory"] = parents.map(\.0)
  }

  private mutating func fillOne(
    _ transaction: StoreTransaction, _ entity: EntityDescription, _ name: String, _ index: Int
  ) throws {
    var record = record(entity, id: name)
    for key in entity.uniqueKeys { tellApart(&record, key, entity, index) }
    // So that the periods of two relations never overlap.
    if entity.id == "relation" { record["end"] = record["start"] }
    if entity.id == "session" { agreed[name] = record["event"] }
    if entity.id == "membership" { agreed[name] = record["body"] }
    // The periods of active memberships and of main affiliations may overlap.
    if entity.id == "membership", record["status"] == "active" { record["status"] = "suspended" }
    if entity.id == "affiliation" { record["primary"] = false }
    // The event may be full.
    if record["status"] == "confirmed" { record["status"] = "attended" }
    try transaction.add(entity.id, record)
  }

  /// Makes the record's fields of a unique key distinct.
  private func tellApart(_ record: inout Record, _ key: [String], _ entity: EntityDescription, _ index: Int) {
    for name in key.reversed() {
      switch entity.field(name)?.type {
      case .text: record[name] = .text("\(record[name].textValue ?? "") \(record.id)")
      case .integer: record[name] = .integer(Int64(1_800 + index))
      case .date: record[name] = .text("\(1_800 + index)")
      case .reference(let entities): record[name] = .text(ids[entities[0]]![index])
      default: continue
      }
      return
    }
  }
}
