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
  /// Whether its values are data of a natural person: they appear in no log, error, metric or web address.
  public let isPersonal: Bool
  /// Whether callers may set it; false for fields that the store writes itself.
  public let isWritable: Bool
  /// Value in a new record when the field is left out.
  public let defaultValue: FieldValue
  /// Whether a filter on a territory also finds records in the territories inside it.
  public let includesDescendants: Bool
  /// Whether its texts are names, of which letter case, accents and ligatures do not count (`TextRule.name`).
  public let isName: Bool
  /// Whether a list may give a day alone for a moment: the first moment of that day.
  public let takesDays: Bool
  /// Further names under which lists have the field, in any language (`Type`, `Site internet`); letter case, accents and punctuation
  /// do not count.
  public let headings: [String]
  /// The plugin that declared the field; nil for a field of the model.
  public let plugin: String?

  private let parts: Parts

  /// All that describes a field, as a value of which a modifier changes one part.
  private struct Parts: Equatable {
    var id: String
    var type: FieldType
    var isRequired: Bool
    var isIndexed: Bool
    var label: LocalizedText
    var doc: LocalizedText
    var format: TextFormat?
    var unit: String?
    var visibility = Visibility.public
    var isPersonal = false
    var isWritable = true
    var defaultValue = FieldValue.null
    var includesDescendants: Bool
    var isName = false
    var takesDays = false
    var headings: [String] = []
    var plugin: String?
  }

  /// Describes a field. Only deviations from the defaults need be given; the rarer ones follow as modifiers:
  ///
  ///     FieldDescription("status", .choice(["draft", "sent"]), isRequired: true, label: …, doc: …).defaulting(to: "draft")
  public convenience init(
    _ id: String, _ type: FieldType, isRequired: Bool = false, isIndexed: Bool = false, unit: String? = nil,
    format: TextFormat? = nil, label: LocalizedText, doc: LocalizedText
  ) {
    self.init(
      Parts(
        id: id, type: type, isRequired: isRequired, isIndexed: isIndexed, label: label, doc: doc, format: format, unit: unit,
        includesDescendants: type.referencedEntities == ["territory"]))
  }

  private init(_ parts: Parts) {
    self.parts = parts
    id = parts.id
    type = parts.type
    isRequired = parts.isRequired
    isIndexed = parts.isIndexed
    label = parts.label
    doc = parts.doc
    format = parts.format
    unit = parts.unit
    visibility = parts.visibility
    isPersonal = parts.isPersonal
    isWritable = parts.isWritable
    defaultValue = parts.defaultValue
    includesDescendants = parts.includesDescendants
    isName = parts.isName
    takesDays = parts.takesDays
    headings = parts.headings
    plugin = parts.plugin
  }
}

// Modifiers: each returns a description that differs in one part.
extension FieldDescription {
  /// Restricts the people who may see the field; without it everybody may.
  public func visible(to visibility: Visibility) -> FieldDescription { with { $0.visibility = visibility } }

  /// Marks the values as data of a natural person.
  public func personal() -> FieldDescription { with { $0.isPersonal = true } }

  /// Leaves the field to the store: callers may not set it.
  public func readOnly() -> FieldDescription { with { $0.isWritable = false } }

  /// Sets the value in a new record when the field is left out.
  public func defaulting(to value: FieldValue) -> FieldDescription { with { $0.defaultValue = value } }

  /// Makes a filter on a territory find only records of that very territory.
  public func withoutDescendants() -> FieldDescription { with { $0.includesDescendants = false } }

  /// Marks the field as one that names something, or a place.
  public func naming() -> FieldDescription { with { $0.isName = true } }

  /// Lets lists give a day alone for a moment.
  public func takingDays() -> FieldDescription { with { $0.takesDays = true } }

  /// Adds names under which lists have the field, beside its label.
  public func headed(_ headings: [String]) -> FieldDescription { with { $0.headings += headings } }

  /// Marks the field as one that a plugin declared.
  public func declared(by plugin: String) -> FieldDescription { with { $0.plugin = plugin } }

  private func with(_ change: (inout Parts) -> Void) -> FieldDescription {
    var changed = parts
    change(&changed)
    return FieldDescription(changed)
  }
}

extension FieldDescription: Hashable {
  /// Whether two descriptions are equal.
  public static func == (left: FieldDescription, right: FieldDescription) -> Bool {
    left === right || left.parts == right.parts
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(plugin)
  }
}
