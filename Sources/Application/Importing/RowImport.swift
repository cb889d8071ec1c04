import Ecosystem
import Localization
import Store

/// Writes rows of a file as records, one by one, within one transaction.
struct RowImport {
  private let entity: EntityDescription
  private var transaction: StoreTransaction
  private let options: ImportOptions
  private let now: String
  private let language: Language
  private var matcher: RecordMatcher
  private let places: PlaceFiller

  /// The outcome of a row.
  enum RowOutcome {
    case added
    case updated(ImportedRowChange)
    case unchanged, skipped
    /// A duplicate without a choice.
    case undecided(Duplicate)
    /// It refers to a record of its own entity that does not exist yet, and waits for it.
    case waiting
  }

  /// - Parameters:
  ///   - now: the timestamp of the written records.
  ///   - places: fills territories and points.
  init(
    _ entity: EntityDescription, _ transaction: StoreTransaction, options: ImportOptions, now: String, places: PlaceFiller,
    language: Language
  ) throws {
    self.entity = entity
    self.transaction = transaction
    self.options = options
    self.now = now
    self.language = language
    self.places = places
    matcher = try RecordMatcher(entity, transaction, now: now)
  }

  /// Continues in the next transaction, after the last one was committed.
  mutating func resume(in transaction: StoreTransaction) {
    self.transaction = transaction
    matcher.transaction = transaction
  }

  /// Writes one row.
  ///
  /// - Parameters:
  ///   - isLast: whether no further row follows that it could wait for.
  ///   - isBrief: whether an error may omit its suggestion, which needs a search through all records.
  /// - Throws: `RowProblem`, or an error of the store or the model, for an invalid row; nothing of it is written then.
  mutating func take(
    line: Int, _ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber], isLast: Bool, isBrief: Bool
  ) throws -> RowOutcome {
    if options.setsAside || isBrief, try mustWait(fields, isLast: isLast, isBrief: isBrief) { return .waiting }
    if let match = try matcher.match(fields, numbers) { return try resolveDuplicate(match, line, fields: fields, numbers: numbers) }
    do {
      try add(fields, numbers)
      return .added
    } catch let error as StoreError where error.kind == .idTaken && error.wanted == entity.id {
      guard let record = try matcher.record(error.id ?? "") else { throw error }
      return try resolveDuplicate(RecordMatcher.Match(record: record, criterion: .id), line, fields: fields, numbers: numbers)
    }
  }

  /// Whether the row refers to a record of its own entity that does not exist yet; throws for any other dangling reference.
  private func mustWait(_ fields: ExactDictionary<FieldValue>, isLast: Bool, isBrief: Bool) throws -> Bool {
    let id = fields["id"]?.textValue ?? ""
    guard let error = try transaction.missingReference(of: entity.id, id: id, fields, suggests: !isBrief) else {
      return false
    }
    let mayCome = entity.field(error.field ?? "")?.type.referencedEntities?.contains(entity.id) == true
    guard mayCome, error.kind == .missingReference else { throw error }
    // When no rows are set aside, references are checked at commit.
    if !options.setsAside { return false }
    if isLast { throw error }
    return true
  }

  // MARK: Batch insert

  /// Returns the number of rows that `addTogether` takes at once; 1 when a batch insert saves nothing.
  func rowsTogether() throws -> Int {
    options.setsAside || !entity.uniqueKeys.isEmpty ? 1 : try transaction.recordsTogether(of: entity.id)
  }

  /// Whether the row can be matched without the rows just before it: it has an id and no register numbers.
  static func standsAlone(_ row: ImportedRow) -> Bool {
    guard case .success(let fields) = row.fields else { return false }
    return fields["id"] != nil && row.numbers.isEmpty
  }

  /// Inserts `rowsTogether` rows, each of which passes `standsAlone`, in one batch.
  /// - Returns: false when one of them exists already; the caller then takes them one by one.
  /// - Throws: as `take`, without naming the row. Nothing is written then, nor when it returns false.
  mutating func addTogether(_ rows: [ImportedRow]) throws -> Bool {
    var records: [Record] = []
    for row in rows {
      let fields = try row.fields.get()
      guard try matcher.match(fields, row.numbers) == nil else { return false }
      records.append(Record(try placed(fields)))
    }
    let added = try transaction.insert(entity.id, together: records, owner: "admin", now: now)
    for record in added { try matcher.noteAdded(record) }
    return true
  }

  // MARK: Existing records

  private mutating func resolveDuplicate(
    _ match: RecordMatcher.Match, _ line: Int, fields: ExactDictionary<FieldValue>, numbers: [RegisterNumber]
  ) throws -> RowOutcome {
    let change = ImportedRowChange(
      line: line, id: match.record.id, title: title(match.record), fields: try changes(fields, to: match.record))
    let newNumbers = try newNumbers(numbers, of: match.record.id)
    if change.fields.isEmpty, newNumbers.isEmpty, choice(line, match) != .add { return .unchanged }
    if matcher.isOwn(match.record), match.criterion != .name { throw RowProblem.repeated(id: match.record.id) }
    switch choice(line, match) {
    case .update:
      try update(change, newNumbers)
      return .updated(change)
    case .skip: return .skipped
    case .add:
      try add(fields, numbers)
      return .added
    case .refuse: return .undecided(Duplicate(criterion: match.criterion, change: change))
    }
  }

  /// Returns the choice for a duplicate: an id, number or key that is taken cannot be added a second time.
  private func choice(_ line: Int, _ match: RecordMatcher.Match) -> DuplicateChoice {
    let wished = options.decisions[line] ?? options.duplicates ?? (match.criterion == .id ? .update : .refuse)
    if wished != .add || match.criterion == .name { return wished }
    return match.criterion == .id ? .update : .refuse
  }

  /// Returns the changes of the fields, in the store's canonical form: another notation of the same number is no change.
  private func changes(_ fields: ExactDictionary<FieldValue>, to record: Record) throws -> [RowFieldChange] {
    var others = fields.filter { $0.key != "id" && record[$0.key] != $0.value }
    if others.isEmpty { return [] }
    others.merge(try places.missing(from: others, of: record, in: transaction)) { own, _ in own }
    let after = try Validation.check(
      changes: others, to: record, as: entity, schemes: transaction.schema.identifierSchemes)
    return others.keys.sorted().filter { record[$0] != after[$0] }.map {
      RowFieldChange(field: $0, before: record[$0], after: after[$0])
    }
  }

  private func title(_ record: Record) -> String {
    let value = record[entity.titleField]
    if let text = value.textValue { return text }
    let texts = value.mapValue ?? [:]
    return (texts[language.rawValue] ?? texts.values.first)?.textValue ?? ""
  }

  // MARK: Writing

  /// Returns the fields of a new record with the territory and the point of its address.
  private func placed(_ fields: ExactDictionary<FieldValue>) throws -> ExactDictionary<FieldValue> {
    let missing = try places.missing(from: fields, in: transaction)
    return missing.isEmpty ? fields : fields.merging(missing.filter { $0.value != .null }) { own, filled in own == .null ? filled : own }
  }

  private mutating func add(_ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber]) throws {
    for number in numbers { try refuseTaken(number, unlessOf: nil) }
    let record = try transaction.insert(entity.id, Record(try placed(fields)), owner: "admin", now: now)
    try add(numbers, to: record.id)
    try matcher.noteAdded(record)
  }

  private func update(_ change: ImportedRowChange, _ numbers: [RegisterNumber]) throws {
    let changes = ExactDictionary(uniqueKeysWithValues: change.fields.map { ($0.field, $0.after) })
    if !changes.isEmpty { _ = try transaction.update(entity.id, change.id, changes: changes, now: now) }
    try add(numbers, to: change.id)
  }

  private func add(_ numbers: [RegisterNumber], to actor: String) throws {
    for number in numbers {
      let identifier: ExactDictionary<FieldValue> = [
        "actor": .text(actor), "scheme": .text(number.scheme), "value": .text(number.value),
      ]
      _ = try transaction.insert("identifier", Record(identifier), owner: "admin", now: now)
    }
  }

  /// Returns the numbers of a row that its actor does not have yet.
  private func newNumbers(_ numbers: [RegisterNumber], of id: String) throws -> [RegisterNumber] {
    try numbers.filter { number in
      try refuseTaken(number, unlessOf: id)
      return try transaction.actor(numbered: number.value, scheme: number.scheme) == nil
    }
  }

  private func refuseTaken(_ number: RegisterNumber, unlessOf id: String?) throws {
    guard let other = try transaction.actor(numbered: number.value, scheme: number.scheme), other != id else { return }
    throw RowProblem.numberTaken(number, actor: other)
  }
}
