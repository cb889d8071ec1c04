import Ecosystem

/// A field by which records of an entity refer to a record.
public struct ReferringField: Sendable, Hashable {
  public let entity: String
  public let field: String

  public init(_ entity: String, _ field: String) { (self.entity, self.field) = (entity, field) }
}

extension StoreTransaction {
  /// Finds the fields by which some record refers to a record, in one statement over their indexes. It looks at records of every audience:
  /// who reads those records afterwards sees only the own ones.
  /// - Parameters:
  ///   - id: the record's id.
  ///   - fields: the fields looked at, each with one reference; others are never found.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func fields(_ fields: [ReferringField], referringTo id: String) throws -> Set<ReferringField> {
    let connection = try open()
    let tests = try fields.enumerated().compactMap { index, field -> String? in
      let table = try layout.table(field.entity)
      guard let description = table.entity.field(field.field), description.plugin == nil, !description.type.isList else { return nil }
      return "SELECT \(index) WHERE EXISTS (SELECT 1 FROM \(table.table) WHERE \(SQLText.name(field.field)) = ?1)"
    }
    guard !tests.isEmpty else { return [] }
    var found: Set<ReferringField> = []
    try explaining {
      try connection.run(tests.joined(separator: " UNION ALL "), [.text(id)]) { found.insert(fields[Int($0.integer(0))]) }
    }
    return found
  }
}
