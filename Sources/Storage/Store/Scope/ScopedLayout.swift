import Ecosystem
import Synchronization

/// The layout of the model as the reads of a scope see it.
final class ScopedLayout: Sendable {
  /// The model with the fields that the audience sees.
  let schema: Schema
  private let conditions: ScopeConditions
  private let wholes: [String: TableLayout]
  /// The tables of a scope without restriction; those of another are made when first used.
  private let whole: [String: ScopedTable]
  private let restricted: Mutex<[String: ScopedTable]> = Mutex([:])

  init(_ layout: StoreLayout, _ audience: Audience, consentTo purpose: ConsentPurpose?, hidesExamples: Bool) {
    let conditions = ScopeConditions(layout.schema, audience, consentTo: purpose, hidesExamples: hidesExamples)
    self.conditions = conditions
    schema = layout.schema.seen(by: audience)
    wholes = Dictionary(uniqueKeysWithValues: layout.all.map { ($0.entity.id, $0) })
    whole =
      conditions.isUnrestricted
      ? wholes.mapValues { ScopedTable($0, seen: $0.entity, conditions, reader: layout.reader($0)) } : [:]
  }

  /// Returns an entity's table in this scope.
  /// - Throws: `EcosystemError` with the nearest name when the entity is unknown.
  func table(_ entity: String) throws(EcosystemError) -> ScopedTable {
    if let table = whole[entity] ?? restricted.withLock({ $0[entity] }) { return table }
    let seen = try schema.requireEntity(entity)
    let table = ScopedTable(wholes[entity] ?? TableLayout(seen), seen: seen, conditions)
    restricted.withLock { $0[entity] = table }
    return table
  }

  /// Returns the reader of the fields that a query asks for.
  /// - Throws: `EcosystemError` for an unknown entity.
  func reader(_ table: ScopedTable, for query: Query) throws(EcosystemError) -> RecordReader {
    if query.paths.isEmpty { return table.reader(query.fields) }
    return try RecordReader(table, fields: query.fields, paths: query.paths, in: self)
  }

  /// Refuses a query that names a field that the audience may not see, as if there were no such field: it may have been parsed for
  /// another audience.
  /// - Throws: `EcosystemError` for the first such field.
  func require(_ fields: FieldsUsed, of table: ScopedTable) throws(EcosystemError) {
    if !table.isRestricted { return }
    for name in fields.own.sorted() { _ = try table.entity.requireField(name) }
    for path in fields.paths {
      var entity = table.entity
      for step in path.steps {
        _ = try entity.requireField(step.field.id)
        entity = try self.table(step.target).entity
      }
      _ = try entity.requireField(path.field.id)
    }
  }

  /// Returns the tables of all entities, in the order of the model.
  func all() throws(EcosystemError) -> [ScopedTable] {
    var all: [ScopedTable] = []
    for entity in schema.entities { all.append(try table(entity.id)) }
    return all
  }
}

/// The scoped layouts of one layout, made when first used and shared by its transactions.
final class ScopedLayouts: Sendable {
  private struct Key: Hashable {
    let audience: Audience
    let purpose: ConsentPurpose?
    let hidesExamples: Bool
  }

  private let known: Mutex<[Key: ScopedLayout]> = Mutex([:])

  /// Returns the layout of a scope.
  func layout(of layout: StoreLayout, _ scope: ReadScope, hidesExamples: Bool) -> ScopedLayout {
    // The staff sees the same records as the admin.
    let key = Key(audience: min(scope.audience, .staff), purpose: scope.purpose, hidesExamples: hidesExamples)
    return known.withLock { known in
      if let scoped = known[key] { return scoped }
      let scoped = ScopedLayout(layout, key.audience, consentTo: key.purpose, hidesExamples: hidesExamples)
      known[key] = scoped
      return scoped
    }
  }
}
