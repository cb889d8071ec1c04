import Ecosystem
import Localization
import Store
import StoreTestSupport
import Testing

@Suite("Records come in the order asked for")
struct OrderTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for (id, name, founded) in [
        ("a", "Zoé", "2010"), ("b", "élan", nil), ("c", "Elan", "1999"), ("d", "abc", "2010"),
      ] as [(String, String, String?)] {
        try transaction.addActor(id, ["name": .text(name), "founded": founded.map(FieldValue.text) ?? .null])
      }
      for (code, label) in [("x", "Été"), ("y", "Arbre"), ("z", "zèbre")] {
        try transaction.add("concept", ["scheme": "sector", "code": .text(code), "label": ["fr": .text(label)]])
      }
    }
    return temporary
  }

  @Test(
    "text as a dictionary has it, nothing last, equals as inserted",
    arguments: [
      (nil, ["a", "b", "c", "d"]), ("name", ["d", "c", "b", "a"]), ("-name", ["a", "b", "c", "d"]),
      ("founded", ["c", "a", "d", "b"]), ("-founded", ["a", "d", "c", "b"]),
      (["founded", "-name"], ["c", "a", "d", "b"]),
    ] as [(FieldValue?, [String])])
  func order(order: FieldValue?, ids: [String]) throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("actor", .null, options: order.map { ["order": $0] } ?? .null) == ids)
    }
  }

  @Test("a label by language orders by its text")
  func localized() throws {
    try filled().read { transaction throws in
      #expect(
        try transaction.ids("concept", ["scheme": "sector"], options: ["order": "label"]) == [
          "sector:y", "sector:x", "sector:z",
        ])
    }
  }

  @Test("a label orders by its text in the language of the query, else in English, else in the first language by code")
  func language() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for (code, label) in [
        ("x", ["fr": "c", "en": "b", "nl": "a"]), ("y", ["en": "c", "de": "a"]), ("z", ["nl": "b", "de-AT": "d"]),
      ] as [(String, [String: String])] {
        let label = ExactDictionary(uniqueKeysWithValues: label.map { ($0.key, FieldValue.text($0.value)) })
        try transaction.add("concept", ["scheme": "sector", "code": .text(code), "label": .map(label)])
      }
    }
    try temporary.read { transaction throws in
      let label = try EntityDescription.concept.requireField("label")
      for (language, codes) in [("fr", "xyz"), ("en", "xyz"), ("de", "yxz"), ("nl", "xzy"), ("de-AT", "yxz")] {
        let order = Query.Order(label, language: Language(rawValue: language))
        let records = try transaction.find("concept", Query(order: [order]))
        #expect(records.map { $0["code"].textValue ?? "" }.joined() == codes, "\(language)")
      }
    }
  }

  @Test("ids are ordered by their bytes, whatever else is asked for")
  func ids() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      for code in ["be", "area", "BE-WAL", "BE"] {
        try transaction.add("territory", ["scheme": "plugin", "code": .text(code), "name": ["fr": "x"]])
      }
    }
    try temporary.read { transaction throws in
      #expect(try transaction.ids("territory", .null, options: ["order": "id"]) == ["BE", "BE-WAL", "area", "be"])
      #expect(try transaction.ids("territory", .null, options: ["order": ["-id", "code"]]) == ["be", "area", "BE-WAL", "BE"])
    }
  }

  @Test("limit and offset cut a window")
  func window() throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("actor", .null, options: ["limit": 2]) == ["a", "b"])
      #expect(try transaction.ids("actor", .null, options: ["limit": 2, "offset": 3]) == ["d"])
      #expect(try transaction.ids("actor", .null, options: ["offset": 2]) == ["c", "d"])
      #expect(try transaction.ids("actor", .null, options: ["limit": 0]) == [])
    }
  }
}
