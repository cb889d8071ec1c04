import Ecosystem
import Testing

@testable import Store

/// SQL from outside runs no SQLite instruction for long, and its replaced functions answer as SQLite's own do.
@Suite struct BoundedSQLTests {
  private func value(_ expression: String) throws -> FieldValue {
    let store = try TemporaryStore()
    let transaction = try store.store.begin(.read)
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

  @Test("printf beyond the bound gives NULL, as SQLite's own does, and makes no text")
  func longFormat() throws {
    #expect(try value("printf('%.*c', 2000000, 'a')") == .null)
  }

  @Test("a statement may not call functions without end, nor compare with a long pattern")
  func manyFunctions() throws {
    let calls = (0...SQLGate.functionsMax).map { _ in "upper('a')" }.joined(separator: ",")
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
    let transaction = try store.store.begin(.read)
    defer { transaction.rollback() }
    _ = try transaction.rows(sql: "SELECT 1 AS v")
    let length = try transaction.open().first("SELECT length(printf('%.*c', 2000000, 'a'))") { $0.integer(0) }
    #expect(length == 2_000_000)
  }
}
