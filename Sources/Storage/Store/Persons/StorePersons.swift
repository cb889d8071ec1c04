import Ecosystem

/// The data of natural persons in the whole file: reads everything about one person, erases it, and finds the persons kept for too
/// long.
public struct StorePersons: TransactionFacet {
  package let transaction: StoreTransaction

  /// The entity of persons.
  public static let entity = "person"
  /// The entities whose records concern nobody but one person, by their field `person`; they are erased with her.
  static let owned = ["affiliation", "consent"]
  /// The fields of a person whose texts identify her wherever they occur.
  static let identifying = ["name", "email", "phone"]
  /// The name under which `counter` keeps that deleted content has not been overwritten yet.
  static let purgeCounter = "purge_due"
  /// The name of the anonymous record that takes the place of an erased person.
  static let anonymousName = "N. N."
}

extension StoreTransaction {
  /// The data of natural persons.
  public var persons: StorePersons { StorePersons(transaction: self) }
}

extension StorePersons {
  /// Whether an erasure was committed whose deleted content `Store.purgeDeletedContent` has not overwritten yet.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func isPurgeDue() throws -> Bool {
    let connection = try open()
    let sql = "SELECT value FROM counter WHERE name = '\(Self.purgeCounter)'"
    return try explaining { try connection.first(sql) { $0.integer(0) } } == 1
  }

  /// The columns by which records of an entity refer to persons, and whether each holds a list.
  static func referringColumns(_ entity: EntityDescription) -> [(column: String, isList: Bool)] {
    entity.ownFields.filter { $0.type.element.referencedEntities?.contains(Self.entity) == true }
      .map { ($0.id, $0.type.isList) }
  }

  /// Returns the id of a person's record, followed by those of the records that were merged into it.
  /// - Parameter id: one of them.
  func ids(of id: String, _ connection: Connection) throws -> [String] {
    let kept = try transaction.keptID(id, connection)
    var ids = [kept]
    let sql = "SELECT id FROM \(RecordAliases.table) WHERE target = ? AND entity = ? ORDER BY id"
    try connection.run(sql, [.text(kept), .text(Self.entity)]) { ids.append($0.text(0)) }
    return ids
  }

  /// Calls `body` with the id of each person that the file holds, in its records or in its journal.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when a query fails.
  public func eachKnownID(_ body: (String) throws -> Void) throws {
    let connection = try open()
    try explaining {
      var ids: Set<String> = []
      try connection.run("SELECT id FROM person") { ids.insert($0.text(0)) }
      for chunk in try chunks("table_name = '\(Self.entity)'", connection) {
        for change in try transaction.journal.rowChanges(in: chunk, connection) where change.shape.table == Self.entity {
          ids.insert(change.keyText)
        }
      }
      for id in ids.sorted() { try body(id) }
    }
  }

  /// Returns the numbers of the chunks of the journal with operations on the tables that a condition on their shapes selects.
  func chunks(_ condition: String, _ connection: Connection) throws -> [Int64] {
    let sql = """
      SELECT c.number FROM journal_chunk c WHERE EXISTS (SELECT 1 FROM json_each(c.shapes) j
      JOIN journal_shape s ON s.number = j.value WHERE \(condition)) ORDER BY c.number
      """
    var numbers: [Int64] = []
    try connection.run(sql) { numbers.append($0.integer(0)) }
    return numbers
  }

  /// Returns the numbers of the chunks of the journal that contain one of several texts.
  func chunks(containing texts: some Sequence<String>, _ connection: Connection) throws -> Set<Int64> {
    var numbers: Set<Int64> = []
    for text in texts {
      let sql = "SELECT number FROM journal_chunk WHERE instr(data, CAST(? AS BLOB)) > 0"
      try connection.run(sql, [.text(text)]) { numbers.insert($0.integer(0)) }
    }
    return numbers
  }
}
