import Localization

/// The people who may see a record or a field.
public enum Visibility: String, Sendable, Hashable, CaseIterable {
  /// Everybody.
  case `public`
  /// The members of the cluster.
  case members
  /// The staff of the cluster only: contacts, notes.
  case staff
}

/// One field of an entity, described once: column, check, filter, documentation and import columns follow from it.
///
/// It is immutable; it is an object because code that goes through the fields of records would otherwise copy its parts.
public final class FieldDescription: Sendable {
  /// The name of the field in records, filters and files: `name`, or `PLUGIN.FIELD` for a plugin's own field.
  public let id: String
  /// Type and range of its values.
  public let type: FieldType
  /// Whether a record without it is refused.
  public let isRequired: Bool
  /// Whether filters on it are answered from an index. References and concepts always are.
  public let isIndexed: Bool
  /// Its name for people.
  public let label: LocalizedText
  /// Meaning in full sentences; this becomes the documentation.
  public let doc: LocalizedText
  /// The form a text must have, beyond its type.
  public let format: TextFormat?
  /// The unit of a number: `persons`, `cents`, `degrees`.
  public let unit: String?
  /// The people who may see it.
  public let visibility: Visibility
  /// Whether callers may set it; false for fields that the store writes itself.
  public let isWritable: Bool
  /// Value in a new record when the field is left out.
  public let defaultValue: FieldValue
  /// Whether a filter on a territory also finds records in the territories inside it.
  public let includesDescendants: Bool
  /// The plugin that declared the field; nil for a field of the model.
  public let plugin: String?

  /// Describes a field. Only deviations from the defaults need be given.
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

extension FieldDescription: Hashable {
  /// Whether two descriptions are equal.
  public static func == (left: FieldDescription, right: FieldDescription) -> Bool {
    left === right || left.content == right.content
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(plugin)
  }

  private var content: Content {
    Content(
      id: id, type: type, flags: [isRequired, isIndexed, isWritable, includesDescendants], texts: [label, doc], format: format,
      unit: unit, visibility: visibility, defaultValue: defaultValue, plugin: plugin)
  }

  private struct Content: Equatable {
    let id: String
    let type: FieldType
    let flags: [Bool]
    let texts: [LocalizedText]
    let format: TextFormat?
    let unit: String?
    let visibility: Visibility
    let defaultValue: FieldValue
    let plugin: String?
  }
}
