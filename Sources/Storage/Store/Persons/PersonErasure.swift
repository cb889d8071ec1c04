import Ecosystem

/// The result of an erasure: counts, and nothing about the person.
public struct PersonErasure: Sendable, Hashable {
  /// Number of records deleted: hers, her affiliations and her consents.
  public var recordsDeleted = 0
  /// Number of records by entity that stay without naming her, such as registrations and memberships.
  public var anonymised: [String: Int] = [:]
  /// The id of the anonymous record that takes her place in those; nil when nothing refers to her.
  public var replacement: String?
  /// Number of operations of the journal that were removed or changed.
  public var journalOperations = 0
  /// Number of rows of plugin storage, settings, log, queue and proposals whose texts were changed or removed.
  public var textsReplaced = 0
  /// Records whose text mentions her, at most ``mentionsMax``; they are left to whoever wrote them.
  public var mentions: [PersonMention] = []

  /// Maximum number of mentions.
  public static let mentionsMax = 100
}

extension StorePersons {
  /// Erases a person from records, journal, full-text index, storage of plugins, log, queue and proposals. It is not recorded in the journal and
  /// cannot be undone. Records that refer to her, such as registrations and memberships with their invoices, stay and refer to an
  /// anonymous record instead. The pages that the file no longer uses are overwritten by `Store.purgeDeletedContent`, after the
  /// commit.
  ///
  /// A person whose record was deleted before is erased from the journal likewise, and so are the records that were merged into hers.
  ///
  /// - Parameters:
  ///   - id: the person's id.
  ///   - now: RFC 3339 in UTC.
  /// - Returns: the counts; her ids, those of merged records included; and the texts that identified her, for files beside the database.
  /// - Throws: `StoreError.notFound` when neither the records nor the journal have her; `.readOnly` or `.closed` when it cannot
  ///   write; `.busy` or `.overtaken` without the write lock; `.disk`; `.corrupt` for a damaged journal.
  public func erase(_ id: String, now: String) throws -> (erasure: PersonErasure, ids: [String], texts: [String]) {
    let connection = try writable()
    return try explaining {
      let ids = try ids(of: id, connection)
      let traces = try ids.map { try PersonTraces(of: $0, self, connection) }
      guard traces.contains(where: \.exists) else { throw try transaction.notFound(Self.entity, id, connection: connection) }
      return try connection.unrecorded {
        try connection.run("PRAGMA secure_delete = ON")
        try connection.run("INSERT OR REPLACE INTO counter (name, value) VALUES ('\(Self.purgeCounter)', 1)")
        try connection.run("DELETE FROM \(RecordAliases.table) WHERE target = ?", [.text(ids[0])])
        var (erasure, found) = (PersonErasure(), ids)
        for (id, traces) in zip(ids, traces) where traces.exists {
          let texts = ErasedTexts(id: id, replacement: try transaction.invocations.makeID(now: now), texts: traces.texts)
          erasure.add(try ErasurePass(persons: self, connection: connection, texts: texts, traces: traces, now: now).run())
          found += texts.texts
        }
        return (erasure, ids, found)
      }
    }
  }
}

extension PersonErasure {
  /// Adds the counts of another record of the same person, which was merged into hers.
  fileprivate mutating func add(_ other: PersonErasure) {
    recordsDeleted += other.recordsDeleted
    anonymised.merge(other.anonymised, uniquingKeysWith: +)
    replacement = replacement ?? other.replacement
    journalOperations += other.journalOperations
    textsReplaced += other.textsReplaced
    mentions = Array((mentions + other.mentions.filter { !mentions.contains($0) }).prefix(Self.mentionsMax))
  }
}

/// One erasure.
private struct ErasurePass {
  let persons: StorePersons
  let connection: Connection
  let texts: ErasedTexts
  let traces: PersonTraces
  let now: String

  private var layout: StoreLayout { persons.layout }
  /// The ids of the records that are deleted.
  private var gone: Set<String> { traces.owned.union([texts.id]) }

  func run() throws -> PersonErasure {
    var erasure = PersonErasure()
    let others = layout.all.filter { $0.entity.id != StorePersons.entity && !StorePersons.owned.contains($0.entity.id) }
    let proposals = try deleteProposals()
    let isReferredTo = try traces.isReferredTo || others.contains { try refers($0) } || isNamedInProposals()
    if isReferredTo { erasure.replacement = try addReplacement() }
    for table in others {
      let count = try anonymise(table)
      if count > 0 { erasure.anonymised[table.entity.id] = count }
    }
    erasure.recordsDeleted = try deleteRecords()
    erasure.journalOperations = try JournalErasure(
      persons: persons, connection: connection, texts: texts, gone: gone, proposals: proposals
    ).run()
    erasure.textsReplaced = try proposals.count + deleteEvents() + TextErasure(connection: connection, texts: texts).run()
    try cleanSearch()
    erasure.mentions = try persons.mentions(of: texts, in: others, connection)
    persons.transaction.entityByID = [:]
    return erasure
  }

  // MARK: References

  /// The columns of a table with references, as SQL names, and whether each holds JSON.
  private func columns(_ table: TableLayout) -> [(name: String, isJSON: Bool)] {
    StorePersons.referringColumns(table.entity).map { (SQLText.name($0.column), $0.isList) }
      + [(SQLText.name(TableLayout.pluginColumn), true)]
  }

  private func condition(_ column: (name: String, isJSON: Bool)) -> String {
    column.isJSON ? "instr(\(column.name), ?1) > 0" : "\(column.name) = ?1"
  }

  private func argument(_ id: String, _ column: (name: String, isJSON: Bool)) -> SQLValue {
    .text(column.isJSON ? texts.quoted(id) : id)
  }

  private func refers(_ table: TableLayout) throws -> Bool {
    try columns(table).contains { column in
      try connection.first(
        "SELECT 1 FROM \(table.table) WHERE \(condition(column)) LIMIT 1", [argument(texts.id, column)], body: { _ in true }) ?? false
    }
  }

  /// Replaces the references of a table.
  /// - Returns: number of rows.
  private func anonymise(_ table: TableLayout) throws -> Int {
    var ids: Set<String> = []
    for column in columns(table) {
      let value = column.isJSON ? "replace(\(column.name), ?1, ?2)" : "?2"
      try connection.run(
        "UPDATE \(table.table) SET \(column.name) = \(value) WHERE \(condition(column)) RETURNING id",
        [argument(texts.id, column), argument(texts.replacement, column)]
      ) { ids.insert($0.text(0)) }
    }
    return ids.count
  }

  /// Adds the anonymous record that takes her place.
  private func addReplacement() throws -> String {
    let table = try layout.table(StorePersons.entity)
    let record: Record = ["id": .text(texts.replacement), "name": .text(StorePersons.anonymousName), "visibility": "staff"]
    let whole = try persons.transaction.preview(StorePersons.entity, inserting: record, owner: "admin", now: now)
    try RowShape(table).insert(table.row(whole), number: nil, connection)
    return texts.replacement
  }

  // MARK: Her own records, and what follows from them

  private func deleteRecords() throws -> Int {
    var count = 0
    for table in StorePersons.owned {
      try connection.run("DELETE FROM \(SQLText.name(table)) WHERE person = ? RETURNING id", [.text(texts.id)]) { _ in count += 1 }
    }
    try connection.run("DELETE FROM person WHERE id = ? RETURNING id", [.text(texts.id)]) { _ in count += 1 }
    for id in gone { try connection.run("DELETE FROM record_number WHERE id = ?", [.text(id)]) }
    return count
  }

  /// Removes the events about her own records with their deliveries.
  private func deleteEvents() throws -> Int {
    var events: [Int64] = []
    for id in gone {
      try connection.run("SELECT number FROM outbox WHERE record = ?", [.text(id)]) { events.append($0.integer(0)) }
    }
    for event in events {
      try connection.run("DELETE FROM delivery WHERE event = ?", [.integer(event)])
      try connection.run("DELETE FROM outbox WHERE number = ?", [.integer(event)])
    }
    return events.count
  }

  // MARK: Proposals

  /// Deletes the proposals that add, change or remove her own records.
  /// - Returns: their ids.
  private func deleteProposals() throws -> Set<String> {
    var ids: Set<String> = []
    for id in gone {
      try connection.run("SELECT proposal FROM proposal_change WHERE record = ?", [.text(id)]) { ids.insert($0.text(0)) }
    }
    for id in ids { try persons.transaction.proposals.delete(id, connection) }
    return ids
  }

  /// Whether a proposed or former value of another record refers to her.
  private func isNamedInProposals() throws -> Bool {
    let sql = "SELECT 1 FROM proposal_change WHERE instr(fields, ?1) > 0 OR instr(base, ?1) > 0 LIMIT 1"
    return try connection.first(sql, [.text(texts.quoted(texts.id))]) { _ in true } ?? false
  }

  /// Merges the full-text index, so that it keeps no entry of a deleted row, and removes her spellings from the index of names.
  private func cleanSearch() throws {
    let search = try layout.table(StorePersons.entity).searchTable
    try connection.run("INSERT INTO \(search) (\(search)) VALUES ('optimize')")
    for text in traces.names { try connection.run("DELETE FROM \(NameSearch.table) WHERE name = ?", [.text(text)]) }
    // Another record may have a name of the same spelling.
    for table in layout.all {
      for statement in table.foldedFill { try connection.run(statement) }
    }
  }
}
