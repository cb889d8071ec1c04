import Ecosystem

extension StoreIntegrity {
  /// Finds records that the register lacks, numbers of records that are not there, and numbers of unknown entities.
  ///
  /// It compares sums over the register and over the ids of each entity, each read once, and looks the records up only where
  /// they differ.
  func registerFindings(_ connection: Connection) throws -> [ContentFinding] {
    var sums: [String: EntrySum] = [:]
    try connection.run("SELECT id, entity FROM record") { row in
      sums[row.text(1), default: EntrySum()].add(ValueHash(row.storedValue(0)))
    }
    var all: [ContentFinding] = []
    for table in layout.all {
      let registered = sums.removeValue(forKey: table.entity.id) ?? EntrySum()
      // The check of a missing table fails itself.
      guard let present = try idSum(table, connection), present != registered else { continue }
      all += try registerDifferences(table, connection)
    }
    return sums.isEmpty ? all : all + (try danglingRegistryEntries(connection))
  }

  /// Returns the sum over the ids of an entity; nil when its table cannot be queried.
  private func idSum(_ table: TableLayout, _ connection: Connection) throws -> EntrySum? {
    var sum = EntrySum()
    do {
      try connection.run("SELECT id FROM \(table.table)") { sum.add(ValueHash($0.storedValue(0))) }
    } catch let error as StoreError where error.kind == .sqlite {
      return nil
    }
    return sum
  }

  private func registerDifferences(_ table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    let (name, entity) = (table.table, SQLText.literal(table.entity.id))
    let unregistered = try finding(
      .unregistered, table.entity.id,
      "SELECT id FROM \(name) t WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = t.id AND r.entity = \(entity)) ORDER BY id",
      connection)
    return unregistered
      + (try finding(
        .registeredOnly, table.entity.id,
        "SELECT id FROM record r WHERE entity = \(entity) AND NOT EXISTS (SELECT 1 FROM \(name) t WHERE t.id = r.id) ORDER BY id",
        connection))
  }

  private func danglingRegistryEntries(_ connection: Connection) throws -> [ContentFinding] {
    let known = layout.all.map { SQLText.literal($0.entity.id) }.joined(separator: ", ")
    return try finding(
      .registeredOnly, "record", "SELECT id FROM record WHERE entity NOT IN (\(known)) ORDER BY id", connection)
  }
}

extension ValueHash {
  /// The hash of one value.
  fileprivate init(_ value: StoredValue) {
    self.init()
    add(value)
  }
}
