import Localization

/// A field that a plugin adds to an entity: `wallonia.label` on `actor`.
public struct PluginField: Sendable, Hashable {
  /// The plugin that declares it.
  public var plugin: String
  /// Its name inside the plugin: `label`.
  public var name: String
  /// The entity it is added to: `actor`.
  public var entity: String
  /// Type and range of its values.
  public var type: FieldType
  /// Its name for people.
  public var label: LocalizedText
  /// Meaning of the field.
  public var doc: LocalizedText
  /// Whether filters on it are answered from an index.
  public var isIndexed: Bool
  /// The people who may see it.
  public var visibility: Visibility

  /// Describes a plugin's field. `label` defaults to its name.
  public init(
    plugin: String, name: String, entity: String, type: FieldType, label: LocalizedText? = nil,
    doc: LocalizedText? = nil, isIndexed: Bool = false, visibility: Visibility = .public
  ) {
    self.plugin = plugin
    self.name = name
    self.entity = entity
    self.type = type
    self.label = label ?? LocalizedText(verbatim: name)
    self.doc = doc ?? self.label
    self.isIndexed = isIndexed
    self.visibility = visibility
  }

  /// Its name in records and filters: `wallonia.label`.
  public var id: String { "\(plugin).\(name)" }

  /// The field as part of the entity. A plugin's field is never required: rows of other owners lack it. One for the staff alone
  /// counts as personal, unless its values are words that the plugin lists.
  public var description: FieldDescription {
    let field = FieldDescription(id, type, isIndexed: isIndexed, label: label, doc: doc).visible(to: visibility).declared(by: plugin)
    return visibility == .staff && !holdsListedWords ? field.personal() : field
  }

  private var holdsListedWords: Bool { if case .choice = type.element { true } else { false } }
}
