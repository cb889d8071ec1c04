import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

/// SQL from outside runs no SQLite instruction for long, and the replaced functions return the results of SQLite's own.
@Suite struct BoundedSQLTests {
  private func value(_ expression: String) throws -> FieldValue {
    let store = try TemporaryStore()
    let transaction = try store.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.rows(sql: "SELECT \(expression) AS v").rows[0][0]
  }

  @Test(
    "text functions answer as SQLite's own",
    arguments: [
      ("instr('été', 'é')", FieldValue.integer(1)), ("instr('un été', 'té')", .integer(5)), ("instr('a', 'b')", .integer(0)),
      ("instr('a', '')", .integer(1)), ("instr(NULL, 'a')", .null), ("instr(1234, 34)", .integer(3)),
      ("instr(x'C3A9', x'A9')", .integer(2)), ("replace('aXbXc', 'X', '--')", .text("a--b--c")),
      ("replace('abc', '', 'x')", .text("abc")), ("replace('aaa', 'aa', 'b')", .text("ba")),
      ("replace('a', 'a', NULL)", .null), ("trim('  a b ')", .text("a b")), ("ltrim('éèa', 'èé')", .text("a")),
      ("rtrim('aéb', 'bé')", .text("a")), ("trim('aaa', 'a')", .text("")), ("trim('abc', '')", .text("abc")),
      ("trim(NULL)", .null), ("trim('a', NULL)", .null), ("replace('', 'a', 'b')", .text("")),
    ])
  func answers(expression: String, expected: FieldValue) throws {
    #expect(try value(expression) == expected)
  }

  @Test(
    "a value of more than 1 MiB is refused whatever makes it",
    arguments: [
      "replace(printf('%.*c', 1000000, 'a'), 'a', 'aaa')",
      "hex(printf('%.*c', 1000000, 'a'))", "printf('%.*c', 900000, 'a') || printf('%.*c', 900000, 'a')",
    ])
  func tooLong(expression: String) {
    #expect(throws: StoreError.self) { try value("length(\(expression))") }
  }

  @Test(
    "printf and format beyond the bound are refused, naming it",
    arguments: [
      "printf('%.*c', 2000000, 'a')", "format('%2000000s', 'a')", "printf('%.2000000f', 1)", "printf('%1000000s%1000000s', 1, 2)",
      "printf('%0*d', 50000000, 1)", "printf(replace(printf('%.*c', 1000000, 'a'), 'a', '%%b') || '%1000000c', 'x')",
    ])
  func longFormat(expression: String) {
    #expect { try value("length(\(expression))") } throws: {
      ($0 as? StoreError)?.kind == .tooLarge && ($0 as? StoreError)?.wanted == "1048576"
    }
  }

  @Test(
    "printf and format answer as SQLite's own",
    arguments: [
      ("printf('%s|%5d|%.3f|%q|%Q|%%', 'é', 42, 1.25, 'it''s', NULL)", FieldValue.text("é|   42|1.250|it''s|NULL|%")),
      ("format('%c%x%,d', 'abc', 255, 1234567)", .text("aff1,234,567")), ("printf('')", .null), ("printf(NULL, 1)", .null),
      ("printf('%s', '')", .text("")), ("printf(12)", .text("12")), ("typeof(printf('%d', 1))", .text("text")),
      ("length(printf('%1048575s', ''))", .integer(1_048_575)), ("printf('%s %s', printf('%d', 1), format('%d', 2))", .text("1 2")),
    ])
  func formats(expression: String, expected: FieldValue) throws {
    #expect(try value(expression) == expected)
  }

  @Test(
    "what SQLite holds for a query is bounded, in transactions that read and that write",
    arguments: [TransactionMode.read, .write],
    [
      "SELECT count(*) FROM (SELECT printf('%.*c', 900000, 'a') || i AS x FROM n ORDER BY x)",
      "SELECT length(json_group_array(printf('%.*c', 900000, 'a') || i)) FROM n",
      "SELECT count(*) FROM (SELECT DISTINCT printf('%.*c', 900000, 'a') || i FROM n)",
      "SELECT max(x) FROM (SELECT last_value(y) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS x "
        + "FROM (SELECT i, printf('%.*c', 900000, 'a') || i AS y FROM n))",
      "SELECT count(*) FROM (SELECT group_concat(i) AS g, printf('%.*c', 900000, 'a') || i AS y FROM n GROUP BY y)",
      "SELECT length(a) FROM (SELECT \((1...100).map { "printf('%.*c', 900000, 'a') || \($0)" }.joined(separator: " || '' AS a, ")) AS a)",
    ])
  func memory(mode: TransactionMode, query: String) throws {
    let store = try TemporaryStore()
    let transaction = try store.store.begin(mode, for: .admin)
    defer { transaction.rollback() }
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
    #expect { try transaction.rows(sql: numbers + query) } throws: { ($0 as? StoreError)?.kind == .tooLarge }
  }

  @Test(
    "a transaction that reads sorts more than its memory holds in temporary files, which are gone afterwards",
    arguments: ["SELECT x FROM n ORDER BY x", "SELECT DISTINCT x FROM n ORDER BY x", "SELECT x FROM n GROUP BY x"])
  func largeSort(query: String) throws {
    let store = try TemporaryStore()
    let transaction = try store.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let numbers = """
      WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 60000),
        n(x) AS (SELECT printf('%06d', (i * 7919) % 60013) || printf('%.*c', 1500, 'a') FROM i)
      """
    var (count, last, isSorted) = (0, "", true)
    try transaction.eachRow(sql: "\(numbers) \(query)", columns: { _ in }) { row in
      let text = row[0].textValue ?? ""
      (isSorted, last, count) = (isSorted && last < text, text, count + 1)
      return true
    }
    #expect(count == 60_000 && isSorted)
    let kept = try transaction.rows(sql: "SELECT count(*) FROM actors").rows
    #expect(kept == [[0]])
  }

  @Test("the more a statement's functions cost, the shorter its values may be")
  func costs() throws {
    #expect(UntrustedSQLLimits.valueBytesMax(functionCost: 0) == 1 << 20)
    #expect(UntrustedSQLLimits.valueBytesMax(functionCost: 10_000) == 100_000)
    #expect(UntrustedSQLLimits.valueBytesMax(functionCost: .max) == 64 << 10)
    let patterns = { (count: Int) in (0..<count).map { "printf('%.*c', 900000, 'a') LIKE '%b\($0)'" }.joined(separator: " + ") }
    #expect(try value(patterns(2)) == .integer(0))
    #expect(throws: StoreError.self) { try value(patterns(40)) }
    #expect(throws: StoreError.self) {
      try value((0...UntrustedSQLLimits.patternsMax).map { "'a' LIKE 'b\($0)'" }.joined(separator: " + "))
    }
  }

  @Test("a statement may not call functions without end, nor compare with a long pattern")
  func manyFunctions() throws {
    let calls = (0...UntrustedSQLLimits.functionsMax).map { _ in "upper('a')" }.joined(separator: ",")
    #expect(throws: StoreError.self) { try value(calls) }
    #expect(throws: StoreError.self) { try value("'a' LIKE printf('%.*c', 300, '%')") }
  }

  @Test("json_each and json_tree are there on a fresh connection", arguments: ["json_each", "json_tree"])
  func tables(function: String) throws {
    #expect(try value("(SELECT count(*) FROM \(function)('[]'))") != .null)
  }

  @Test("the store's own bounds are back after a statement from outside")
  func restored() throws {
    let store = try TemporaryStore()
    let transaction = try store.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    _ = try transaction.rows(sql: "SELECT 1 AS v")
    let length = try transaction.open().first("SELECT length(printf('%.*c', 2000000, 'a'))") { $0.integer(0) }
    #expect(length == 2_000_000)
  }
}
