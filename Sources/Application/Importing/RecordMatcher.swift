import Ecosystem
import Localization
import Store

/// Finds the existing record of a row: by its id, by a number in a register, by a unique key, by name and place.
struct RecordMatcher {
  /// A record, and the criterion of its match.
  struct Match {
    var record: Record
    var criterion: Duplicate.Criterion
  }

  private let entity: EntityDescription
  var transaction: StoreTransaction
  /// The timestamp of this import, which identifies the records it wrote.
  private let now: String
  /// Whether the entity had no record when the import began: then only its own can match.
  private let wasEmpty: Bool
  private let isRecognisedByName: Bool
  /// The names of the records that rows may match; nil before a row is matched by name.
  private var names: NameIndex?
  /// Whether `names` has the records of this import too. Rows with ids of their own do not match those; without other rows the index
  /// does not grow with the file.
  private var indexesOwn = false
  private var ownRows = OwnRows()

  init(_ entity: EntityDescription, _ transaction: StoreTransaction, now: String) throws {
    self.entity = entity
    self.transaction = transaction
    self.now = now
    wasEmpty = try transaction.isEmpty(entity.id)
    isRecognisedByName = RecordName.isRecognised(entity)
  }

  /// Returns the existing record of a row; nil when the row is new.
  ///
  /// - Throws: `RowProblem.numbersDisagree` when its numbers belong to several actors.
  mutating func match(_ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber]) throws -> Match? {
    let id = fields["id"]?.textValue ?? derivedID(fields)
    // While the entity has only records of this import, all with given ids, the insertion detects an id that is taken.
    if let id, !wasEmpty || fields["id"] == nil, let record = try transaction.get(entity.id, id) {
      return Match(record: record, criterion: .id)
    }
    if let match = try numbered(numbers) ?? keyed(fields) { return match }
    return try named(fields)
  }

  /// Adds a new record to the indexes.
  /// - Parameter line: the line of its row; nil when its id is in the file.
  mutating func noteAdded(_ record: Record, line: Int?) throws {
    if let line { ownRows.note(record.id, line: line) }
    guard indexesOwn, names != nil, let row = try transaction.row(of: entity.id, record.id) else { return }
    names?.add(row, record[entity.titleField])
  }

  /// Returns the record with this id, for a row whose insertion failed since the id is taken.
  func record(_ id: String) throws -> Record? { try transaction.get(entity.id, id) }

  /// Whether this import wrote the record.
  func isOwn(_ record: Record) -> Bool { record["updated_at"] == .text(now) }

  /// Describes a record for a message.
  func other(_ id: String, title: String = "") -> RowProblem.Other {
    RowProblem.Other(id: id, title: title, line: ownRows.line(of: id))
  }

  // MARK: Criteria

  /// Returns the id derived from the fields, if the entity has such a rule.
  private func derivedID(_ fields: ExactDictionary<FieldValue>) -> String? {
    let names: [String]
    switch entity.idRule {
    case .slug: return nil
    case .fromFields(let fields): names = fields
    case .code(let field): names = [field]
    }
    let parts = names.compactMap { fields[$0]?.textValue }
    return parts.count == names.count ? parts.joined(separator: ":") : nil
  }

  private func numbered(_ numbers: [RegisterNumber]) throws -> Match? {
    var found: (id: String, number: RegisterNumber)?
    for number in numbers {
      guard let id = try transaction.actor(numbered: number.value, scheme: number.scheme) else { continue }
      if let found, found.id != id { throw RowProblem.numbersDisagree([other(found.id), other(id)]) }
      found = (id, number)
    }
    guard let found, let record = try transaction.get(entity.id, found.id) else { return nil }
    return Match(record: record, criterion: .number(scheme: found.number.scheme, value: found.number.value))
  }

  private func keyed(_ fields: ExactDictionary<FieldValue>) throws -> Match? {
    for key in entity.uniqueKeys {
      let required = key.filter { entity.field($0)?.isRequired == true }
      guard required.allSatisfy({ fields[$0] != nil }), key.contains(where: { fields[$0] != nil }),
        let id = try transaction.id(of: entity.id, with: key, canonical(fields)),
        let record = try transaction.get(entity.id, id)
      else { continue }
      return Match(record: record, criterion: .key(key))
    }
    return nil
  }

  /// Returns the fields with the register numbers in the store's canonical form.
  private func canonical(_ fields: ExactDictionary<FieldValue>) -> ExactDictionary<FieldValue> {
    guard entity.id == "identifier", let scheme = fields["scheme"]?.textValue, let value = fields["value"]?.textValue,
      let canonical = transaction.schema.identifierSchemes.canonical(value, scheme: scheme)
    else { return fields }
    return fields.merging(["value": .text(canonical)]) { _, new in new }
  }

  /// Finds a record by name. Rows with ids of their own match only records that existed before the import.
  private mutating func named(_ fields: ExactDictionary<FieldValue>) throws -> Match? {
    guard isRecognisedByName, let name = fields[entity.titleField] else { return nil }
    let hasID = fields["id"] != nil
    if hasID, wasEmpty { return nil }
    let wanted = Set(RecordName.plainForms(name))
    for row in try index(withOwn: !hasID).rows(name) {
      guard let record = try transaction.record(entity.id, row: row),
        !wanted.isDisjoint(with: RecordName.plainForms(record[entity.titleField])), RecordName.agree(fields, record, of: entity),
        !hasID || record["created_at"] != .text(now)
      else { continue }
      return Match(record: record, criterion: .name)
    }
    return nil
  }

  /// - Parameter withOwn: whether the records of this import may match.
  private mutating func index(withOwn: Bool) throws -> NameIndex {
    if withOwn, !indexesOwn { (names, indexesOwn) = (nil, true) }
    if let names { return names }
    var index = NameIndex()
    try transaction.eachName(of: entity.id) { index.add($0, $1) }
    names = index
    return index
  }
}

extension Duplicate.Criterion {
  /// The criterion as text: “by its name”.
  public func text(in language: Language) -> String {
    switch self {
    case .id: Message("importing.record-matcher.id").text(in: language)
    case .number(let scheme, let value): Message("importing.record-matcher.number", ["scheme": scheme, "value": value]).text(in: language)
    case .key(let fields): Message("importing.record-matcher.by", ["fields": fields.joined(separator: ", ")]).text(in: language)
    case .name: Message("importing.record-matcher.name-place").text(in: language)
    }
  }
}
