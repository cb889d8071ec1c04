import Ecosystem
import GRDB
import StoreTestSupport
import Testing

@testable import Store

@Suite("Names and towns are equal without regard to case, accents and ligatures")
struct NameEqualityTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for (id, name, city) in [
        ("a", "Écluse", "Liège"), ("b", "ECLUSE", "LIÈGE"), ("c", "ecluse", "liege"), ("d", "Œuvre", "Lie\u{300}ge "),
        ("e", "oeuvre", "Mons"),
      ] {
        try transaction.addActor(id, ["name": .text(name), "city": .text(city), "aliases": ["Cœur", .text(name)], "legal_form": "SRL"])
      }
      try transaction.add("territory", ["scheme": "plugin", "code": "LG", "name": ["fr": "Liège", "de": "Lüttich"]])
      let label: FieldValue = ["fr": "Fête"]
      try transaction.add("concept", ["scheme": "event-kind", "code": "fete", "label": label])
      try transaction.add("event", ["id": "ev", "name": "Fête de l’Été", "kind": "fete", "city": "Liège"])
    }
    return temporary
  }

  @Test(
    "as a value, among several, and negated",
    arguments: [
      (["city": "liege"], "abcd"), (["city": "LIE\u{300}GE "], "abcd"), (["city": ["mons", "Liége"]], "abcde"),
      (["city": ["ne": "liège"]], "e"),
      (["name": "écluse"], "abc"), (["name": "ŒUVRE"], "de"), (["name": ["oeuvre", "ecluse"]], "abcde"),
      (["name": ["ne": ["OEUVRE"]]], "abc"),
      (["aliases": ["has": "coeur"]], "abcde"), (["aliases": ["has": ["ecluse", "x"]]], "abc"), (["legal_form": "srl"], "abcde"),
      (["name": "eclus"], ""), (["id": "A"], ""), (["source": "x"], ""),
    ] as [(FieldValue, String)])
  func actors(filter: FieldValue, ids: String) throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("actor", filter).sorted().joined() == ids, "\(filter.json)")
    }
  }

  @Test("also of entities without an index of names, and of texts by language")
  func others() throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("event", ["name": "fete de l'ete"]) == ["ev"] && transaction.ids("event", ["city": "LIEGE"]) == ["ev"])
      #expect(try transaction.ids("territory", ["name": "luttich"]) == ["LG"])
    }
  }

  @Test("a name that an update or an undo brings back is found")
  func changed() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      try transaction.update("actor", "e", changes: ["city": "Étalle"], now: TemporaryStore.later)
      #expect(try transaction.ids("actor", ["city": "ETALLE"]) == ["e"])
      try transaction.update("actor", "e", changes: ["city": "Huy"], now: TemporaryStore.later)
      #expect(try transaction.ids("actor", ["city": "ETALLE"]) == [] && transaction.integrity.findings() == [])
    }
  }

  @Test(
    "an index answers, for many names too", arguments: [("city", "actor_by_city"), ("name", "actor_by_name"), ("aliases", "actor_aliases")])
  func plan(field: String, index: String) throws {
    let many: [FieldValue] = (0...NameSpellings.namesMax).map { .text("n\($0)") }
    try filled().read { transaction throws in
      for values: FieldValue in ["liege", ["liege", "mons"], .list(many)] {
        let plan = try plan([field: field == "aliases" ? ["has": values] : values], transaction)
        #expect(plan.contains(index) && !plan.contains("SCAN t"), "\(plan)")
        #expect(plan.contains("SEARCH f USING PRIMARY KEY") == (values == .list(many)), "\(plan)")
      }
    }
  }

  @Test("records with one spelling of a name are read without sorting them", arguments: ["mons", "ETALLE", "nowhere", "liege"])
  func unsorted(town: String) throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      try transaction.update("actor", "e", changes: ["city": "Étalle"], now: TemporaryStore.later)
      #expect(try plan(["city": .text(town)], transaction).contains("ORDER BY") == (town == "liege"))
    }
  }

  private func plan(_ filter: FieldValue, _ transaction: StoreTransaction) throws -> String {
    let query = try Query(filter, for: .actor)
    let layout = try transaction.scoped()
    let table = try layout.table("actor")
    let sql = try transaction.sql(query.filter, of: table).select(query, try layout.reader(table, for: query))
    var plan: [String] = []
    try transaction.open().run("EXPLAIN QUERY PLAN " + sql.sql, sql.arguments) { plan.append($0.text(3)) }
    return plan.joined(separator: "\n")
  }

  @Test("a name with more spellings than are read at once is found in all of them")
  func manySpellings() throws {
    try TemporaryStore().write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      let marks = (0...NameSpellings.spellingsMax + 1).map { number in
        (0..<6).map { number >> $0 & 1 == 1 ? "é" : "e" }.joined()
      }
      for (number, name) in marks.enumerated() { try transaction.addActor("a\(number)", ["name": .text(name), "aliases": [.text(name)]]) }
      #expect(try transaction.count("actor", Query(["name": "EEEEEE"], for: .actor).filter) == marks.count)
      #expect(try transaction.count("actor", Query(["aliases": ["has": "eeeeee"]], for: .actor).filter) == marks.count)
    }
  }

  @Test("ids and codes are compared exactly")
  func exact() throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("concept", ["code": "FETE"]) == [] && transaction.ids("concept", ["code": "fete"]) == ["event-kind:fete"])
      #expect(try transaction.ids("actor", ["source": "X"]) == [])
    }
  }
}
