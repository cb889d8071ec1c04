import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("A query gives fields of referenced records")
struct PathTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.registrations.declareField(
        PluginField(plugin: "wallonia", name: "budget", entity: "territory", type: .money))
      try transaction.registrations.declareField(
        PluginField(plugin: "wallonia", name: "family", entity: "actor", type: .concept(scheme: "family")))
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("family", "culture")
      for (scheme, code) in [("event-kind", "festival"), ("relation-type", "partner-of"), ("relation-type", "organises")] {
        try transaction.addConcept(scheme, code)
      }
      try transaction.add("territory", ["scheme": "iso3166-1", "code": "BE", "name": ["fr": "Belgique"]])
      try transaction.add(
        "territory",
        [
          "scheme": "iso3166-2", "code": "BE-WAL", "name": ["fr": "Wallonie"], "parent": "BE",
          "wallonia.budget": ["amount": 5, "currency": "EUR"],
        ])
      try transaction.addActor("kikk", ["territory": "BE-WAL", "wallonia.family": "culture", "email": "a@example.org"])
      try transaction.addActor("bald")
      try transaction.add("event", ["id": "e", "name": "E", "kind": "festival", "start": "2024", "standing": "existing"])
      try transaction.add("relation", ["id": "r", "from": "kikk", "to": "bald", "type": "partner-of"])
      try transaction.add("relation", ["id": "s", "from": "kikk", "to": "e", "type": "organises"])
    }
    return temporary
  }

  private func find(_ entity: String, _ fields: [String], _ options: ExactDictionary<FieldValue> = [:]) throws -> [String] {
    try filled().read { transaction throws in
      let options = options.merging(["fields": .list(fields.map(FieldValue.text)), "order": "id"]) { own, _ in own }
      let description = try transaction.schema.requireEntity(entity)
      let query = try Query(.null, options: .map(options), for: description, in: transaction.schema)
      return try transaction.find(entity, query).map { FieldValue.map($0.fields).json }
    }
  }

  @Test("over one and over several references, absent where there is none")
  func references() throws {
    #expect(
      try find("actor", ["territory.name", "territory.parent.code", "territory.wallonia.budget"]) == [
        #"{"id":"bald"}"#,
        #"{"id":"kikk","territory.name":{"fr":"Wallonie"},"territory.parent.code":"BE","#
          + #""territory.wallonia.budget":{"amount":5,"currency":"EUR"}}"#,
      ])
  }

  @Test("of the concept of a code, also in a field of a plugin")
  func concepts() throws {
    #expect(
      try find("actor", ["name", "kind.label", "wallonia.family.label"], ["order": "-id", "limit": 1]) == [
        #"{"id":"kikk","kind.label":{"fr":"company"},"name":"kikk","wallonia.family.label":{"fr":"culture"}}"#
      ])
  }

  @Test("of the first entity that has the field, where a reference may lead to several")
  func several() throws {
    #expect(
      try find("relation", ["to.city", "to.name", "to.start"]) == [
        #"{"id":"r","to.name":"bald"}"#, #"{"id":"s","to.start":"2024"}"#,
      ])
  }

  @Test("in a search as in a query")
  func search() throws {
    try filled().read { transaction throws in
      for options in [["fields": ["territory.code"]], ["fields": ["territory.code"], "order": "id"]] as [FieldValue] {
        let query = try Query(.null, options: options, for: .actor, in: transaction.schema)
        #expect(try transaction.search("actor", "kikk", query: query) == [["id": "kikk", "territory.code": "BE-WAL"]])
      }
    }
  }

  @Test("of the records of a list of ids, in its order")
  func list() throws {
    try filled().read { transaction throws in
      let query = try Query(.null, options: ["fields": ["territory.code"]], for: .actor, in: transaction.schema)
      let cursor = try transaction.cursor("actor", ids: ["bald", "nobody", "kikk", "bald"], query)
      var found: [Record] = []
      while let record = try cursor.next() { found.append(record) }
      #expect(found == [["id": "bald"], ["id": "kikk", "territory.code": "BE-WAL"], ["id": "bald"]])
    }
  }
}
