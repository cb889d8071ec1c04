import Ecosystem

/// A group of records with its figures.
public struct RecordGroup: Sendable, Hashable {
  /// The values of the keys, in the order of the query; null for records without a value.
  public var keys: [FieldValue]
  /// Number of records.
  public var count: Int
  /// The figures, in the order of the query; null when no record has a value.
  public var figures: [FieldValue]
}

extension StoreTransaction {
  /// Groups the records of a filter and passes on each group as it is read.
  /// - Parameters:
  ///   - entity: its entity, `actor`.
  ///   - query: the keys and figures.
  ///   - body: receives a group; returns whether to continue.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.sumTooLarge` for a sum beyond 64 bits, `.tooLarge` for more
  ///   groups than SQLite may hold, `.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query
  ///   fails; the errors of `body`.
  public func eachGroup(_ entity: String, _ query: GroupQuery, _ body: (RecordGroup) throws -> Bool) throws {
    let layout = try scoped()
    let table = try layout.table(entity)
    try layout.require(query.fieldsUsed, of: table)
    let fragment = try GroupSQL(query, table, in: layout, spellings: try spellings(query.filter, of: table.layout)).select()
    let connection = try open()
    let reader = GroupReader(query)
    try explaining {
      try connection.withinMemory {
        let statement = try connection.statement(fragment.sql)
        defer { connection.keep(statement) }
        try statement.bind(fragment.arguments)
        while try step(statement, entity) { guard try body(reader.group(statement)) else { return } }
      }
    }
  }

  private func step(_ statement: PreparedStatement, _ entity: String) throws(StoreError) -> Bool {
    do { return try statement.step() } catch {
      guard error.kind == .sqlite, error.found == "integer overflow" else { throw error }
      throw StoreError(.sumTooLarge, entity: entity)
    }
  }
}

/// Reads groups from the rows of a statement of `GroupSQL`.
private struct GroupReader {
  private let query: GroupQuery
  /// The index of the key with the currency of each figure of money.
  private let currencies: [Int?]

  init(_ query: GroupQuery) {
    self.query = query
    currencies = query.aggregates.map { aggregate in
      query.keys.firstIndex { $0.path == aggregate.path && $0.part == .currency }
    }
  }

  func group(_ row: PreparedStatement) -> RecordGroup {
    let keys = query.keys.enumerated().map { key($1, row, at: $0) }
    let figures = query.aggregates.indices.map { figure($0, row, of: keys) }
    return RecordGroup(keys: keys, count: Int(row.integer(keys.count)), figures: figures)
  }

  private func key(_ key: GroupQuery.Key, _ row: PreparedStatement, at column: Int) -> FieldValue {
    if row.isNull(column) { return .null }
    if key.part != nil { return .text(row.text(column)) }
    return switch key.path.field.type.element {
    case .boolean: .boolean(row.integer(column) != 0)
    case .integer: .integer(row.integer(column))
    case .number: .number(row.real(column))
    default: .text(row.text(column))
    }
  }

  private func figure(_ index: Int, _ row: PreparedStatement, of keys: [FieldValue]) -> FieldValue {
    let (aggregate, column) = (query.aggregates[index], query.keys.count + 1 + index)
    if row.isNull(column) { return .null }
    switch (aggregate.kind, aggregate.path.field.type) {
    case (.distinct, _): return .integer(row.integer(column))
    case (_, .money): return ["amount": .integer(row.integer(column)), "currency": currencies[index].map { keys[$0] } ?? .null]
    case (.avg, _), (_, .number): return .number(row.real(column))
    case (_, .integer): return .integer(row.integer(column))
    default: return .text(row.text(column))
    }
  }
}
