import Ecosystem
import Store

/// Finds the record that a row is: by its id, by a number in a register, by fields that together are unique, by name and place.
struct RecordMatcher {
  /// A record, and by what it was recognised.
  struct Match {
    var record: Record
    var sign: Duplicate.Sign
  }

  private let entity: EntityDescription
  var transaction: StoreTransaction
  /// The moment of this import, by which its own records are known.
  private let now: String
  /// Whether there was no record of the entity when the import began: then only its own can be met again.
  private let wasEmpty: Bool
  private let isRecognisedByName: Bool
  private var names: NameIndex?

  init(_ entity: EntityDescription, _ transaction: StoreTransaction, now: String) throws {
    self.entity = entity
    self.transaction = transaction
    self.now = now
    wasEmpty = try transaction.isEmpty(entity.id)
    isRecognisedByName = RecordName.isRecognised(entity)
  }

  /// The record that a row is; nil when it is a new one.
  ///
  /// - Throws: `RowProblem.numbersDisagree` when its numbers belong to several actors.
  mutating func match(_ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber]) throws -> Match? {
    let id = fields["id"]?.textValue ?? derivedID(fields)
    // While there are only records of this import, whose ids are all given, an id that is taken is found by the insertion.
    if let id, !wasEmpty || fields["id"] == nil, let record = try transaction.get(entity.id, id) {
      return Match(record: record, sign: .id)
    }
    if let match = try numbered(numbers) ?? keyed(fields) { return match }
    return try named(fields)
  }

  /// Notes a record that was added.
  mutating func noteAdded(_ record: Record) throws {
    guard names != nil, let row = try transaction.row(of: entity.id, record.id) else { return }
    names?.add(row, record[entity.titleField])
  }

  /// The record that has this id; for a row whose insertion says that the id is taken.
  func record(_ id: String) throws -> Record? { try transaction.get(entity.id, id) }

  /// Whether this import itself has written the record.
  func isOwn(_ record: Record) -> Bool { record["updated_at"] == .text(now) }

  // MARK: The ways

  /// The id that follows from the fields, where the entity has such a rule.
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
      if let found, found.id != id { throw RowProblem.numbersDisagree([found.id, id]) }
      found = (id, number)
    }
    guard let found, let record = try transaction.get(entity.id, found.id) else { return nil }
    return Match(record: record, sign: .number(scheme: found.number.scheme, value: found.number.value))
  }

  private func keyed(_ fields: ExactDictionary<FieldValue>) throws -> Match? {
    for key in entity.uniqueKeys {
      let required = key.filter { entity.field($0)?.isRequired == true }
      guard required.allSatisfy({ fields[$0] != nil }), key.contains(where: { fields[$0] != nil }),
        let id = try transaction.id(of: entity.id, with: key, canonical(fields)),
        let record = try transaction.get(entity.id, id)
      else { continue }
      return Match(record: record, sign: .key(key))
    }
    return nil
  }

  /// The fields with a number of a register as the store keeps it.
  private func canonical(_ fields: ExactDictionary<FieldValue>) -> ExactDictionary<FieldValue> {
    guard entity.id == "identifier", let scheme = fields["scheme"]?.textValue, let value = fields["value"]?.textValue,
      let canonical = transaction.schema.identifierSchemes.canonical(value, scheme: scheme)
    else { return fields }
    return fields.merging(["value": .text(canonical)]) { _, new in new }
  }

  /// Rows with ids of their own are told apart by these; only what was there before them is compared by name.
  private mutating func named(_ fields: ExactDictionary<FieldValue>) throws -> Match? {
    guard isRecognisedByName, let name = fields[entity.titleField] else { return nil }
    let hasID = fields["id"] != nil
    if hasID, wasEmpty { return nil }
    let wanted = Set(RecordName.plainForms(name))
    for row in try index().rows(name) {
      guard let record = try transaction.record(entity.id, row: row),
        !wanted.isDisjoint(with: RecordName.plainForms(record[entity.titleField])), RecordName.agree(fields, record),
        !hasID || record["created_at"] != .text(now)
      else { continue }
      return Match(record: record, sign: .name)
    }
    return nil
  }

  private mutating func index() throws -> NameIndex {
    if let names { return names }
    var index = NameIndex()
    try transaction.eachName(of: entity.id) { index.add($0, $1) }
    names = index
    return index
  }
}

/// What is wrong with a row beside its fields.
enum RowProblem: Error {
  /// Its numbers belong to several actors.
  case numbersDisagree([String])
  /// A number belongs to another actor than the row's.
  case numberTaken(RegisterNumber, actor: String)
  /// Another row of the file has the same id, or is the same.
  case repeated(id: String)
  /// It is a record that is there already, and nobody said what to do.
  case undecided(Duplicate.Sign, id: String, title: String)

  /// What is wrong, and what to do.
  func reason(in language: Language) -> String {
    switch (language, self) {
    case (.fr, .numbersDisagree(let ids)):
      "ses numéros sont ceux de plusieurs acteurs (\(ids.joined(separator: ", "))) ; n'en gardez qu'un"
    case (_, .numbersDisagree(let ids)):
      "its numbers are those of several actors (\(ids.joined(separator: ", "))); keep one"
    case (.fr, .numberTaken(let number, let actor)):
      "le numéro \(number.scheme) \(number.value) est celui de \(actor) ; corrigez-le ou ôtez-le"
    case (_, .numberTaken(let number, let actor)):
      "the number \(number.scheme) \(number.value) is that of \(actor); correct it or take it out"
    case (.fr, .repeated(let id)): "une ligne plus haut dans le fichier est déjà \(id) ; gardez-en une"
    case (_, .repeated(let id)): "a line further up in the file is \(id) already; keep one of them"
    case (.fr, .undecided(let sign, let id, let title)):
      "c'est \(Self.named(title, id)), \(sign.text(in: .fr)) ; décidez avec --duplicates update, skip ou add"
    case (_, .undecided(let sign, let id, let title)):
      "this is \(Self.named(title, id)), \(sign.text(in: .en)); decide with --duplicates update, skip or add"
    }
  }

  private static func named(_ title: String, _ id: String) -> String { title.isEmpty ? id : "\(title) (\(id))" }
}

extension Duplicate.Sign {
  /// By what a record was recognised, in words: “by its name”.
  public func text(in language: Language) -> String {
    switch (language, self) {
    case (.fr, .id): "par son id"
    case (_, .id): "by its id"
    case (.fr, .number(let scheme, let value)): "par son numéro \(scheme) \(value)"
    case (_, .number(let scheme, let value)): "by its number \(scheme) \(value)"
    case (.fr, .key(let fields)): "par \(fields.joined(separator: ", "))"
    case (_, .key(let fields)): "by \(fields.joined(separator: ", "))"
    case (.fr, .name): "par son nom et son lieu"
    case (_, .name): "by its name and place"
    }
  }
}
