import Ecosystem

extension StoreTransaction {
  /// Reads the record of that id, or the one into which the record of that id was merged; nil when there is none, or its audience may not
  /// see it.
  /// - Parameters:
  ///   - entity: its entity, `actor`.
  ///   - id: its id.
  ///   - fields: the names of the requested fields, nil for all; `id` is always included.
  /// - Throws: `EcosystemError` for an unknown entity or field.
  public func get(_ entity: String, _ id: String, fields: [String]? = nil) throws -> Record? {
    let connection = try open()
    let table = try scoped(entity)
    let asked = try fields.map { try TableLayout.fields($0, of: table.entity) }
    return try explaining { try read(table.layout, keptID(id, connection), reader: table.reader(asked), connection: connection) }
  }

  /// Reads the records of a query.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func find(_ entity: String, _ query: Query = Query()) throws -> [Record] {
    try all(try cursor(entity, query))
  }

  /// Counts the records of a filter.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended; `.interrupted`,
  ///   `.corrupt` or `.disk` when the query fails.
  public func count(_ entity: String, _ filter: Filter = .everything) throws -> Int {
    let connection = try open()
    let layout = try scoped()
    let table = try layout.table(entity)
    try layout.require(FieldsUsed(own: filter.fieldsUsed), of: table)
    let fragment = try sql(filter, of: table).count(filter)
    return try explaining { try connection.first(fragment.sql, fragment.arguments) { Int($0.integer(0)) } ?? 0 }
  }

  /// Opens a cursor on the records of a query.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended.
  public func cursor(_ entity: String, _ query: Query = Query()) throws -> RecordCursor {
    let layout = try scoped()
    let table = try layout.table(entity)
    try layout.require(query.fieldsUsed, of: table)
    let reader = try layout.reader(table, for: query)
    return try cursor(sql(query.filter, of: table).select(query, reader), reader)
  }

  /// Opens a cursor on the records with the ids of a list, in its order; an id without a record is left out.
  /// - Parameter query: the fields given; its filter, order and window do not apply.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended.
  public func cursor(_ entity: String, ids: [String], _ query: Query = Query()) throws -> RecordCursor {
    let layout = try scoped()
    let table = try layout.table(entity)
    try layout.require(query.fieldsUsed, of: table)
    let reader = try layout.reader(table, for: query)
    let connection = try open()
    let kept = try explaining { try ids.map { try keptID($0, connection) } }
    return try cursor(QuerySQL(table).select(ids: kept, reader), reader)
  }

  /// Opens a cursor on the record of that id: one record or none.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.closed` once the transaction has ended.
  public func cursor(_ entity: String, id: String) throws -> RecordCursor {
    let reader = try scoped(entity).reader
    let connection = try open()
    return try cursor(SQLFragment(reader.selectByID, [.text(explaining { try keptID(id, connection) })]), reader)
  }

  /// Searches the records whose search fields contain all the words of `text`, the last also as a prefix; case and accents are
  /// ignored. `kik*` is a prefix anywhere. The best come first (BM25, the name weighted most), unless the query asks for an
  /// order. For words that more than 1,000 records have, a query with a limit first returns those that have them in the name,
  /// shorter names before longer ones.
  /// - Returns: no records when `text` has no word.
  /// - Throws: `StoreError.badArgument` for an entity without search fields.
  public func search(_ entity: String, _ text: String, query: Query = Query()) throws -> [Record] {
    guard let cursor = try searchCursor(entity, text, query: query) else { return [] }
    return try all(cursor)
  }

  /// Opens a cursor on the results of `search`; nil when `text` has no word.
  /// - Throws: `EcosystemError` for an unknown entity; `StoreError.badArgument` for one without search fields; `.closed` once the
  ///   transaction has ended, `.interrupted`, `.corrupt` or `.disk` when a query fails.
  public func searchCursor(_ entity: String, _ text: String, query: Query = Query()) throws -> RecordCursor? {
    let layout = try scoped()
    let table = try layout.table(entity)
    try layout.require(query.fieldsUsed, of: table)
    if table.entity.searchFields.isEmpty {
      let searchable = schema.entities.filter { !$0.searchFields.isEmpty }.map(\.id)
      throw StoreError(.badArgument, found: entity, wanted: searchable.joined(separator: ", "))
    }
    guard let words = SearchWords(text) else { return nil }
    if mode == .write { try flushSearch(try open()) }
    let reader = try layout.reader(table, for: query)
    let sql = try sql(query.filter, of: table)
    let isCoarse =
      try sql.isCoarse && query.order.isEmpty || query.isOfFirst(QuerySQL.weighedMax) && holds(sql.exceedsWeighing(words, query))
    return try cursor(isCoarse ? sql.coarseSearch(words, query, reader: reader) : sql.search(words, query, reader: reader), reader)
  }

  /// Returns the entity of the record of that id; nil when there is no such record.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func entity(of id: String) throws -> String? {
    let connection = try open()
    return try explaining { try seenEntity(of: keptID(id, connection), connection) }
  }

  static func entity(of id: String, _ connection: Connection) throws -> String? {
    try connection.first("SELECT entity FROM record WHERE id = ?", [.text(id)]) { $0.text(0) }
  }

  func read(_ table: TableLayout, _ id: String, reader: RecordReader, connection: Connection) throws -> Record? {
    try connection.first(reader.selectByID, [.text(id)], body: reader.record)
  }

  /// Indexes the words of the records written so far.
  func flushSearch(_ connection: Connection) throws {
    try explaining {
      try connection.unrecorded { try PendingWords(connection).index(layout) }
    }
  }

  /// Returns the translation of queries with a filter, the spellings of whose names it reads.
  func sql(_ filter: Filter, of table: ScopedTable) throws -> QuerySQL {
    QuerySQL(table, spellings: try spellings(filter, of: table.layout))
  }

  /// Reads the spellings of the names that a filter compares.
  func spellings(_ filter: Filter, of table: TableLayout) throws -> NameSpellings {
    let connection = try open()
    return try explaining { try NameSpellings(filter, of: table, connection) }
  }

  private func holds(_ fragment: SQLFragment) throws -> Bool {
    let connection = try open()
    return try explaining { try connection.first(fragment.sql, fragment.arguments) { $0.integer(0) != 0 } ?? false }
  }

  private func cursor(_ fragment: SQLFragment, _ reader: RecordReader) throws -> RecordCursor {
    let connection = try open()
    let statement = try connection.statement(fragment.sql)
    try statement.bind(fragment.arguments)
    let cursor = RecordCursor(statement, reader, in: self)
    try register(cursor)
    return cursor
  }

  private func all(_ cursor: RecordCursor) throws -> [Record] {
    var records: [Record] = []
    while let record = try cursor.next() { records.append(record) }
    return records
  }
}

extension Query {
  /// Whether it asks for the best records only, at most that many.
  fileprivate func isOfFirst(_ count: Int) -> Bool {
    guard order.isEmpty, let limit else { return false }
    return limit <= count && offset <= count - limit
  }
}

extension TableLayout {
  /// Returns the fields of those names in the order of columns, with `id`.
  static func fields(_ names: [String], of entity: EntityDescription) throws -> [FieldDescription] {
    var asked: Set<String> = ["id"]
    for name in names { asked.insert(try entity.requireField(name).id) }
    return entity.fields.filter { asked.contains($0.id) }
  }
}

extension StoreTransaction {
  /// Counts the records of all entities.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func recordCount() throws -> Int {
    let connection = try open()
    if try isRestricted() { return try scoped().schema.entities.reduce(0) { try $0 + count($1.id) } }
    return try explaining { try connection.first("SELECT count(*) FROM record") { Int($0.integer(0)) } } ?? 0
  }
}
