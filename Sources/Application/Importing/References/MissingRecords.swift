import Ecosystem
import Store

/// Records that an import adds since rows refer to them by name and there is none: a name, and the kind `other`.
struct MissingRecords {
  /// A record that was added.
  struct Added: Hashable {
    var id: String
    var entity: String
  }

  /// The records of all written rows, at most `ImportOutcome.listedMax`, and their number.
  private(set) var created: [CreatedRecord] = []
  private(set) var count = 0

  private let now: String
  /// The records of the present row, and the state before the first of them.
  private var ofRow: [CreatedRecord] = []
  private var savepoint: Savepoint?

  /// The code of the term that says nothing of a kind.
  private static let otherCode = "other"

  init(now: String) { self.now = now }

  /// Adds a record of the first of the entities that a name suffices for.
  ///
  /// - Returns: nil for a word that is no name, such as an e-mail address, and when no entity can be known by its name alone.
  mutating func add(
    _ word: String, among entities: [String], line: Int, in transaction: StoreTransaction
  ) throws -> Added? {
    guard TextRule.name.admits(word), word.unicodeScalars.contains(where: \.properties.isAlphabetic), !AddressWord.isAddress(word)
    else { return nil }
    for name in entities {
      guard let fields = try fields(word, of: transaction.schema.requireEntity(name), in: transaction) else { continue }
      if savepoint == nil { savepoint = try transaction.savepoint() }
      let record = try transaction.insert(name, Record(fields), owner: "admin", now: now)
      ofRow.append(CreatedRecord(line: line, entity: name, id: record.id, title: word))
      return Added(id: record.id, entity: name)
    }
    return nil
  }

  /// Returns the fields of a record with that name; nil when further ones are required.
  private func fields(
    _ word: String, of entity: EntityDescription, in transaction: StoreTransaction
  ) throws -> ExactDictionary<FieldValue>? {
    guard entity.idRule == .slug, entity.field(entity.titleField)?.type == .text, entity.field(entity.titleField)?.isName == true else {
      return nil
    }
    var fields: ExactDictionary<FieldValue> = [entity.titleField: .text(word)]
    for field in entity.fields where field.isRequired && field.isWritable && field.defaultValue.isNull {
      if field.id == "id" || field.id == entity.titleField { continue }
      guard case .concept(let scheme) = field.type, try transaction.get("concept", "\(scheme):\(Self.otherCode)") != nil else { return nil }
      fields[field.id] = .text(Self.otherCode)
    }
    return fields
  }

  /// Keeps the records that were added for the present row, or takes them back.
  /// - Returns: whether some were taken back.
  mutating func endRow(isWritten: Bool, in transaction: StoreTransaction) throws -> Bool {
    guard let savepoint else { return false }
    self.savepoint = nil
    defer { ofRow = [] }
    if !isWritten {
      try transaction.rollback(to: savepoint)
      return true
    }
    try transaction.release(savepoint)
    count += ofRow.count
    created += ofRow.prefix(max(0, ImportOutcome.listedMax - created.count))
    return false
  }
}

/// A record that an import added since a row refers to it.
public struct CreatedRecord: Sendable, Hashable {
  /// The line of the first row that refers to it.
  public var line: Int
  public var entity: String
  public var id: String
  /// Its name.
  public var title: String
}
