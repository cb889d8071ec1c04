import Ecosystem

/// The SQL conditions by which a read finds only the records and references of its scope. No other place builds them: records,
/// counts, filters, orders, searches, labels, views and duplicates are all restricted here.
///
/// - A record is seen when its `visibility` is one of the audience's, it is no hidden example, and every record and concept that it
///   must refer to is seen: a relation does not reveal that its other end exists, and a record seen has all its required fields.
/// - For a purpose, the persons whom a record concerns have consented to it (`ConsentSQL`).
/// - A reference or a concept is seen when its record is seen. Otherwise the field has no value.
///
/// The conditions hold no values from outside, so that they are plain text. For a scope without restriction there are none, and
/// statements are the same as without scopes.
struct ScopeConditions: Sendable {
  /// The model with all fields.
  private let schema: Schema
  /// The visibilities seen; nil for all.
  private let visibilities: [Visibility]?
  /// The purpose to which persons must have consented; nil for none.
  private let purpose: ConsentPurpose?
  private let hidesExamples: Bool

  /// The conditions of an audience.
  /// - Parameters:
  ///   - purpose: the purpose to which persons must have consented, for an audience that does not see everything.
  ///   - hidesExamples: whether examples are hidden; false where the file holds none.
  init(_ schema: Schema, _ audience: Audience, consentTo purpose: ConsentPurpose?, hidesExamples: Bool) {
    self.schema = schema
    visibilities = audience.seesEverything ? nil : audience.visibilities
    self.purpose = audience.seesEverything ? nil : purpose
    self.hidesExamples = hidesExamples
  }

  /// Whether every record is seen.
  var isUnrestricted: Bool { visibilities == nil && !hidesExamples }

  /// Returns the condition that the row `alias` of an entity is seen; nil without restriction.
  func seen(_ entity: EntityDescription, as alias: String = "t") -> String? {
    isUnrestricted ? nil : seen(entity, alias, below: [])
  }

  /// Returns the condition that the record to which a value of a field refers is seen; nil for a field of another type, and without
  /// restriction.
  /// - Parameter value: the SQL expression of the reference, or of the code of the concept.
  func targetIsSeen(_ field: FieldDescription, _ value: String) -> String? {
    let isReference = field.type.conceptScheme != nil || field.type.referencedEntities != nil
    return isUnrestricted || !isReference ? nil : exists(field, value, below: [])
  }

  /// Returns the columns that the conditions read in any table, for the authorizer.
  func columnsRead(of entity: EntityDescription) -> Set<String> {
    if isUnrestricted { return [] }
    let names = ["id", "visibility", "standing"] + ScopeConditions.required(entity).map(\.id)
    return Set(purpose == nil ? names : names + ConsentSQL.columnsRead(of: entity))
  }

  /// - Parameter outer: the entities of the records whose required reference leads here, the last innermost.
  private func seen(_ entity: EntityDescription, _ alias: String, below outer: [String]) -> String {
    var parts: [String] = []
    if let visibilities {
      parts.append("\(alias).visibility IN (\(visibilities.map { SQLText.literal($0.rawValue) }.joined(separator: ", ")))")
    }
    if hidesExamples { parts.append("\(alias).standing <> \(SQLText.literal(ScopeConditions.example))") }
    if let condition = consented(entity, alias) { parts.append(condition) }
    // A circle of required references ends at the second visit of an entity.
    guard !outer.contains(entity.id) else { return parts.joined(separator: " AND ") }
    for field in ScopeConditions.required(entity) {
      parts.append(exists(field, "\(alias).\(SQLText.name(field.id))", below: outer + [entity.id]))
    }
    return parts.joined(separator: " AND ")
  }

  /// Returns the condition that the persons have consented whom a record concerns; nil where there are none. A record whose person the
  /// audience does not see is anonymous for it.
  private func consented(_ entity: EntityDescription, _ alias: String) -> String? {
    guard let purpose, let visibilities, entity.concernsPersons else { return nil }
    let fields = entity.personFields.filter { visibilities.contains($0.visibility) }
    guard !fields.isEmpty || entity.personFields.isEmpty else { return nil }
    return ConsentSQL(entity: entity, fields: fields, purpose: purpose).text(alias)
  }

  /// Returns the condition that the record of a reference or a code is seen.
  private func exists(_ field: FieldDescription, _ value: String, below outer: [String]) -> String {
    guard let scheme = field.type.conceptScheme else { return exists(field.type.referencedEntities ?? [], value, below: outer) }
    return exists(["concept"], "\(SQLText.literal(scheme + ":")) || \(value)", below: outer)
  }

  private func exists(_ entities: [String], _ id: String, below outer: [String]) -> String {
    let alias = "s\(outer.count)"
    let tests = entities.compactMap { schema.entity($0) }.map { entity in
      "EXISTS (SELECT 1 FROM \(SQLText.name(entity.id)) \(alias) WHERE \(alias).id = \(id) AND \(seen(entity, alias, below: outer)))"
    }
    return tests.count == 1 ? tests[0] : "(\(tests.joined(separator: " OR ")))"
  }

  /// Returns the references and concepts without which a record of the entity does not exist.
  static func required(_ entity: EntityDescription) -> [FieldDescription] {
    entity.ownFields.filter { field in
      field.isRequired && !field.type.isList && (field.type.referencedEntities != nil || field.type.conceptScheme != nil)
    }
  }

  /// The `standing` of an invented record.
  static let example = "example"
}
