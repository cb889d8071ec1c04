import ExactText
import Localization

/// The way a record gets its id when the caller gives none, and the form of an id.
public enum IDRule: Sendable, Hashable {
  /// A slug given by the caller (`kikk-festival`), else a ULID in lower case.
  case slug
  /// The values of these fields joined by `:`, e.g. `actor-kind:company`; another id is refused.
  case fromFields([String])
  /// The value of one field, kept as the standard prints it (`BE-WAL`), unless the caller gives another id.
  case code(String)
}

/// One entity of the model, described once: its table, its checks, its filters, its collection in Lua, its files.
public struct EntityDescription: Sendable, Hashable {
  /// The name of one: `actor`.
  public var id: String
  /// The name of all: `actors`, as in `grappe.actors`.
  public var collection: String
  /// The permission that opens it to a plugin: `actors`, `funding`…
  public var permissionGroup: String
  /// Its name for people, in the singular.
  public var label: LocalizedText
  /// Its name for people, in the plural, for headings of lists.
  public var plural: LocalizedText
  /// Description in full sentences; this becomes the documentation.
  public var doc: LocalizedText
  /// Its fields in the order of columns: `id`, its own, those every entity has, then those of plugins.
  public var fields: [FieldDescription]
  /// The fields whose words full-text search finds.
  public var searchFields: [String]
  /// Sets of fields that together are unique; fields without value count as equal.
  public var uniqueKeys: [[String]]
  /// How records are named.
  public var idRule: IDRule
  /// The field that names the record in lists and messages.
  public var titleField: String
  /// The field with the record's territory, for permissions by territory.
  public var territoryField: String?
  /// The visibility of a new record that states none.
  public var visibility: Visibility
  /// Conditions over several fields.
  public var rules: [EntityRule]

  /// The present names of renamed fields by their former name, for errors only.
  public private(set) var renames: ExactDictionary<String> = [:]

  private var positions: [String: Int]

  /// Describes an entity. `fields` are its own; `id` and the fields every record carries are added.
  public init(
    id: String, collection: String, permissionGroup: String, label: LocalizedText, doc: LocalizedText,
    fields: [FieldDescription], roles: FieldRoles, rules: [EntityRule] = []
  ) {
    self.id = id
    self.collection = collection
    self.permissionGroup = permissionGroup
    self.label = label
    plural = label
    self.doc = doc
    self.fields = [CommonFields.id] + fields + CommonFields.trailing(visibility: roles.visibility)
    searchFields = roles.search
    uniqueKeys = roles.unique
    idRule = roles.id
    titleField = roles.title
    territoryField = roles.territory
    visibility = roles.visibility
    self.rules = rules
    positions = EntityDescription.positions(of: self.fields)
  }

  /// Returns the description with its name in the plural; without one it is that of the singular.
  func inPlural(_ plural: LocalizedText) -> EntityDescription {
    var entity = self
    entity.plural = plural
    return entity
  }

  /// The field of that name, own or a plugin's; nil when there is none.
  public func field(_ id: String) -> FieldDescription? {
    positions[id].map { fields[$0] }
  }

  /// The field of that name.
  /// - Throws: `EcosystemError` with the nearest right name when there is none.
  public func requireField(_ id: String) throws(EcosystemError) -> FieldDescription {
    if let field = field(id) { return field }
    throw EcosystemError(.unknownField(id, in: self))
  }

  /// The fields of the model itself, without those of plugins.
  public var ownFields: [FieldDescription] { fields.filter { $0.plugin == nil } }

  /// The fields plugins have declared.
  public var pluginFields: [FieldDescription] { fields.filter { $0.plugin != nil } }

  /// The entity with another name for a field, by which it is found as well; a field of that name comes first.
  func naming(_ alias: String, _ field: String) -> EntityDescription {
    guard positions[alias] == nil, let position = positions[field] else { return self }
    var entity = self
    entity.positions[alias] = position
    return entity
  }

  /// The entity that tells the present name of a field where the former one is used.
  func remembering(_ alias: String, _ field: String) -> EntityDescription {
    var entity = self
    entity.renames[alias] = field
    return entity
  }

  /// Returns the entity with the fields that `isSeen` accepts. A hidden title is replaced by the id.
  func keeping(_ isSeen: (FieldDescription) -> Bool) -> EntityDescription {
    var entity = self
    entity.fields = fields.filter(isSeen)
    entity.positions = EntityDescription.positions(of: entity.fields)
    entity.searchFields = searchFields.filter { entity.positions[$0] != nil }
    entity.uniqueKeys = uniqueKeys.filter { $0.allSatisfy { entity.positions[$0] != nil } }
    if entity.positions[titleField] == nil { entity.titleField = CommonFields.id.id }
    return entity
  }

  /// The entity with one more field.
  func adding(_ field: FieldDescription) -> EntityDescription {
    var entity = self
    entity.fields.append(field)
    entity.positions[field.id] = entity.fields.count - 1
    return entity
  }

  private static func positions(of fields: [FieldDescription]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.id, $0) })
  }
}

extension EntityDescription: CustomStringConvertible {
  /// Its id, as messages and test reports name it.
  public var description: String { id }
}
