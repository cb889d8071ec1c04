import Ecosystem
import Store
import StoreTestSupport
import Testing

/// Generates filters as plugins would write them, some of which match records.
struct FilterGenerator {
  var records: RecordGenerator

  mutating func filter(_ entity: EntityDescription, depth: Int) -> FieldValue {
    var entries: ExactDictionary<FieldValue> = [:]
    for _ in 0..<records.pick([1, 1, 2]) {
      let field = records.pick(entity.fields.filter { $0.type != .json })
      entries[field.id] = condition(field)
    }
    if depth > 0, records.pick([true, false]) {
      entries[records.pick(["any", "none"])] = .list((0..<2).map { _ in filter(entity, depth: depth - 1) })
    }
    return .map(entries)
  }

  private mutating func condition(_ field: FieldDescription) -> FieldValue {
    let names = operators(field.type)
    var entries: ExactDictionary<FieldValue> = [:]
    for _ in 0..<records.pick([1, 1, 2]) {
      let name = records.pick(names)
      if name == "plain" { return operand("eq", field) }
      entries[name] = operand(name, field)
    }
    return .map(entries)
  }

  private func operators(_ type: FieldType) -> [String] {
    switch type {
    case .text, .longText: ["plain", "eq", "ne", "lt", "le", "gt", "ge", "like", "present"]
    case .integer, .number, .date, .instant, .money: ["plain", "eq", "ne", "lt", "le", "gt", "ge", "present"]
    case .localizedText, .url, .choice, .concept, .reference: ["plain", "eq", "ne", "like", "present"]
    case .boolean: ["plain", "eq", "ne", "present"]
    case .list(.text): ["has", "like", "present"]
    default: ["has", "present"]
    }
  }

  private mutating func operand(_ name: String, _ field: FieldDescription) -> FieldValue {
    switch name {
    case "present": return .boolean(records.pick([true, false]))
    case "like":
      return .text(records.pick(["%", "n%", "%E%", "kikk_%", "%\\_%", "100 \\%", "l'été", "%o%", "BE-%", ""]))
    case "lt", "le", "gt", "ge": return value(field)
    default:
      return records.pick([true, false])
        ? value(field) : .list((0..<records.pick([0, 2, 3])).map { _ in value(field) })
    }
  }

  private mutating func value(_ field: FieldDescription) -> FieldValue {
    field.type == .localizedText ? .text(records.pick(RecordGenerator.words)) : records.value(field.type.element)
  }
}

@Suite("Filters find what a naive reading of every record finds")
struct FilterPropertyTests {
  private static let pluginFields: [PluginField] = [
    FieldType.boolean, .text, .anyInteger, .anyNumber, .date, .money, .localizedText, .choice(["a", "b"]), .list(.text),
    .concept(scheme: "family"), .reference(["territory"]), .list(.reference(["territory"])),
    .list(.concept(scheme: "skill")),
  ].enumerated().map { PluginField(plugin: "wallonia", name: "f\($0)", entity: "actor", type: $1, isIndexed: $0 < 3) }

  private static func filled(_ temporary: TemporaryStore, _ generator: inout RecordGenerator) throws {
    try temporary.write { transaction throws in
      for field in pluginFields { try transaction.registrations.declareField(field) }
      try generator.fill(transaction, count: 40)
    }
  }

  @Test("2,000 random filters over every entity agree", arguments: [1, 2, 3])
  func agrees(seed: UInt64) throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: seed)
    try FilterPropertyTests.filled(temporary, &generator)
    var filters = FilterGenerator(records: generator)
    try temporary.read { transaction throws in
      let naive = NaiveFilter(parents: ["BE-WAL": "BE", "BE-WNA": "BE-WAL", "92094": "BE-WNA"])
      var hits = 0
      for entity in transaction.schema.entities {
        let all = try transaction.find(entity.id)
        for _ in 0..<(entity.id == "actor" ? 240 : 40) {
          let written = filters.filter(entity, depth: 2)
          let filter = try Filter(written, for: entity)
          let expected = all.filter { naive.matches($0, filter) }
          let found = try transaction.find(entity.id, Query(filter: filter))
          #expect(found == expected, "\(entity.id) \(written.json)")
          #expect(try transaction.count(entity.id, filter) == expected.count)
          hits += expected.isEmpty || expected.count == all.count ? 0 : 1
        }
      }
      #expect(hits > 150, "the filters must tell records apart to prove anything")
    }
  }

  @Test("every field of every entity is met by each of its operators")
  func everyOperator() throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: 11)
    try FilterPropertyTests.filled(temporary, &generator)
    try temporary.read { transaction throws in
      let naive = NaiveFilter(parents: ["BE-WAL": "BE", "BE-WNA": "BE-WAL", "92094": "BE-WNA"])
      for entity in transaction.schema.entities {
        let all = try transaction.find(entity.id)
        for field in entity.fields {
          guard let value = all.lazy.map({ $0[field.id] }).first(where: { !$0.isNull }) else { continue }
          for name in FilterOperator.allCases {
            let operand = operand(name, value, field)
            guard let filter = try? Filter([field.id: [name.rawValue: operand]], for: entity) else { continue }
            let expected = all.filter { naive.matches($0, filter) }.map(\.id)
            #expect(
              try transaction.find(entity.id, Query(filter: filter)).map(\.id) == expected,
              "\(entity.id).\(field.id) \(name)")
          }
        }
      }
    }
  }

  private func operand(_ name: FilterOperator, _ value: FieldValue, _ field: FieldDescription) -> FieldValue {
    switch name {
    case .present: true
    case .like: "%e%"
    case .has: value.listValue?.first ?? value
    default: field.type == .localizedText ? value.mapValue?["fr"] ?? value : value
    }
  }
}

@Suite("Records near a point")
struct NearTests {
  @Test(
    "the circle agrees with another formula, also around the poles and across the 180th meridian",
    arguments: [
      (50.46, 4.87, 20.0), (0, 179.9, 200), (0, -179.9, 200), (89.5, 10, 300), (-89.9, 0, 500), (50, 4, 0),
      (10, 10, 20_100),
      (60, 175, 1_500), (-33, -170, 2_500),
    ])
  func circle(lat: Double, lon: Double, kilometres: Double) throws {
    let temporary = try TemporaryStore()
    var random = SeededRandom(seed: 5)
    let points = (0..<600).map { index in
      index.isMultiple(of: 2)
        ? (Double.random(in: -90...90, using: &random), Double.random(in: -180...180, using: &random))
        : (
          min(90, max(-90, lat + .random(in: -3...3, using: &random))),
          wrapped(lon + .random(in: -3...3, using: &random))
        )
    }
    let found = try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for (index, point) in points.enumerated() {
        try transaction.addActor("a\(index)", ["lat": .number(point.0), "lon": .number(point.1)])
      }
      try transaction.addActor("nowhere")
      let near: FieldValue = ["lat": .number(lat), "lon": .number(lon), "km": .number(kilometres)]
      return try transaction.ids("actor", ["near": near])
    }
    let expected = points.indices.filter {
      SphereDistance.kilometres(points[$0].0, points[$0].1, lat, lon) <= kilometres
    }
    #expect(found == expected.map { "a\($0)" })
    #expect(kilometres == 0 || !expected.isEmpty)
  }

  private func wrapped(_ lon: Double) -> Double { lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon }
}
