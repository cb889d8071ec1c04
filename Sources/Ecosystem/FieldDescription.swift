/// Who may see a record or a field.
public enum Visibility: String, Sendable, Hashable, CaseIterable {
  /// Everybody.
  case `public`
  /// The members of the cluster.
  case members
  /// The staff of the cluster only: contacts, notes.
  case staff
}

/// One field of an entity, described once: column, check, filter, documentation and import columns follow from it.
public struct FieldDescription: Sendable, Hashable {
  /// The name of the field in records, filters and files: `name`, or `PLUGIN.FIELD` for a plugin's own field.
  public var id: String
  /// What it may hold.
  public var type: FieldType
  /// Whether a record without it is refused.
  public var isRequired: Bool
  /// Whether filters on it are answered from an index. References and concepts always are.
  public var isIndexed: Bool
  /// Its name for people.
  public var label: LocalizedText
  /// What it means, in full sentences; this becomes the documentation.
  public var doc: LocalizedText
  /// The form a text must have, beyond its type.
  public var format: TextFormat?
  /// The unit of a number: `persons`, `cents`, `degrees`.
  public var unit: String?
  /// Who may see it.
  public var visibility: Visibility
  /// Whether callers may set it; false for what the store itself writes.
  public var isWritable: Bool
  /// What a new record gets when the field is left out.
  public var defaultValue: FieldValue
  /// Whether a filter on a territory also finds what lies in the territories inside it.
  public var includesDescendants: Bool
  /// The plugin that declared the field; nil for a field of the model.
  public var plugin: String?

  /// Describes a field. Only what departs from the ordinary need be said.
  public init(
    _ id: String, _ type: FieldType, isRequired: Bool = false, isIndexed: Bool = false, unit: String? = nil,
    format: TextFormat? = nil, visibility: Visibility = .public, isWritable: Bool = true,
    defaultValue: FieldValue = .null, includesDescendants: Bool? = nil, plugin: String? = nil, label: LocalizedText, doc: LocalizedText
  ) {
    self.id = id
    self.type = type
    self.isRequired = isRequired
    self.isIndexed = isIndexed
    self.label = label
    self.doc = doc
    self.unit = unit
    self.format = format
    self.visibility = visibility
    self.isWritable = isWritable
    self.defaultValue = defaultValue
    self.includesDescendants = includesDescendants ?? (type.referencedEntities == ["territory"])
    self.plugin = plugin
  }
}
