import Ecosystem
import Localization
import Store
import StoreTestSupport
import Testing

@Suite("Records are grouped and counted in the database")
struct GroupTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for kind in ["company", "school"] { try transaction.addConcept("actor-kind", kind) }
      for family in ["a", "b"] { try transaction.addConcept("family", family) }
      for (scheme, code, parent) in [
        ("iso3166-1", "BE", nil), ("iso3166-2", "BE-WAL", "BE"), ("iso3166-2", "BE-WNA", "BE-WAL"), ("iso3166-2", "BE-WLG", "BE-WAL"),
        ("lau", "92094", "BE-WNA"), ("nuts", "BE35", "BE-WNA"), ("nuts", "BE352", "BE35"), ("plugin", "area-namur", "92094"),
        ("iso3166-2", "BE-BRU", "BE"),
      ] as [(String, String, String?)] {
        try transaction.add(
          "territory",
          [
            "scheme": .text(scheme), "code": .text(code), "name": ["fr": .text("Nom \(code)"), "nl": .text("Naam \(code)")],
            "parent": parent.map(FieldValue.text) ?? .null,
          ])
      }
      for (id, territory, kind, categories, founded) in [
        ("w", "BE-WAL", "company", ["a"], "2010"), ("n", "BE-WNA", "company", ["a", "b"], "2010-05"),
        ("t", "92094", "school", [], "2010-05-20"), ("m", "area-namur", "company", ["b"], "2011-01-01"),
        ("u", "BE352", "school", ["a"], nil), ("b", "BE-BRU", "company", [], nil), ("x", nil, "school", ["b"], nil),
      ] as [(String, String?, String, [String], String?)] {
        let categories = FieldValue.list(categories.map(FieldValue.text))
        try transaction.addActor(
          id,
          [
            "territory": territory.map(FieldValue.text) ?? .null, "kind": .text(kind),
            "categories": categories == .list([]) ? .null : categories, "founded": founded.map(FieldValue.text) ?? .null,
          ])
      }
    }
    return temporary
  }

  /// Writes each group as its keys and figures, in order.
  private func groups(
    _ temporary: TemporaryStore, _ options: FieldValue, of entity: String = "actor", where filter: FieldValue = .null
  ) throws -> [String] {
    try temporary.read { transaction throws in
      let description = try transaction.schema.requireEntity(entity)
      let query = try GroupQuery(filter, options: options, for: description, in: transaction.schema)
      var lines: [String] = []
      try transaction.eachGroup(entity, query) { group in
        let values = group.keys + (query.isCounted ? [.integer(Int64(group.count))] : []) + group.figures
        lines.append(values.map { $0.textValue ?? $0.json }.joined(separator: " "))
        return true
      }
      return lines
    }
  }

  @Test("by one key, by two, and without a key, in the order of the keys")
  func keys() throws {
    let temporary = try filled()
    #expect(try groups(temporary, ["by": "kind"]) == ["company 4", "school 3"])
    #expect(
      try groups(temporary, ["by": ["kind", "categories"]])
        == ["company a 2", "company b 2", "company null 1", "school a 1", "school b 1", "school null 1"])
    #expect(try groups(temporary, .null) == ["7"])
    #expect(try groups(temporary, .null, where: ["kind": "hub"]) == ["0"])
    #expect(try groups(temporary, ["by": "kind"], where: ["kind": "hub"]) == [])
  }

  @Test(
    "by the territory of a level around each record, without a value elsewhere",
    arguments: [
      ("country", ["BE 6", "null 1"]), ("region", ["BE-BRU 1", "BE-WAL 5", "null 1"]), ("province", ["BE-WNA 4", "null 3"]),
      ("municipality", ["92094 2", "null 5"]), ("nuts2", ["BE35 1", "null 6"]), ("nuts3", ["BE352 1", "null 6"]), ("nuts1", ["null 7"]),
    ])
  func levels(level: String, expected: [String]) throws {
    #expect(try groups(filled(), ["by": .text("territory:\(level)")]) == expected)
  }

  @Test("a list of territories inside one region counts its record once in that region")
  func lists() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      try transaction.add("call", ["id": "c1", "name": "C1", "territories": ["BE-WNA", "BE-WLG", "BE-BRU"]])
      try transaction.add("call", ["id": "c2", "name": "C2", "territories": ["BE-WAL"]])
    }
    #expect(try groups(temporary, ["by": "territories:region"], of: "call") == ["BE-BRU 1", "BE-WAL 2"])
    #expect(
      try groups(temporary, ["by": "territories", "order": "-count", "limit": 2, "offset": 1], of: "call") == ["BE-WAL 1", "BE-WLG 1"])
  }

  @Test("by the part of a date, without a value where the date is less precise")
  func dates() throws {
    let temporary = try filled()
    #expect(try groups(temporary, ["by": "founded:year"]) == ["2010 3", "2011 1", "null 3"])
    #expect(try groups(temporary, ["by": "founded:month"]) == ["2010-05 2", "2011-01 1", "null 4"])
    #expect(try groups(temporary, ["by": "founded:day"]) == ["2010-05-20 1", "2011-01-01 1", "null 5"])
    #expect(try groups(temporary, ["by": "created_at:month"]) == ["2026-01 7"])
  }

  @Test("by fields of referenced records, in the language of the query")
  func references() throws {
    let temporary = try filled()
    #expect(
      try groups(temporary, ["by": "territory.parent.name", "order": "-count"])
        == ["Nom BE 2", "Nom 92094 1", "Nom BE-WAL 1", "Nom BE-WNA 1", "Nom BE35 1", "null 1"])
    #expect(try groups(temporary, ["by": ["area": "kind.label"]]) == ["company 4", "school 3"])
    try temporary.read { transaction throws in
      var query = try GroupQuery(
        ["kind": "school"], options: ["by": "territory.name"], for: .actor, in: transaction.schema)
      query.language = Language(rawValue: "nl")
      var names: [FieldValue] = []
      try transaction.eachGroup("actor", query) {
        names += $0.keys
        return true
      }
      #expect(names == ["Naam 92094", "Naam BE352", .null])
    }
  }

  @Test("sums, means, extremes and different values leave out records without a value")
  func figures() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      for (actor, year, staff, turnover) in [
        ("w", 2022, 4.5, nil), ("w", 2023, 5.5, 100), ("n", 2023, nil, 51), ("b", 2023, nil, nil),
      ] as [(String, Int64, Double?, Int64?)] {
        try transaction.add(
          "figure",
          [
            "actor": .text(actor), "year": .integer(year), "staff": staff.map(FieldValue.number) ?? .null,
            "turnover": turnover.map { ["amount": .integer($0), "currency": "EUR"] } ?? .null,
          ])
      }
    }
    #expect(
      try groups(
        temporary, ["by": "year", "sum": "staff", "avg": ["staff"], "min": "staff", "max": "staff", "distinct": "actor"], of: "figure")
        == ["2022 1 4.5 4.5 4.5 4.5 1", "2023 3 5.5 5.5 5.5 5.5 3"])
    #expect(
      try groups(
        temporary, ["by": ["turnover:currency"], "count": false, "sum": "turnover", "avg": "turnover"], of: "figure")
        == [#"EUR {"amount":151,"currency":"EUR"} {"amount":76,"currency":"EUR"}"#, "null null null"])
    #expect(
      try groups(temporary, ["by": "kind", "min": "founded", "max": "founded", "order": "-max.founded"])
        == ["company 4 2010 2011-01-01", "school 3 2010-05-20 2010-05-20"])
  }

  @Test("a sum beyond 64 bits is refused")
  func overflow() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.registrations.declareField(
        PluginField(plugin: "wallonia", name: "size", entity: "actor", type: .anyInteger))
      try transaction.addConcept("actor-kind", "company")
      for id in ["a", "b"] { try transaction.addActor(id, ["wallonia.size": .integer(.max)]) }
    }
    let error = storeError { _ = try groups(temporary, ["sum": "wallonia.size"]) }
    #expect(error?.kind == .sumTooLarge)
    #expect(try groups(temporary, ["max": "wallonia.size"]) == ["2 9223372036854775807"])
  }

  @Test("an interrupt stops the query before the first group")
  func interrupt() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      for number in 0..<300 { try transaction.addActor("many-\(number)", ["territory": "92094"]) }
    }
    try temporary.read { transaction throws in
      transaction.setInterrupt { true }
      let query = try GroupQuery(.null, options: ["by": "territory:province"], for: .actor, in: transaction.schema)
      var count = 0
      let error = storeError {
        try transaction.eachGroup("actor", query) { _ in
          count += 1
          return true
        }
      }
      #expect(error?.kind == .interrupted && count == 0)
    }
  }

  @Test(
    "a wrong option is refused with its name",
    arguments: [
      (["by": "knd"], "field.unknown"), (["by": "territory:provinc"], "query.option-wrong"), (["by": "kind:year"], "query.option-wrong"),
      (["by": "name.label"], "query.option-wrong"), (["by": "territory.parent.parent.parent.name"], "query.option-wrong"),
      (["by": "categories.label"], "query.option-wrong"), (["group": "kind"], "query.option-unknown"),
      (["sum": "name"], "query.option-wrong"),
      (["by": "kind", "order": "sum.staff"], "query.option-wrong"), (["limit": -1], "query.option-wrong"),
      (["count": 1], "query.option-wrong"),
      (["by": ["kind", "kind"]], "query.option-wrong"), (["by": ["count": "kind"]], "query.option-wrong"),
      (["by": 1], "query.option-wrong"), ("kind", "query.option-wrong"),
    ] as [(FieldValue, String)])
  func refusals(options: FieldValue, code: String) throws {
    #expect(modelError { _ = try GroupQuery(.null, options: options, for: .actor, in: .grappe) }?.code == code)
  }

  @Test("money is added up only with the key of its currency")
  func currencies() throws {
    let figure = EntityDescription.figure
    let refused = modelError { _ = try GroupQuery(.null, options: ["sum": "turnover"], for: figure, in: .grappe) }
    #expect(refused?.message(in: .en).contains("turnover:currency") == true)
  }
}
