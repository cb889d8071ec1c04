import Ecosystem

extension StoreTransaction {
  /// Returns the layout by which this transaction reads records.
  func scoped() throws -> ScopedLayout {
    if let scopedLayout { return scopedLayout }
    let hidesExamples = try !scope.includesExamples && holdsExamples()
    let scoped = layout.scopes.layout(of: layout, scope, hidesExamples: hidesExamples)
    scopedLayout = scoped
    return scoped
  }

  /// Returns an entity's table as this transaction's reads see it.
  /// - Throws: `EcosystemError` with the nearest name when the entity is unknown; the errors of a query.
  func scoped(_ entity: String) throws -> ScopedTable { try scoped().table(entity) }

  /// Whether some records do not exist for the transaction's reads.
  func isRestricted() throws -> Bool { try scope.audience < .staff || !scope.includesExamples && holdsExamples() }

  /// Whether its reads find examples: its scope includes them, and the file holds some.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func findsExamples() throws -> Bool { try scope.includesExamples && holdsExamples() }

  /// Whether the file holds an example; looked up once by the indexes on `standing`.
  private func holdsExamples() throws -> Bool {
    if let knowsExamples { return knowsExamples }
    let connection = try open()
    let found = try explaining { try connection.first(layout.examplesTest) { $0.integer(0) != 0 } } ?? false
    knowsExamples = found
    return found
  }

  /// Whether a record exists for the transaction's reads.
  func isSeen(_ id: String, of entity: String, _ connection: Connection) throws -> Bool {
    let table = try scoped(entity)
    if table.rows == nil { return true }
    return try connection.first(table.selectByID("1"), [.text(id)]) { _ in true } ?? false
  }

  /// Returns the entity of a record; nil when there is none of that id, or it does not exist for the transaction's reads.
  func seenEntity(of id: String, _ connection: Connection) throws -> String? {
    guard let entity = try StoreTransaction.entity(of: id, connection) else { return nil }
    return try isSeen(id, of: entity, connection) ? entity : nil
  }

  /// Refuses a write that names a field that the audience may not see, in the words for an unknown field.
  func refuseUnseenFields(_ record: Record, as table: TableLayout) throws {
    let seen = try scoped(table.entity.id)
    if !seen.isWhole { try Validation.refuseUnknownFields(of: record, as: seen.entity) }
  }

  /// Runs a write as `explaining` does, and conceals the records that its audience may not see in its error.
  func concealing<Result>(_ connection: Connection, _ body: () throws -> Result) throws -> Result {
    do { return try explaining(body) } catch { throw try concealing(error, connection) }
  }

  /// Returns the error to report for a write that failed: one that names no record the audience may not see.
  func concealing(_ error: any Error, _ connection: Connection) throws -> any Error {
    guard let error = error as? StoreError, isOpen, try isRestricted() else { return error }
    // The names in these come from the caller, their suggestions from the scope.
    if [.missingReference, .wrongReference, .notFound].contains(error.kind) { return error }
    let named = [error.id, error.found, error.wanted, error.suggestion].compactMap(\.self)
    for word in named.flatMap({ $0.split(whereSeparator: \.isWhitespace) + [Substring($0)] }) {
      let id = String(word)
      if let entity = try StoreTransaction.entity(of: id, connection), try !isSeen(id, of: entity, connection) {
        return StoreError(.unseenConflict, entity: error.entity)
      }
    }
    return error
  }
}
