import Ecosystem
import Localization

/// The values with which filters compare codes of vocabularies and ids of records: one that is not known finds nothing, and is most
/// often misspelt.
extension StoreTransaction {
  /// Checks that the codes and ids of a filter on an entity are known.
  ///
  /// A code is known when its vocabulary has it, an id when there is such a record in the scope; for the staff also when there was one.
  /// While a vocabulary is empty, or there is no record yet that could be meant, every value is accepted.
  ///
  /// - Throws: `EcosystemError` naming the field and the nearest value; `StoreError.closed` once the transaction has ended;
  ///   `.interrupted`, `.corrupt` or `.disk` when a query fails.
  public func checkValues(of filter: Filter, on entity: EntityDescription) throws {
    switch filter {
    case .all(let parts), .any(let parts), .none(let parts): for part in parts { try checkValues(of: part, on: entity) }
    case .near, .consented: break
    case .compare(let field, let comparison):
      guard let values = comparison.values, field.type.element.namesRecords else { return }
      for value in values {
        guard let word = value.textValue, try !isKnown(word, of: field.type.element) else { continue }
        throw EcosystemError(try unknown(word, field, of: entity))
      }
    }
  }

  /// Returns the code or id nearest to a word that is none, compared with the names as well; nil when none is near.
  /// - Parameter type: that of a code or a reference, without which there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when a query fails.
  public func nearestValue(to word: String, of type: FieldType) throws -> String? {
    let connection = try open()
    return try explaining { try NearestRecord.value(nearestTo: word, among: try sources(type), connection) }
  }

  /// Returns the queries for the values of a type with their names, as they are or by language.
  private func sources(_ type: FieldType) throws -> [SQLFragment] {
    if case .concept(let scheme) = type { return [NearestRecord.terms(of: scheme, in: try scoped("concept"))] }
    let limit = " LIMIT \(NearestName.candidatesMax)"
    return try (type.referencedEntities ?? []).map { name in
      let table = try scoped(name)
      let title = "t.\(SQLText.name(table.entity.titleField))"
      return SQLFragment("SELECT t.id, \(title) FROM \(table.layout.table) t WHERE \(table.rows ?? "1")\(limit)")
    }
  }

  private func unknown(_ word: String, _ field: FieldDescription, of entity: EntityDescription) throws -> Problem {
    Problem(
      .notAChoice, entity: entity.id, field: field.id, found: Problem.shown(.text(word)), wanted: field.type.element.wanted,
      suggestion: try nearestValue(to: word, of: field.type.element))
  }

  private func isKnown(_ word: String, of type: FieldType) throws -> Bool {
    let connection = try open()
    return try explaining {
      if case .concept(let scheme) = type { return try isKnownCode(word, of: scheme, connection) }
      let entities = type.referencedEntities ?? []
      if try knownEntity(of: word, connection) != nil || deleted.entity(of: word, in: self) != nil { return true }
      return try !entities.contains { try hasRecords($0, connection) } || entities.contains { try wasRecord(word, of: $0, connection) }
    }
  }

  private func isKnownCode(_ code: String, of scheme: String, _ connection: Connection) throws -> Bool {
    if try knownEntity(of: "\(scheme):\(code)", connection) != nil { return true }
    let seen = try scoped("concept").rows.map { " AND \($0)" } ?? ""
    return try connection.first("SELECT 1 FROM concept t WHERE t.scheme = ?\(seen) LIMIT 1", [.text(scheme)]) { _ in true } == nil
  }

  private func hasRecords(_ entity: String, _ connection: Connection) throws -> Bool {
    let table = try scoped(entity)
    return try connection.first("SELECT 1 FROM \(table.layout.table) t WHERE \(table.rows ?? "1") LIMIT 1") { _ in true } ?? false
  }

  /// Whether the journal knows a record of that id; false for an audience below the staff, which may not know of hidden and former ones.
  private func wasRecord(_ id: String, of entity: String, _ connection: Connection) throws -> Bool {
    if scope.audience < .staff { return false }
    let fingerprint = Int64(bitPattern: RowChange.fingerprint(entity, [.text(id)]))
    return try connection.first("SELECT 1 FROM journal_key WHERE fingerprint = ? LIMIT 1", [.integer(fingerprint)]) { _ in true } ?? false
  }
}

extension Comparison {
  /// The values that it compares with for equality; nil for another comparison.
  fileprivate var values: [FieldValue]? {
    switch self {
    case .equal(let values), .unequal(let values), .has(let values): values
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .like, .present: nil
    }
  }
}

extension FieldType {
  /// Whether its values are codes of a vocabulary or ids of records.
  fileprivate var namesRecords: Bool { conceptScheme != nil || referencedEntities != nil }
}
