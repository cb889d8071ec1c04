import Ecosystem

/// A record of another entity in whose text an identifying text of a person occurs.
public struct PersonMention: Sendable, Hashable {
  public var entity: String
  public var id: String
}

/// Everything the file holds about one person (GDPR, Articles 15 and 20).
public struct PersonDossier: Sendable {
  /// A row outside the records that holds her id or a text that identifies her.
  public struct Text: Sendable, Hashable {
    /// The table: `storage`, `setting`, `invocation`, `outbox`, `delivery`, `job`, `import_progress`.
    public var table: String
    /// The parts of its key.
    public var key: [String]
    /// The texts, as they are stored.
    public var texts: [String]
  }

  /// Her record; nil when it was deleted and only the journal has it.
  public var person: Record?
  /// The records that refer to her, and the dues of her memberships, by entity.
  public var records: [(entity: String, records: [Record])] = []
  /// The changes of her record and of those that concern nobody else, also deleted ones, the newest first.
  public var history: [HistoryStep] = []
  /// The rows outside the records.
  public var texts: [Text] = []
  /// Records whose text mentions her, at most `PersonErasure.mentionsMax`.
  public var mentions: [PersonMention] = []
}

extension StorePersons {
  /// Reads everything about a person, also about one whose record was deleted.
  /// - Throws: `StoreError.notFound` when neither the records nor the journal have her; `.closed` once the transaction has ended;
  ///   `.interrupted`, `.corrupt` or `.disk` when a query fails.
  public func dossier(of id: String) throws -> PersonDossier {
    let connection = try open()
    return try explaining {
      let ids = try ids(of: id, connection)
      let traces = try ids.map { try PersonTraces(of: $0, self, connection) }
      guard traces.contains(where: \.exists) else { throw try transaction.notFound(Self.entity, id, connection: connection) }
      let id = ids[0]
      let texts = ErasedTexts(id: id, replacement: "", texts: Set(traces.flatMap(\.texts)))
      var dossier = PersonDossier()
      dossier.person = try transaction.get(Self.entity, id)
      for table in layout.all where table.entity.id != Self.entity {
        let records = try records(of: table, referringTo: id, connection)
        if !records.isEmpty { dossier.records.append((table.entity.id, records)) }
      }
      dossier.history = try history(of: ids, traces)
      dossier.texts = try TextErasure(connection: connection, texts: texts).found()
      let others = layout.all.filter { $0.entity.id != Self.entity && !Self.owned.contains($0.entity.id) }
      dossier.mentions = try mentions(of: texts, in: others, connection)
      return dossier
    }
  }

  private func records(of table: TableLayout, referringTo id: String, _ connection: Connection) throws -> [Record] {
    var conditions = Self.referringColumns(table.entity).map { column in
      let name = SQLText.name(column.column)
      return column.isList ? "EXISTS (SELECT 1 FROM json_each(\(name)) WHERE value = ?1)" : "\(name) = ?1"
    }
    if table.entity.id == InvoiceNumbers.dues { conditions.append("membership IN (SELECT id FROM membership WHERE member = ?1)") }
    if conditions.isEmpty { return [] }
    var ids: [String] = []
    let sql = "SELECT id FROM \(table.table) WHERE \(conditions.joined(separator: " OR ")) ORDER BY rowid"
    try connection.run(sql, [.text(id)]) { ids.append($0.text(0)) }
    return try ids.compactMap { try transaction.get(table.entity.id, $0) }
  }

  private func history(of ids: [String], _ traces: [PersonTraces]) throws -> [HistoryStep] {
    let owned = traces.flatMap(\.owned)
    let records = ids.map { (Self.entity, $0) } + Self.owned.flatMap { table in owned.map { (table, $0) } }
    var steps: [HistoryStep] = []
    for (table, id) in records {
      do { steps += try transaction.journal.history(table, id) } catch let error as StoreError where error.kind == .notFound {
        continue  // A record of another entity.
      }
    }
    return steps.sorted { ($0.invocation.id, $0.change.id) > ($1.invocation.id, $1.change.id) }
  }

  /// Finds the records whose text mentions a person, at most `PersonErasure.mentionsMax`.
  func mentions(of texts: ErasedTexts, in tables: [TableLayout], _ connection: Connection) throws -> [PersonMention] {
    var found: [PersonMention] = []
    for table in tables {
      let columns = table.columns.filter { $0 != "id" }.map { "coalesce(\(SQLText.name($0)), '')" }.joined(separator: " || char(10) || ")
      let sql = """
        SELECT id FROM \(table.table) WHERE instr(grappe_fold(\(columns)), grappe_fold(?)) > 0
        LIMIT \(PersonErasure.mentionsMax)
        """
      for text in texts.texts {
        try connection.run(sql, [.text(text)]) {
          let mention = PersonMention(entity: table.entity.id, id: $0.text(0))
          if !found.contains(mention), found.count < PersonErasure.mentionsMax { found.append(mention) }
        }
      }
    }
    return found
  }
}

extension TextErasure {
  /// Returns the rows that hold her id or a text that identifies her.
  fileprivate func found() throws -> [PersonDossier.Text] {
    try Self.tables.flatMap { table in
      try rows(of: table).map { row in
        let changed = zip(row.former, row.values).filter { $0 != $1 }.map { FieldValue($0.0).textValue ?? "" }
        return PersonDossier.Text(table: table.name, key: row.key.map { FieldValue($0).textValue ?? FieldValue($0).json }, texts: changed)
      }
    }
  }
}
