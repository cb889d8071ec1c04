/// The fields of an entity that have a role for the whole record: they name it, identify it or are searched.
public struct FieldRoles: Sendable, Hashable {
  /// The field that names the record in lists and messages.
  public var title: String
  /// The fields whose words full-text search finds.
  public var search: [String]
  /// Sets of fields that together are unique; fields without value count as equal.
  public var unique: [[String]]
  /// How records are named.
  public var id: IDRule
  /// The field with the record's territory, for permissions by territory.
  public var territory: String?
  /// The visibility of a new record that states none.
  public var visibility: Visibility

  /// Names the fields with a role. Only the title is needed.
  public init(
    title: String, search: [String] = [], unique: [[String]] = [], id: IDRule = .slug, territory: String? = nil,
    visibility: Visibility = .public
  ) {
    self.title = title
    self.search = search
    self.unique = unique
    self.id = id
    self.territory = territory
    self.visibility = visibility
  }
}
