import Ecosystem
import Store
import StoreTestSupport
import Testing

import class GRDB.DatabaseQueue

@Suite("A filter on a territory finds what lies in it")
struct TerritoryTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      for (code, parent) in [("BE", nil), ("BE-WAL", "BE"), ("BE-WNA", "BE-WAL"), ("BE-BRU", "BE"), ("LU", nil)]
        as [(String, String?)]
      {
        try transaction.add(
          "territory",
          [
            "scheme": "iso3166-2", "code": .text(code), "name": ["fr": .text(code)],
            "parent": parent.map(FieldValue.text) ?? .null,
          ])
      }
      for (id, territory) in [
        ("a-be", "BE"), ("a-wal", "BE-WAL"), ("a-wna", "BE-WNA"), ("a-bru", "BE-BRU"), ("a-lu", "LU"),
      ] {
        try transaction.addActor(id, ["territory": .text(territory)])
      }
      try transaction.addActor("a-none")
      try transaction.add("call", ["id": "c1", "name": "C1", "territories": ["BE-WNA", "LU"]])
      try transaction.add("call", ["id": "c2", "name": "C2", "territories": ["BE"]])
    }
    return temporary
  }

  @Test(
    "descendants are found at every depth, and nothing beside",
    arguments: [
      ("BE-WAL", ["a-wal", "a-wna"]), ("BE", ["a-be", "a-wal", "a-wna", "a-bru"]), ("BE-WNA", ["a-wna"]),
      ("LU", ["a-lu"]),
      ("XX", []),
    ])
  func descendants(territory: String, found: [String]) throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("actor", ["territory": .text(territory)]) == found)
    }
  }

  @Test("several territories, their contrary, and lists of territories follow the tree")
  func otherForms() throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("actor", ["territory": ["BE-WAL", "LU"]]) == ["a-wal", "a-wna", "a-lu"])
      #expect(try transaction.ids("actor", ["territory": ["ne": "BE"]]) == ["a-lu", "a-none"])
      #expect(try transaction.ids("call", ["territories": ["has": "BE-WAL"]]) == ["c1"])
      #expect(try transaction.ids("call", ["territories": ["has": "BE"]]) == ["c1", "c2"])
    }
  }

  @Test("the parent of a territory is asked for exactly")
  func parent() throws {
    try filled().read { transaction throws in
      #expect(try transaction.ids("territory", ["parent": "BE"]) == ["BE-WAL", "BE-BRU"])
    }
  }

  @Test("a circle of territories that another program made does not hang")
  func circle() throws {
    let temporary = try filled()
    try DatabaseQueue(path: temporary.path).write {
      try $0.execute(sql: "UPDATE territory SET parent = 'BE-WNA' WHERE id = 'BE'")
    }
    try temporary.read { transaction throws in
      #expect(try transaction.count("actor", Filter(["territory": "BE-WNA"], for: .actor)) == 4)
    }
  }
}
