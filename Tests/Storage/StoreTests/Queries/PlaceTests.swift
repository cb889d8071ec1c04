import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("What is near is found where it is now")
struct PlaceTests {
  private func near(_ lat: Double, _ lon: Double, _ transaction: StoreTransaction, _ entity: String = "actor") throws -> [String] {
    try transaction.ids(entity, ["near": ["lat": .number(lat), "lon": .number(lon), "km": 5]])
  }

  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("event-kind", "festival")
      try transaction.addActor("kikk", ["lat": 50.46, "lon": 4.87])
      try transaction.addActor("nowhere")
      try transaction.add(
        "event", ["id": "festival", "name": "KIKK", "kind": "festival", "lat": 50.461, "lon": 4.871])
    }
    return temporary
  }

  @Test("an actor or event that moves, comes, loses its place or goes is found accordingly")
  func moves() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      #expect(try near(50.46, 4.87, transaction) == ["kikk"])
      #expect(try near(50.46, 4.87, transaction, "event") == ["festival"])
      try transaction.update("actor", "kikk", changes: ["lat": 50.63, "lon": 5.57], now: TemporaryStore.later)
      #expect(try near(50.46, 4.87, transaction).isEmpty)
      #expect(try near(50.63, 5.57, transaction) == ["kikk"])
      try transaction.update("actor", "nowhere", changes: ["lat": 50.63, "lon": 5.57], now: TemporaryStore.later)
      #expect(try near(50.63, 5.57, transaction) == ["kikk", "nowhere"])
      try transaction.update("actor", "nowhere", changes: ["lat": nil, "lon": nil], now: TemporaryStore.later)
      try transaction.delete("event", "festival")
    }
    try temporary.read { transaction throws in
      #expect(try near(50.63, 5.57, transaction) == ["kikk"])
      #expect(try near(50.46, 4.87, transaction, "event").isEmpty)
    }
  }

  @Test("an id that another record takes is found at that one's place")
  func replaced() throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      try transaction.delete("actor", "kikk")
      try transaction.addActor("kikk", ["lat": 43.3, "lon": 5.37])
      #expect(try near(50.46, 4.87, transaction).isEmpty)
      #expect(try near(43.3, 5.37, transaction) == ["kikk"])
    }
  }

  @Test("few of many are looked at")
  func plan() throws {
    let transaction = try prepared().store.begin(.read, for: .admin)
    let query = try Query(["near": ["lat": 50, "lon": 4, "km": 5]], for: .actor)
    let table = try transaction.layout.table("actor")
    let scoped = ScopedTable(table, seen: table.entity, ScopeConditions(.grappe, .admin, consentTo: nil, hidesExamples: false))
    let sql = QuerySQL(scoped).select(query, RecordReader(table))
    var plan = ""
    try transaction.open().run("EXPLAIN QUERY PLAN \(sql.sql)", sql.arguments) { plan += $0.text(3) + "\n" }
    #expect(plan.contains("SEARCH p USING COVERING INDEX actor_by_place (<expr>>? AND <expr><?)"), "\(plan)")
    #expect(plan.contains("SEARCH t USING INTEGER PRIMARY KEY"), "\(plan)")
  }

  @Test(
    "a point on the edge of a cell is found from both sides, at the poles and on the 180th meridian as well",
    arguments: [(50.45, 4.85), (0, 0), (-0.05, 179.95), (90, 180), (-90, -180), (12.3, 180), (12.3, -180)])
  func edges(lat: Double, lon: Double) throws {
    let temporary = try prepared()
    try temporary.write { transaction throws in
      try transaction.addActor("edge", ["lat": .number(lat), "lon": .number(lon)])
      for (south, west) in [(0.0, 0.0), (0.001, 0), (-0.001, 0), (0, 0.001), (0, -0.001), (0.001, 0.001)] {
        let point = (min(90, max(-90, lat + south)), min(180, max(-180, lon + west)))
        #expect(try near(point.0, point.1, transaction).contains("edge"), "\(point)")
      }
    }
  }
}
