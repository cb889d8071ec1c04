import CSQLitePreupdate
import Ecosystem

/// Checks a file as `PRAGMA integrity_check` does, in less time: pages and constraints of rows by `PRAGMA quick_check`, each table and
/// each index by reading it once, in the order of its b-tree.
///
/// `integrity_check` looks up each row in each index, wherever that leads. This check compares the number of the entries and the sum of
/// their hashes with those of the rows; it also requires that the entries come in the order of the index, where look-ups find
/// them, and that those of a unique index differ. Tables with an index that it cannot read are left to `integrity_check`.
///
/// It tells that something is wrong, not what: `integrity_check` does.
struct SequentialCheck {
  private let connection: Connection

  private init(_ connection: Connection) { self.connection = connection }

  /// Whether the file is intact, read on a connection of its own.
  /// - Returns: false also when it cannot tell, such as for a file that cannot be read.
  static func passes(path: String) -> Bool {
    do {
      let connection = try Connection(path: path)
      try connection.run("BEGIN")
      return try passes(on: connection)
    } catch {
      return false  // `integrity_check` reports the reason.
    }
  }

  /// Whether the file is intact, read on a connection that is not used otherwise meanwhile.
  static func passes(on connection: Connection) throws -> Bool {
    // The declaration of a table over an index must never write a table.
    try connection.run("PRAGMA query_only = ON")
    defer {
      grappe_end_impersonation(connection.handle)
      // It fails on no open connection.
      try? connection.run("PRAGMA query_only = OFF")
    }
    let encoding = try connection.first("PRAGMA encoding") { $0.text(0) }
    guard encoding == "UTF-8" else { return false }
    return try SequentialCheck(connection).run()
  }

  private func run() throws -> Bool {
    guard try isOK("PRAGMA quick_check(1)") else { return false }
    var tables: [(name: String, indexes: [CheckedIndex])] = []
    for name in try tableNames() {
      if let indexes = try readableIndexes(of: name) {
        if !indexes.isEmpty { tables.append((name, indexes)) }
      } else if try !isOK("PRAGMA integrity_check(\(SQLText.literal(name)))") {
        return false
      }
    }
    return try tables.allSatisfy { try isIntact($0.name, $0.indexes) }
  }

  private func isOK(_ pragma: String) throws -> Bool {
    var isIntact = true
    try connection.run(pragma) { if $0.text(0) != "ok" { isIntact = false } }
    return isIntact
  }

  private func tableNames() throws -> [String] {
    var names: [String] = []
    try connection.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY rowid") { names.append($0.text(0)) }
    return names
  }

  /// Returns the indexes of a table; nil when the check cannot read one of them.
  private func readableIndexes(of table: String) throws -> [CheckedIndex]? {
    var found: [(name: String, isUnique: Bool)] = []
    try connection.run("SELECT name, \"unique\" FROM pragma_index_list(?)", [.text(table)]) {
      found.append(($0.text(0), $0.integer(1) != 0))
    }
    let indexes = try found.compactMap { try CheckedIndex($0.name, of: table, isUnique: $0.isUnique, connection) }
    return indexes.count == found.count ? indexes : nil
  }

  private func isIntact(_ table: String, _ indexes: [CheckedIndex]) throws -> Bool {
    let expected = try sums(of: table, indexes)
    for (index, sum) in zip(indexes, expected) where try entries(of: index) != sum { return false }
    return true
  }

  // MARK: Rows and entries

  /// Returns the sums of the entries that the indexes of a table must have, from its rows.
  private func sums(of table: String, _ indexes: [CheckedIndex]) throws -> [EntrySum] {
    var expressions: [String] = []
    func place(_ expression: String) -> Int {
      if let place = expressions.firstIndex(of: expression) { return place }
      expressions.append(expression)
      return expressions.count - 1
    }
    let places = indexes.map { index in
      (columns: index.columns.map(place), condition: index.condition.map { place("(\($0)) IS TRUE") })
    }
    let sql = "SELECT \(expressions.joined(separator: ", ")) FROM \(SQLText.name(table)) NOT INDEXED"
    let statement = try PreparedStatement(sql, on: connection.handle)
    var sums = Array(repeating: EntrySum(), count: indexes.count)
    while try statement.step() {
      for (index, place) in places.enumerated() {
        if let condition = place.condition, statement.integer(condition) == 0 { continue }
        var hash = ValueHash()
        for column in place.columns { hash.add(statement.storedValue(column)) }
        sums[index].add(hash)
      }
    }
    return sums
  }

  /// Returns the sum of the entries of an index; nil when they are out of order, or not unique.
  private func entries(of index: CheckedIndex) throws -> EntrySum? {
    let statement = try PreparedStatement(try query(of: index), on: connection.handle)
    var (sum, order) = (EntrySum(), KeyOrder(index.order))
    while try statement.step() {
      var (hash, hasNull) = (ValueHash(), false)
      for column in index.columns.indices {
        let value = statement.storedValue(column)
        if case .null = value, column < index.uniqueColumns ?? 0 { hasNull = true }
        hash.add(value)
      }
      guard let equal = order.take({ statement.storedValue($0) }), equal < index.columns.count else { return nil }
      if let unique = index.uniqueColumns, equal >= unique, !hasNull { return nil }
      sum.add(hash)
    }
    return sum
  }

  /// Returns the query that reads the entries of an index in the order of its b-tree.
  private func query(of index: CheckedIndex) throws -> String {
    let (name, columns) = (SQLText.name("grappe index \(index.name)"), index.columns.indices.map { "c\($0)" }.joined(separator: ", "))
    let code = grappe_impersonate(
      connection.handle, CInt(clamping: index.root), "CREATE TABLE \(name) (\(columns), PRIMARY KEY (\(columns))) WITHOUT ROWID")
    if code != SQLITE_OK { throw StoreError(sqlite: code, on: connection.handle) }
    return "SELECT \(columns) FROM \(name)"
  }
}
