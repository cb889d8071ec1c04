import Localization

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
///
/// It never changes; it is an object because all that goes through the fields of records would copy its parts.
public final class FieldDescription: Sendable {
  /// The name of the field in records, filters and files: `name`, or `PLUGIN.FIELD` for a plugin's own field.
  public let id: String
  /// What it may hold.
  public let type: FieldType
  /// Whether a record without it is refused.
  public let isRequired: Bool
  /// Whether filters on it are answered from an index. References and concepts always are.
  public let isIndexed: Bool
  /// Its name for people.
  public let label: LocalizedText
  /// What it means, in full sentences; this becomes the documentation.
  public let doc: LocalizedText
  /// The form a text must have, beyond its type.
  public let format: TextFormat?
  /// The unit of a number: `persons`, `cents`, `degrees`.
  public let unit: String?
  /// Who may see it.
  public let visibility: Visibility
  /// Whether callers may set it; false for what the store itself writes.
  public let isWritable: Bool
  /// What a new record gets when the field is left out.
  public let defaultValue: FieldValue
  /// Whether a filter on a territory also finds what lies in the territories inside it.
  public let includesDescendants: Bool
  /// The plugin that declared the field; nil for a field of the model.
  public let plugin: String?

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

extension FieldDescription: Hashable {
  /// Whether two descriptions say the same.
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
