import Ecosystem

/// The rules of the model that hold between records (`EntityRule.isBetweenRecords`), checked before a record is written.
extension StoreTransaction {
  /// Checks the rules for a record about to be written.
  /// - Parameter current: the record as it is; nil for a new one.
  /// - Throws: `StoreError.overlap`, `.circle`, `.computed` or `.disagreement`, naming the field and the other record.
  func checkRules(
    of record: Record, replacing current: Record?, _ table: TableLayout, _ connection: Connection
  ) throws {
    for rule in table.rulesBetweenRecords {
      switch rule {
      case .disjoint(let fields, let start, let end, let only):
        let period = DisjointPeriods(fields: fields, start: start, end: end, only: only)
        try checkDisjoint(record, period, table: table, connection: connection)
      case .acyclic(let from, let to, let only): try checkAcyclic(record, from, to: to, only: only, table: table, connection: connection)
      case .sealed(let field):
        if !isMerging, let current, current[field] == true || record[field] == true {
          throw StoreError(.computed, entity: table.entity.id, id: record.id, field: field)
        }
      case .agrees(let reference, let field): try checkAgreement(record, reference, field: field, table: table, connection: connection)
      case .ordered, .distinct, .together, .identifier, .needs: break
      }
    }
    if let current { try checkAgreement(with: record, instead: current, table, connection) }
  }

  // MARK: Periods

  private func checkDisjoint(
    _ record: Record, _ periods: DisjointPeriods, table: TableLayout, connection: Connection
  ) throws {
    guard periods.apply(to: record) else { return }
    let (start, end) = (periods.start, periods.end)
    let own = ValidityPeriod(start: record[start].textValue, end: record[end].textValue)
    var other: String?
    try connection.run(periods.sql(table.table), periods.arguments(record)) { row in
      let time = ValidityPeriod(start: row.optionalText(1), end: row.optionalText(2))
      if other == nil, own.overlaps(time) { other = row.text(0) }
    }
    guard let other else { return }
    throw StoreError(
      .overlap, entity: table.entity.id, id: record.id, field: start, found: record[start].textValue, wanted: other)
  }

  // MARK: Cycles

  private func checkAcyclic(
    _ record: Record, _ from: String, to: String, only: EntityRule.Only?, table: TableLayout,
    connection: Connection
  ) throws {
    guard let begin = record[from].textValue, let next = record[to].textValue else { return }
    if let only, record[only.field].textValue != only.value { return }
    let walk = CycleSQL(table: table.table, from: from, to: to, only: only)
    let leadsBack = try connection.first(walk.sql, walk.arguments(for: record, begin, next)) { _ in true }
    guard leadsBack == true else { return }
    throw StoreError(.circle, entity: table.entity.id, id: record.id, field: to, found: next, wanted: begin)
  }

  // MARK: Agreement

  /// When the referenced record does not exist yet, `commit` checks again.
  private func checkAgreement(
    _ record: Record, _ reference: String, field: String, table: TableLayout, connection: Connection
  ) throws {
    guard let target = record[reference].textValue, let entity = table.entity.field(reference)?.type.referencedEntities?.first
    else { return }
    let sql = "SELECT \(SQLText.name(field)) FROM \(SQLText.name(entity)) WHERE id = ?"
    guard let value = try connection.first(sql, [.text(target)], body: { $0.text(0) }) else {
      pendingRuleChecks.insert(PendingRuleCheck(entity: table.entity.id, id: record.id))
      return
    }
    guard value != record[field].textValue else { return }
    throw StoreError(
      .disagreement, entity: table.entity.id, id: record.id, field: reference, found: target,
      wanted: "\(field) \(value)")
  }

  /// Checks again the records whose reference had no target when they were written.
  func checkAgreements(_ connection: Connection) throws {
    let unchecked = pendingRuleChecks
    pendingRuleChecks = []
    for item in unchecked {
      let table = try layout.table(item.entity)
      guard let record = try read(table, item.id, reader: layout.reader(table), connection: connection) else { continue }
      for case .agrees(let reference, let field) in table.rulesBetweenRecords {
        try checkAgreement(record, reference, field: field, table: table, connection: connection)
      }
    }
  }

  /// Throws when a change affects a field in which records that refer to this one must agree with it.
  private func checkAgreement(
    with record: Record, instead current: Record, _ table: TableLayout, _ connection: Connection
  ) throws {
    for (other, reference, field) in table.agreeing(in: layout) where record[field] != current[field] {
      let sql = """
        SELECT id FROM \(SQLText.name(other)) WHERE \(SQLText.name(reference)) = ? AND \(SQLText.name(field)) <> ? LIMIT 1
        """
      let values = [SQLValue.text(record.id), SQLValue(record[field])]
      guard let id = try connection.first(sql, values, body: { $0.text(0) }) else { continue }
      throw StoreError(
        .disagreement, entity: table.entity.id, id: record.id, field: field, found: "\(other) \(id)",
        wanted: "\(field) \(current[field].textValue ?? "")")
    }
  }
}

/// A record whose agreement with a referenced record could not be checked yet.
struct PendingRuleCheck: Hashable {
  let entity: String
  let id: String
}

extension TableLayout {
  /// Returns the entities whose records refer to this one and must agree with it on a field.
  fileprivate func agreeing(in layout: StoreLayout) -> [(entity: String, reference: String, field: String)] {
    layout.all.flatMap { table in
      table.rulesBetweenRecords.compactMap { rule in
        guard case .agrees(let reference, let field) = rule, entity.field(field) != nil,
          table.entity.field(reference)?.type.referencedEntities == [entity.id]
        else { return nil }
        return (table.entity.id, reference, field)
      }
    }
  }
}

/// The period in which a record is valid; nil for an open end.
struct ValidityPeriod {
  let start: String?
  let end: String?

  /// Whether the two periods certainly overlap, or begin together. Dates of different precision are compared at the coarser one,
  /// at which one period may end where the other begins.
  func overlaps(_ other: ValidityPeriod) -> Bool {
    start == other.start || ValidityPeriod.isBefore(start, other.end) && ValidityPeriod.isBefore(other.start, end)
  }

  private static func isBefore(_ start: String?, _ end: String?) -> Bool {
    guard let start, let end else { return true }
    let length = min(start.utf8.count, end.utf8.count)
    return start.prefix(length) < end.prefix(length)
  }
}

/// The records whose periods a rule compares.
private struct DisjointPeriods {
  let fields: [String]
  let start: String
  let end: String
  let only: EntityRule.Match?

  func apply(to record: Record) -> Bool { only.map { record[$0.field] == $0.value } ?? true }

  /// Returns the query for the periods of the other records.
  func sql(_ table: String) -> String {
    let condition = (fields + [only?.field].compactMap(\.self)).map { "\(SQLText.name($0)) = ?" }.joined(separator: " AND ")
    return "SELECT id, \(SQLText.name(start)), \(SQLText.name(end)) FROM \(table) WHERE \(condition) AND id <> ?"
  }

  func arguments(_ record: Record) -> [SQLValue] {
    fields.map { SQLValue(record[$0]) } + (only.map { [SQLValue($0.value)] } ?? []) + [.text(record.id)]
  }
}

/// Follows the relations from the end of a new one, as long as their periods overlap, to find whether they lead back.
private struct CycleSQL {
  let table: String
  let from: String
  let to: String
  let only: EntityRule.Only?

  /// Periods overlap when the later start comes before the earlier end; `~` sorts after every date.
  var sql: String {
    let (from, to) = ("t.\(SQLText.name(from))", "t.\(SQLText.name(to))")
    guard let only else {
      return """
        WITH RECURSIVE walk (id) AS (VALUES (?1) UNION SELECT \(to) FROM \(table) t JOIN walk ON \(from) = walk.id
        WHERE \(to) IS NOT NULL) SELECT 1 FROM walk WHERE id = ?2
        """
    }
    let low = "max(low, coalesce(t.\(SQLText.name(only.start)), ''))"
    let high = "min(high, coalesce(t.\(SQLText.name(only.end)), '~'))"
    return """
      WITH RECURSIVE walk (id, low, high) AS (VALUES (?1, ?4, ?5) UNION SELECT \(to), \(low), \(high)
      FROM \(table) t JOIN walk ON \(from) = walk.id
      WHERE t.\(SQLText.name(only.field)) = ?6 AND t.id <> ?3 AND \(low) < \(high)) SELECT 1 FROM walk WHERE id = ?2
      """
  }

  func arguments(for record: Record, _ begin: String, _ next: String) -> [SQLValue] {
    guard let only else { return [.text(next), .text(begin)] }
    let (start, end) = (record[only.start].textValue ?? "", record[only.end].textValue ?? "~")
    return [.text(next), .text(begin), .text(record.id), .text(start), .text(end), .text(only.value)]
  }
}

extension TableLayout {
  /// Whether other records can conflict with a record of this entity.
  var hasRulesBetweenRecords: Bool {
    !rulesBetweenRecords.isEmpty || entity.id == RegistrationRules.registration || RegistrationRules.hosts.contains(entity.id)
  }
}
