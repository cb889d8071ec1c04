import Ecosystem

/// The traces of one person in the records and the journal.
struct PersonTraces {
  /// The texts that identify her, present and former ones.
  private(set) var texts: Set<String> = []
  /// The names by which records are found, which may be in the index of names.
  private(set) var names: Set<String> = []
  /// The ids of the records that concern nobody else, present and deleted ones.
  private(set) var owned: Set<String> = []
  /// Whether the journal has records of other entities that refer to her.
  private(set) var isReferredTo = false
  /// Whether the file has, or had, such a person.
  private(set) var exists = false

  private let id: String
  private var nameParts: Set<[String]> = []

  /// Reads the records and the journal.
  init(of id: String, _ persons: StorePersons, _ connection: Connection) throws {
    self.id = id
    try readRecords(persons, connection)
    try readProposals(connection)
    for chunk in try persons.chunks(containing: [id], connection).sorted() {
      for change in try persons.transaction.journal.rowChanges(in: chunk, connection) { read(change) }
    }
    for parts in nameParts { texts.formUnion([parts.joined(separator: " "), parts.reversed().joined(separator: " ")]) }
  }

  private mutating func readRecords(_ persons: StorePersons, _ connection: Connection) throws {
    let shape = RowShape(try persons.layout.table(StorePersons.entity))
    if let row = try shape.row([.text(id)], connection) {
      exists = true
      note(Dictionary(uniqueKeysWithValues: zip(shape.columns, row)))
    }
    for entity in StorePersons.owned {
      try connection.run("SELECT id FROM \(SQLText.name(entity)) WHERE person = ?", [.text(id)]) { owned.insert($0.text(0)) }
    }
  }

  /// Reads the proposals that add, change or remove her own records, which she may have without being in the records.
  private mutating func readProposals(_ connection: Connection) throws {
    let sql = "SELECT record, fields, base FROM proposal_change WHERE entity = ? AND record = ?"
    var states: [(fields: String, base: String)] = []
    try connection.run(sql, [.text(StorePersons.entity), .text(id)]) { states.append(($0.text(1), $0.text(2))) }
    for json in states.flatMap({ [$0.fields, $0.base] }) {
      exists = true
      let fields = try StoredColumn.proposedFields.value(json, row: id).mapValue ?? [:]
      note(Dictionary(uniqueKeysWithValues: fields.compactMap { name, value in value.textValue.map { (name, SQLValue.text($0)) } }))
    }
    for entity in StorePersons.owned {
      let sql = "SELECT record FROM proposal_change WHERE entity = ?1 AND ?2 IN (fields ->> 'person', base ->> 'person')"
      try connection.run(sql, [.text(entity), .text(id)]) { owned.insert($0.text(0)) }
    }
  }

  private mutating func read(_ change: RowChange) {
    let (table, columns) = (change.shape.table, change.shape.columns)
    if table == RowShape.register.table { return }
    let states = change.states
    if table == StorePersons.entity, change.keyText.isExactly(id) {
      exists = true
      for state in states { note(Dictionary(uniqueKeysWithValues: state.map { (columns[$0.column], $0.value) })) }
    } else if StorePersons.owned.contains(table) {
      let isHers = states.contains { $0.contains { columns[$0.column] == "person" && $0.value == .text(id) } }
      if isHers { owned.insert(change.keyText) }
    } else if change.shape.isOfEntity, states.contains(where: { $0.contains { refers($0.value) } }) {
      isReferredTo = true
    }
  }

  private func refers(_ value: SQLValue) -> Bool {
    guard case .text(let text) = value else { return false }
    return text.isExactly(id) || text.contains(FieldValue.text(id).json)
  }

  /// Notes the identifying texts of a state of the person.
  private mutating func note(_ columns: [String: SQLValue]) {
    func text(_ column: String) -> String? {
      guard case .text(let text)? = columns[column] else { return nil }
      return text
    }
    texts.formUnion(StorePersons.identifying.compactMap(text))
    names.formUnion(["name", "given_name", "family_name"].compactMap(text))
    if let given = text("given_name"), let family = text("family_name") { nameParts.insert([given, family]) }
  }
}

extension RowChange {
  /// The values of the row that the operation recorded: before and after an update, of a deleted row.
  var states: [[(column: Int, value: SQLValue)]] {
    switch what {
    case .insert: []
    case .update(let columns): [columns.map { ($0.column, $0.before) }, columns.map { ($0.column, $0.after) }]
    case .delete(_, let values): [values.enumerated().map { ($0.offset, $0.element) }]
    }
  }
}
