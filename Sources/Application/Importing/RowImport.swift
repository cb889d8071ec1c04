import Calendar
import Ecosystem
import Engine
import Localization
import Store

/// Writes rows of a file as records, one by one, within one transaction.
struct RowImport {
  let entity: EntityDescription
  private(set) var transaction: StoreTransaction
  private let options: ImportOptions
  private let now: String
  let language: Language
  var matcher: RecordMatcher
  private var validation: RowValidation
  var references: ReferenceWords
  private let places: PlaceFiller
  /// The objects of another publisher's feed; nil for other files.
  var sources: SourceObjects?

  /// The outcome of a row.
  enum RowOutcome {
    case added
    case updated(ImportedRowChange)
    case unchanged, skipped
    /// A duplicate without a choice.
    case undecided(Duplicate)
    /// It refers to a record of its own entity that does not exist yet, and waits for it.
    case waiting

    /// Whether the records that the row refers to are kept.
    var isWritten: Bool {
      switch self {
      case .added, .updated, .unchanged: true
      case .skipped, .undecided, .waiting: false
      }
    }
  }

  /// - Parameters:
  ///   - now: the timestamp of the written records.
  ///   - places: fills territories and points.
  ///   - validators: returns the validators of the installed plugins, in a transaction.
  init(
    _ entity: EntityDescription, _ transaction: StoreTransaction, options: ImportOptions, now: String, places: PlaceFiller,
    language: Language, validators: @escaping (StoreTransaction) -> RecordValidators
  ) throws {
    validation = try RowValidation(entity, transaction, now: now, validators: validators)
    self.entity = entity
    self.transaction = transaction
    self.options = options
    self.now = now
    self.language = language
    self.places = places
    matcher = try RecordMatcher(entity, transaction, now: now)
    references = ReferenceWords(entity, transaction, createsMissing: options.createsMissing, now: now)
  }

  /// The records that were added since rows refer to them, and their number.
  var created: (records: [CreatedRecord], count: Int) { (references.missing?.created ?? [], references.missing?.count ?? 0) }

  /// Describes a record for a message.
  func other(_ id: String, title: String) -> RowProblem.Other { matcher.other(id, title: title) }

  /// Continues in the next transaction, after the last one was committed.
  /// - Throws: `StoreError` when the registrations cannot be read.
  mutating func resume(in transaction: StoreTransaction) throws {
    self.transaction = transaction
    try validation.resume(in: transaction)
    matcher.transaction = transaction
    sources?.resume(in: transaction)
    references.resume(in: transaction)
  }

  /// Writes one row.
  ///
  /// - Parameters:
  ///   - raw: the object of a feed, as text.
  ///   - isLast: whether no further row follows that it could wait for.
  ///   - isBrief: whether an error may omit its suggestion, which needs a search through all records.
  /// - Throws: `RowProblem`, `ValidationRefusal`, `ValidatorFailure`, or an error of the store or the model, for an invalid row;
  ///   nothing of it is written then.
  mutating func take(
    line: Int, _ words: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber], raw: String? = nil, isLast: Bool, isBrief: Bool
  ) async throws -> RowOutcome {
    do {
      let fields = try references.resolve(words, line: line, isBrief: isBrief)
      let outcome = try await takeObject(line: line, fields, numbers, raw: raw, isLast: isLast, isBrief: isBrief)
      try references.endRow(isWritten: outcome.isWritten)
      return outcome
    } catch {
      // Reports why the row was refused; a transaction that cannot roll back has ended, and says so at the next row.
      try? references.endRow(isWritten: false)
      throw error
    }
  }

  /// Takes a row; of a feed as an object that is compared with its former edition.
  private mutating func takeObject(
    line: Int, _ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber], raw: String?, isLast: Bool, isBrief: Bool
  ) async throws -> RowOutcome {
    guard let sources, let object = try ImportedRowObject(fields, raw: raw, sources) else {
      return try await takeResolved(line: line, fields, numbers, isLast: isLast, isBrief: isBrief)
    }
    if options.duplicates == nil, options.decisions[line] == nil,
      let outcome = try await takeObject(object, sources, line: line, numbers: numbers)
    {
      return outcome
    }
    let outcome = try await takeResolved(line: line, fields, numbers, isLast: isLast, isBrief: isBrief)
    switch outcome {
    case .added: try sources.keep(object.id, record: object.id, fields, raw: raw, former: object.former)
    case .updated(let change): try sources.keep(object.id, record: change.id, fields, raw: raw, former: object.former)
    case .unchanged, .skipped, .undecided, .waiting: break
    }
    return outcome
  }

  private mutating func takeResolved(
    line: Int, _ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber], isLast: Bool, isBrief: Bool
  ) async throws -> RowOutcome {
    if options.setsAside || isBrief, try mustWait(fields, isLast: isLast, isBrief: isBrief) { return .waiting }
    if let match = try matcher.match(fields, numbers) { return try await resolveDuplicate(match, line, fields: fields, numbers: numbers) }
    do {
      try await add(fields, numbers, line: line)
      return .added
    } catch let error as StoreError where error.kind == .idTaken && error.wanted == entity.id {
      guard let record = try matcher.record(error.id ?? "") else { throw error }
      return try await resolveDuplicate(RecordMatcher.Match(record: record, criterion: .id), line, fields: fields, numbers: numbers)
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
    sources != nil || options.setsAside || options.createsMissing || !entity.uniqueKeys.isEmpty || validation.isNeeded
      ? 1 : try transaction.recordsTogether(of: entity.id)
  }

  /// Whether the row can be matched without the rows just before it: it has an id and no register numbers.
  static func standsAlone(_ row: ImportedRow) -> Bool {
    guard case .success(let fields) = row.fields else { return false }
    return fields["id"] != nil && row.numbers.isEmpty
  }

  /// Inserts `rowsTogether` rows, each of which passes `standsAlone`, in one batch.
  /// - Returns: false when one of them exists already or must be validated; the caller then takes them one by one.
  /// - Throws: as `take`, without naming the row. Nothing is written then, nor when it returns false.
  mutating func addTogether(_ rows: [ImportedRow]) throws -> Bool {
    // A plugin that validates may have been installed since the last batch.
    if validation.isNeeded { return false }
    var records: [Record] = []
    for row in rows {
      let fields = try references.resolve(row.fields.get(), line: row.line, isBrief: true)
      guard try matcher.match(fields, row.numbers) == nil else { return false }
      records.append(Record(try placed(fields)))
    }
    let added = try transaction.insert(entity.id, together: records, owner: "admin", now: now)
    for record in added { try matcher.noteAdded(record, line: nil) }
    return true
  }

  // MARK: Existing records

  private mutating func resolveDuplicate(
    _ match: RecordMatcher.Match, _ line: Int, fields: ExactDictionary<FieldValue>, numbers: [RegisterNumber]
  ) async throws -> RowOutcome {
    let change = ImportedRowChange(
      line: line, id: match.record.id, title: title(match.record), fields: try changes(fields, to: match.record))
    let newNumbers = try newNumbers(numbers, of: match.record.id)
    if change.fields.isEmpty, newNumbers.isEmpty, choice(line, match) != .add { return .unchanged }
    if matcher.isOwn(match.record), match.criterion != .name { throw RowProblem.repeated(matcher.other(match.record.id)) }
    switch choice(line, match) {
    case .update:
      try await update(change, newNumbers)
      return .updated(change)
    case .skip: return .skipped
    case .add:
      try await add(fields, numbers, line: line)
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
  func changes(_ fields: ExactDictionary<FieldValue>, to record: Record) throws -> [RowFieldChange] {
    var others = fields.filter { $0.key != "id" && record[$0.key] != $0.value }
    if others.isEmpty { return [] }
    others.merge(try places.missing(from: others, of: record, in: transaction)) { own, _ in own }
    let after = try Validation.check(
      changes: others, to: record, as: entity, schemes: transaction.schema.identifierSchemes)
    return others.keys.sorted().filter { !isSame(record[$0], after[$0], field: $0) }.map {
      RowFieldChange(field: $0, before: record[$0], after: after[$0])
    }
  }

  /// Whether two values of a field say the same: moments are equal with and without milliseconds.
  func isSame(_ before: FieldValue, _ after: FieldValue, field: String) -> Bool {
    if before == after { return true }
    guard entity.field(field)?.type == .instant, let one = before.textValue.flatMap(Instant.init),
      let other = after.textValue.flatMap(Instant.init)
    else { return false }
    return one == other
  }

  /// Returns the title of a record for messages; empty where it is personal data.
  func title(_ record: Record) -> String {
    if entity.field(entity.titleField)?.isPersonal == true { return "" }
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

  private mutating func add(_ fields: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber], line: Int) async throws {
    for number in numbers { try refuseTaken(number, unlessOf: nil) }
    let accepted = try await validation.accepted(Record(try placed(fields)))
    let record = try transaction.insert(entity.id, accepted, owner: "admin", now: now)
    try await add(numbers, to: record.id)
    try matcher.noteAdded(record, line: fields["id"] == nil ? line : nil)
  }

  func update(_ change: ImportedRowChange, _ numbers: [RegisterNumber]) async throws {
    let changes = ExactDictionary(uniqueKeysWithValues: change.fields.map { ($0.field, $0.after) })
    if !changes.isEmpty {
      try await validation.accept(changes, of: change.id)
      _ = try transaction.update(entity.id, change.id, changes: changes, now: now)
    }
    try await add(numbers, to: change.id)
  }

  private func add(_ numbers: [RegisterNumber], to actor: String) async throws {
    for number in numbers {
      let identifier: ExactDictionary<FieldValue> = [
        "actor": .text(actor), "scheme": .text(number.scheme), "value": .text(number.value),
      ]
      let accepted = try await validation.accepted(Record(identifier), of: "identifier")
      _ = try transaction.insert("identifier", accepted, owner: "admin", now: now)
    }
  }

  /// Returns the numbers of a row that its actor does not have yet.
  func newNumbers(_ numbers: [RegisterNumber], of id: String) throws -> [RegisterNumber] {
    try numbers.filter { number in
      try refuseTaken(number, unlessOf: id)
      return try transaction.actor(numbered: number.value, scheme: number.scheme) == nil
    }
  }

  private func refuseTaken(_ number: RegisterNumber, unlessOf id: String?) throws {
    guard let other = try transaction.actor(numbered: number.value, scheme: number.scheme), other != id else { return }
    throw RowProblem.numberTaken(number, actor: matcher.other(other))
  }
}
