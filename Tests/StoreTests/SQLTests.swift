import Ecosystem
import Store
import Testing

@Suite("Queries in SQL read the documented views and nothing else")
struct SQLTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.declareField(PluginField(plugin: "wallonia", name: "label", entity: "actor", type: .boolean))
      try transaction.declareField(
        PluginField(plugin: "wallonia", name: "note", entity: "actor", type: .text, visibility: .staff))
      try transaction.addActor(
        "kikk",
        ["city": "Namur", "email": "x@kikk.be", "aliases": ["K", "KK"], "wallonia.label": true, "wallonia.note": "s"])
      try transaction.add("programme", ["id": "p", "name": "P", "budget": ["amount": 5, "currency": "EUR"]])
    }
    return temporary
  }

  @Test("collections are views with the fields as columns")
  func views() throws {
    try filled().read { transaction throws in
      let rows = try transaction.rows(
        sql: "SELECT id, city, \"wallonia.label\" FROM actors WHERE kind = ?", arguments: ["company"])
      #expect(rows == SQLRows(columns: ["id", "city", "wallonia.label"], rows: [["kikk", "Namur", 1]]))
      #expect(try transaction.rows(sql: "SELECT budget_amount, budget_currency FROM programmes").rows == [[5, "EUR"]])
      #expect(try transaction.rows(sql: "SELECT a.value FROM actors, json_each(aliases) a").rows == [["K"], ["KK"]])
      let counted =
        "WITH c AS (SELECT city, count(*) n FROM actors GROUP BY city) SELECT upper(city), n / 2.0, NULL FROM c;"
      #expect(try transaction.rows(sql: "SELECT count(*) FROM Actors").rows == [[1]])
      #expect(try transaction.rows(sql: counted).rows == [["NAMUR", 0.5, nil]])
      for collection in transaction.schema.entities.map(\.collection) {
        _ = try transaction.rows(sql: "SELECT * FROM \(collection)")
      }
    }
  }

  @Test("what only the staff may see is not there")
  func staffColumns() throws {
    try filled().read { transaction throws in
      let columns = try transaction.rows(sql: "SELECT * FROM actors").columns
      #expect(columns.contains("website") && columns.contains("wallonia.label"))
      #expect(!columns.contains { ["email", "phone", "plugin_fields", "wallonia.note"].contains($0) })
      #expect(storeError { _ = try transaction.rows(sql: "SELECT email FROM actors") }?.kind == .badSQL)
    }
  }

  @Test(
    "everything else is refused, naming it",
    arguments: [
      ("SELECT * FROM actor", "actor"), ("SELECT email FROM actor", "actor"), ("SELECT * FROM record", "record"),
      ("SELECT * FROM sqlite_master", "sqlite_master"), ("SELECT * FROM storage", "storage"),
      ("SELECT * FROM actor_search", "actor_search"), ("SELECT * FROM pragma_table_info('actor')", "INSERT"),
      ("SELECT * FROM actors UNION SELECT id FROM actor", "actor"),
      ("SELECT (SELECT count(*) FROM setting)", "setting"),
      ("PRAGMA user_version", "PRAGMA user_version"), ("PRAGMA query_only = 0", "PRAGMA query_only"),
      ("ATTACH 'x.db' AS x", "ATTACH"), ("DETACH x", "DETACH"), ("BEGIN", "BEGIN"), ("COMMIT", "BEGIN"),
      ("SAVEPOINT s", "BEGIN"),
      ("INSERT INTO actor (id) VALUES ('x')", "INSERT"), ("UPDATE actor SET name = 'x'", "UPDATE"),
      ("DELETE FROM actor", "INSERT, UPDATE, DELETE"),
      ("CREATE TABLE x (a)", "INSERT"), ("DROP VIEW actors", "DELETE"),
      ("SELECT load_extension('x')", "load_extension()"),
      ("SELECT randomblob(1000000000)", "randomblob()"), ("SELECT zeroblob(5)", "zeroblob()"),
      ("SELECT fts5(1)", "fts5()"),
      ("VACUUM", "VACUUM"), ("REINDEX", "REINDEX"), ("ANALYZE", "ANALYZE"),
      ("WITH actors AS (SELECT * FROM actor) SELECT * FROM actors", "WITH actors"),
      (
        "WITH c AS (SELECT 1), [Actors](a, b)AS/**/NOT MATERIALIZED--\n(SELECT plugin_fields FROM actor) SELECT * FROM c, actors",
        "WITH actors"
      ),
      ("WITH \"actors\" AS MATERIALIZED (SELECT plugin_fields FROM actor) SELECT * FROM actors", "WITH actors"),
      ("WITH 'events' AS (SELECT * FROM storage) SELECT * FROM events", "WITH events"),
      ("WITH c AS (SELECT name FROM actor) SELECT * FROM c", "actor"), ("SELECT count(*) FROM storage", "storage"),
    ])
  func refused(sql: String, named: String) throws {
    let temporary = try filled()
    let transaction = try temporary.store.begin(.write)
    let error = storeError { _ = try transaction.rows(sql: sql) }
    #expect(error?.kind == .refusedSQL, "\(String(describing: error))")
    #expect(error?.found?.contains(named) == true, "\(String(describing: error?.found))")
    #expect(try transaction.count("actor") == 1)
    try transaction.commit()
  }

  @Test("a view that is not granted is refused, and the nearest named for a table")
  func grantedViews() throws {
    try filled().read { transaction throws in
      #expect(
        storeError { _ = try transaction.rows(sql: "SELECT * FROM programmes", views: ["actors"]) }?.kind == .refusedSQL
      )
      #expect(try transaction.rows(sql: "SELECT id FROM actors", views: ["actors"]).rows.count == 1)
      #expect(storeError { _ = try transaction.rows(sql: "SELECT * FROM actor") }?.suggestion == "actors")
    }
  }

  @Test(
    "wrong SQL, wrong arguments and too many rows are told",
    arguments: [
      ("SELEC 1", [], .badSQL), ("SELECT nmae FROM actors", [], .badSQL), ("", [], .badSQL),
      ("SELECT 1; SELECT 2", [], .badSQL),
      ("SELECT ?", [], .badArgument), ("SELECT 1", [1], .badArgument), ("SELECT x'00'", [], .badSQL),
      ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", [], .tooManyRows),
    ] as [(String, [FieldValue], StoreError.Kind)])
  func wrong(sql: String, arguments: [FieldValue], kind: StoreError.Kind) throws {
    try filled().read { transaction throws in
      #expect(storeError { _ = try transaction.rows(sql: sql, arguments: arguments, rowsMax: 1_000) }?.kind == kind)
      #expect(try transaction.count("actor") == 1)
    }
  }

  @Test("a transaction's own changes are seen")
  func ownChanges() throws {
    let temporary = try filled()
    let transaction = try temporary.store.begin(.write)
    try transaction.addActor("tec")
    #expect(try transaction.rows(sql: "SELECT count(*) FROM actors").rows == [[2]])
  }
}
