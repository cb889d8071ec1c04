import Identifiers
import Localization

/// The model: every entity with its fields, and the identifier schemes it can check.
public struct Schema: Sendable {
  /// The entities, in an order in which each refers mostly to earlier ones.
  public private(set) var entities: [EntityDescription]
  /// The identifier schemes whose values are checked.
  public var identifierSchemes: IdentifierSchemes

  /// Checks of whole records beyond their fields, by entity: each returns the reason to refuse a record, or nil.
  private var recordChecks: [String: @Sendable (Record) -> LocalizedText?] = [:]

  private var positions: [String: Int]
  private var collections: [String: Int]

  /// A model of the given entities. Ids and collection names must be unique; a repeated one is a caller's bug and traps.
  public init(_ entities: [EntityDescription], identifierSchemes: IdentifierSchemes = .builtIn) {
    self.entities = entities
    self.identifierSchemes = identifierSchemes
    let numbered = entities.enumerated()
    positions = Dictionary(uniqueKeysWithValues: numbered.map { ($1.id, $0) })
    collections = Dictionary(uniqueKeysWithValues: numbered.map { ($1.collection, $0) })
  }

  /// The entity of that id (`actor`); nil when there is none.
  public func entity(_ id: String) -> EntityDescription? {
    positions[id].map { entities[$0] }
  }

  /// The entity of that collection (`actors`); nil when there is none.
  public func entity(collection: String) -> EntityDescription? {
    collections[collection].map { entities[$0] }
  }

  /// The entity of that id.
  /// - Throws: `EcosystemError` with the nearest right name when there is none.
  public func requireEntity(_ id: String) throws(EcosystemError) -> EntityDescription {
    if let entity = entity(id) { return entity }
    throw EcosystemError(.unknownEntity(id, among: entities.map(\.id)))
  }

  /// The model with a plugin's field added. Declaring the same field again with the same type replaces its texts.
  /// - Throws: `EcosystemError` for an unknown entity, an invalid name, an invalid type, or a change of type.
  public func adding(pluginField field: PluginField) throws(EcosystemError) -> Schema {
    let entity = try requireEntity(field.entity)
    if let problem = field.problem(in: self) { throw EcosystemError(problem) }
    if let existing = entity.field(field.id), existing.type != field.type {
      throw EcosystemError(.changedType(of: field, from: existing.type))
    }
    return replacing(entity.removing(field.id).adding(field.description))
  }

  /// The model with a field of `plugin` on the entity `id`, whose type and texts `description` gives.
  /// The name in `description` is the one inside the plugin (`label`), without the plugin's name.
  /// - Throws: `EcosystemError` for an unknown entity, an invalid name, an invalid type, or a change of type.
  public func adding(
    pluginField description: FieldDescription, to id: String, owner plugin: String
  ) throws(EcosystemError) -> Schema {
    try adding(
      pluginField: PluginField(
        plugin: plugin, name: description.id, entity: id, type: description.type, label: description.label,
        doc: description.doc, isIndexed: description.isIndexed, visibility: description.visibility))
  }

  /// The model in which a field is found by a former name as well, as old migrations use it.
  public func naming(_ formerName: FormerFieldName) -> Schema {
    entity(formerName.entity).map { replacing($0.naming(formerName.name, formerName.field)) } ?? self
  }

  /// The model whose errors tell the present name of a field where a former one is used.
  public func remembering(_ formerNames: [FormerFieldName]) -> Schema {
    formerNames.reduce(self) { schema, former in
      schema.entity(former.entity).map { schema.replacing($0.remembering(former.name, former.field)) } ?? schema
    }
  }

  /// The model without one field of a plugin.
  public func removing(_ field: PluginField) -> Schema {
    entity(field.entity).map { replacing($0.removing(field.id)) } ?? self
  }

  /// The model without the fields of `plugin`.
  public func removing(fieldsOf plugin: String) -> Schema {
    var schema = self
    for entity in entities {
      let kept = entity.pluginFields.filter { $0.plugin != plugin }
      if kept.count != entity.pluginFields.count { schema = schema.replacing(entity.withPluginFields(kept)) }
    }
    return schema
  }

  /// The model with a check of the records of an entity, made before each is written: of a value whose grammar another module knows.
  ///
  /// - Parameter check: returns the reason to refuse a record in canonical form, or nil.
  public func checking(_ entity: String, by check: @escaping @Sendable (Record) -> LocalizedText?) -> Schema {
    var schema = self
    schema.recordChecks[entity] = check
    return schema
  }

  /// Applies the check of the record's entity.
  /// - Throws: `EcosystemError` with the reason.
  public func check(_ record: Record, as entity: String) throws(EcosystemError) {
    guard let reason = recordChecks[entity]?(record) else { return }
    throw EcosystemError(Problem(.refusedRecord, entity: entity, id: record.id.isEmpty ? nil : record.id, wanted: reason))
  }

  /// Returns the model as an audience sees it: without the fields that it may not see, so that naming one of them is the same error
  /// as naming an unknown one.
  public func seen(by audience: Audience) -> Schema {
    if audience.seesEverything { return self }
    var schema = self
    schema.entities = entities.map { $0.keeping { audience.sees($0.visibility) } }
    return schema
  }

  private func replacing(_ entity: EntityDescription) -> Schema {
    var schema = self
    if let position = positions[entity.id] { schema.entities[position] = entity }
    return schema
  }
}

extension EntityDescription {
  fileprivate func removing(_ id: String) -> EntityDescription {
    withPluginFields(pluginFields.filter { $0.id != id })
  }

  fileprivate func withPluginFields(_ kept: [FieldDescription]) -> EntityDescription {
    var entity = EntityDescription(
      id: self.id, collection: collection, permissionGroup: permissionGroup, label: label, doc: doc,
      fields: Array(ownFields.dropFirst().dropLast(CommonFields.trailingCount)),
      roles: FieldRoles(
        title: titleField, search: searchFields, unique: uniqueKeys, id: idRule, territory: territoryField, visibility: visibility),
      rules: rules)
    for field in kept { entity = entity.adding(field) }
    return entity
  }
}

extension PluginField {
  /// Returns the reason why `schema` does not allow this field, if any.
  fileprivate func problem(in schema: Schema) -> Problem? {
    if !RecordID.isName(plugin) { return .badName(plugin, entity: entity, field: "plugin") }
    if !RecordID.isName(name) { return .badName(name, entity: entity, field: id) }
    for target in type.referencedEntities ?? [] where schema.entity(target) == nil {
      return .unknownEntity(target, among: schema.entities.map(\.id))
    }
    return nil
  }
}
