/// A former name of a plugin's field.
public struct FormerFieldName: Sendable, Hashable {
  /// The entity of the field.
  public var entity: String
  /// The former name in records: `studios.staff`.
  public var name: String
  /// The present name: `studios.employees`.
  public var field: String

  public init(entity: String, name: String, field: String) {
    (self.entity, self.name, self.field) = (entity, name, field)
  }
}
