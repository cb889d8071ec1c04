import Ecosystem
import Store

/// Finds the records that a row refers to by what people know of them: the id, a number in a register, an e-mail address, or the
/// name, if it is that of one record only. A record of its own entity may come further down in the file, so that a word that is not
/// known is left there as it is.
struct ReferenceWords {
  var transaction: StoreTransaction
  /// The records that were added since nothing was known by a word; nil when none are added.
  private(set) var missing: MissingRecords?

  private let entity: EntityDescription
  /// The fields with references to other records than terms and territories.
  private let fields: [FieldDescription]
  private var finder: RecordFinder
  /// The ids of the words by field, since columns repeat them.
  private var known: [String: ExactDictionary<String>] = [:]

  /// The maximum number of words kept for a field.
  private static let knownMax = 10_000

  /// - Parameter createsMissing: whether a record is added for a name that is not known.
  init(_ entity: EntityDescription, _ transaction: StoreTransaction, createsMissing: Bool, now: String) {
    (self.entity, self.transaction) = (entity, transaction)
    fields = entity.fields.filter { field in
      let entities = field.type.element.referencedEntities ?? []
      return !entities.isEmpty && !Set(entities).isSubset(of: ["territory", "concept"])
    }
    finder = RecordFinder(transaction)
    missing = createsMissing ? MissingRecords(now: now) : nil
  }

  /// Continues in the next transaction, after the last one was committed.
  mutating func resume(in transaction: StoreTransaction) {
    self.transaction = transaction
    finder.transaction = transaction
  }

  /// Replaces the words in the references of a row by ids.
  ///
  /// - Parameters:
  ///   - line: the line of the row, for the list of records that it adds.
  ///   - isBrief: whether the error may omit its suggestion, which needs a search through all names.
  /// - Throws: `RowProblem.referenceAmbiguous` with the candidates, `.referenceUnknown`, or an error of the store or the model.
  mutating func resolve(
    _ values: ExactDictionary<FieldValue>, line: Int, isBrief: Bool
  ) throws -> ExactDictionary<FieldValue> {
    var resolved = values
    for field in fields {
      switch values[field.id] {
      case .text(let word): resolved[field.id] = .text(try id(word, field, line: line, isBrief: isBrief))
      case .list(let elements):
        resolved[field.id] = .list(
          try elements.map { element in
            try element.textValue.map { .text(try id($0, field, line: line, isBrief: isBrief)) } ?? element
          })
      default: break
      }
    }
    return resolved
  }

  /// Resolves the references of a row that is refused for other reasons, and adds no record.
  ///
  /// - Returns: the values without those fields that refer to nothing, and why these do; a name for which a record would be added is no
  ///   problem.
  /// - Throws: an error of the store.
  mutating func faults(
    in values: ExactDictionary<FieldValue>
  ) throws -> (values: ExactDictionary<FieldValue>, problems: [RowProblem]) {
    let adding = missing
    missing = nil
    defer { missing = adding }
    var (resolved, problems) = (values, [RowProblem]())
    for field in fields {
      guard let value = values[field.id] else { continue }
      resolved[field.id] = nil
      do {
        if let id = try resolve([field.id: value], line: 0, isBrief: false)[field.id] { resolved[field.id] = id }
      } catch RowProblem.referenceUnknown(_, _, _) where adding != nil {
        continue
      } catch let problem as RowProblem {
        problems.append(problem)
      }
    }
    return (resolved, problems)
  }

  private mutating func id(_ word: String, _ field: FieldDescription, line: Int, isBrief: Bool) throws -> String {
    if let id = known[field.id]?[word] { return id }
    let entities = field.type.element.referencedEntities ?? []
    guard let id = try found(word, field, among: entities) ?? added(word, entities, line: line) else {
      if entities.contains(entity.id) { return word }
      let nearest = isBrief ? nil : try finder.nearest(word, among: entities)
      throw RowProblem.referenceUnknown(field: field.id, word: try shown(word, entities), nearest: nearest)
    }
    if (known[field.id]?.count ?? 0) >= Self.knownMax { known[field.id] = nil }
    known[field.id, default: [:]][word] = id
    return id
  }

  private mutating func found(_ word: String, _ field: FieldDescription, among entities: [String]) throws -> String? {
    let candidates = try finder.records(knownAs: word, among: entities)
    if candidates.count > 1 {
      throw RowProblem.referenceAmbiguous(field: field.id, word: try shown(word, entities), candidates: candidates.map(\.text))
    }
    return candidates.first?.id
  }

  /// Returns a word as messages show it: withheld where it may name a person.
  private func shown(_ word: String, _ entities: [String]) throws -> String {
    try entities.contains { try finder.isPersonal($0) } ? Problem.withheld : word
  }

  private mutating func added(_ word: String, _ entities: [String], line: Int) throws -> String? {
    guard let record = try missing?.add(word, among: entities, line: line, in: transaction) else { return nil }
    try finder.noteAdded(record.id, of: record.entity, title: word)
    return record.id
  }

  // MARK: The end of a row

  /// Keeps the records that were added for the row, or takes them back when the row itself is not written.
  mutating func endRow(isWritten: Bool) throws {
    guard let taken = try missing?.endRow(isWritten: isWritten, in: transaction), taken else { return }
    known = [:]
    finder = RecordFinder(transaction)
  }
}
