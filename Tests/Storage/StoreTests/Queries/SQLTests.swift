import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("Queries in SQL read the documented views and nothing else")
struct SQLTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.registrations.declareField(PluginField(plugin: "wallonia", name: "label", entity: "actor", type: .boolean))
      try transaction.registrations.declareField(
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

  @Test(
    "rows of a table expression are counted, whatever its name is",
    arguments: [
      "WITH c AS (SELECT id FROM actors) SELECT count(*) FROM c",
      "WITH \"Two Words\"(a, b) AS MATERIALIZED (SELECT id, city FROM actors) SELECT count(*) FROM \"two words\"",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT count(*) / 9 FROM n",
      "SELECT (WITH c AS (SELECT 1) SELECT count(*) FROM c)",
      "WITH a AS (SELECT 1), b AS (SELECT count(*) n FROM a) SELECT n FROM b",
    ])
  func counted(sql: String) throws {
    try filled().read { transaction throws in #expect(try transaction.rows(sql: sql).rows == [[1]]) }
  }

  @Test("each of the model's collections has its view, with the columns that its description says", arguments: Schema.grappe.entities)
  func described(entity: EntityDescription) throws {
    try filled().read { transaction throws in
      let view = SQLView(try transaction.schema.requireEntity(entity.id))
      #expect(try transaction.rows(sql: "SELECT * FROM \(entity.collection)").columns == view.columns.map(\.name))
      #expect(!view.columns.contains { $0.field.visibility == .staff })
      // Hidden columns cannot be read around the view either.
      for field in entity.ownFields where field.visibility == .staff {
        #expect(storeError { _ = try transaction.rows(sql: "SELECT \(field.id) FROM \(entity.collection)") }?.kind == .badSQL)
        let subquery = "SELECT \(field.id) FROM (SELECT * FROM \"\(entity.id)\") AS \(entity.collection)"
        #expect(storeError { _ = try transaction.rows(sql: subquery) }?.kind == .refusedSQL)
      }
    }
  }

  @Test("columns have the form that is documented", arguments: SQLView.Column.Form.allCases)
  func forms(form: SQLView.Column.Form) throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: 7)
    try temporary.write { try generator.fill($0, count: 12) }
    let views = Schema.grappe.entities.map { SQLView($0) }
    #expect(views.contains { $0.columns.contains { $0.form == form } })
    try temporary.read { transaction throws in
      for view in views {
        for column in view.columns where column.form == form {
          let sql = "SELECT count(*) FROM \(view.name) WHERE NOT (\(Self.condition(form, "\"\(column.name)\"")))"
          #expect(try transaction.rows(sql: sql).rows == [[0]], "\(view.name).\(column.name)")
        }
      }
    }
  }

  /// Returns the condition every value of a column satisfies, NULL included, which is neither true nor false.
  private static func condition(_ form: SQLView.Column.Form, _ column: String) -> String {
    switch form {
    case .text: "typeof(\(column)) = 'text' OR \(column) IS NULL"
    case .integer, .amount: "typeof(\(column)) = 'integer' OR \(column) IS NULL"
    case .real: "typeof(\(column)) = 'real' OR \(column) IS NULL"
    case .boolean: "\(column) IN (0, 1)"
    case .date: "\(column) GLOB '[0-9][0-9][0-9][0-9]*' AND length(\(column)) IN (4, 7, 10)"
    case .instant: "\(column) GLOB '????-??-??T??:??:??*Z'"
    case .currency: "\(column) GLOB '[A-Z][A-Z][A-Z]'"
    case .list: "json_type(\(column)) = 'array'"
    case .languages: "json_type(\(column)) = 'object'"
    case .json: "\(column) IS NULL OR json_valid(\(column))"
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
      ("WITH storage AS (SELECT 1) SELECT count(*) FROM storage", "storage"),
      ("SELECT count(*) FROM storage WHERE EXISTS (WITH storage AS (SELECT 1) SELECT 1 FROM storage)", "storage"),
      ("WITH sqlite_schema AS (SELECT 1) SELECT count(*) FROM sqlite_schema", "sqlite"),
      ("WITH c AS (SELECT 1) SELECT count(*) FROM actor_search, c", "actor_search"),
    ])
  func refused(sql: String, named: String) throws {
    let temporary = try filled()
    let transaction = try temporary.store.begin(.write, for: .admin)
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
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.addActor("tec")
    #expect(try transaction.rows(sql: "SELECT count(*) FROM actors").rows == [[2]])
  }
}
