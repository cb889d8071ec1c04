/// The fields that a query reads: they reveal their values even where they are not returned.
public struct FieldsUsed: Sendable, Hashable {
  /// The ids of the fields of the entity itself.
  public let own: Set<String>
  /// The paths to fields of referenced records.
  public let paths: [FieldPath]

  /// The fields of an entity, and of records that it refers to.
  public init(own: Set<String>, paths: [FieldPath] = []) {
    self.own = own
    self.paths = paths
  }
}

extension Query {
  /// The fields that the filter, the order and the fields asked for read.
  public var fieldsUsed: FieldsUsed {
    FieldsUsed(own: filter.fieldsUsed.union(order.map(\.field.id)).union(fields?.map(\.id) ?? []), paths: paths)
  }
}

extension GroupQuery {
  /// The fields that the filter, the keys and the figures read.
  public var fieldsUsed: FieldsUsed { FieldsUsed(own: filter.fieldsUsed, paths: paths) }
}

extension Filter {
  /// The ids of the fields that the filter reads.
  public var fieldsUsed: Set<String> {
    switch self {
    case .all(let parts), .any(let parts), .none(let parts): parts.reduce(into: []) { $0.formUnion($1.fieldsUsed) }
    case .compare(let field, _): [field.id]
    case .near: ["lat", "lon"]
    // Whether somebody has consented is not revealed but for the purpose itself.
    case .consented: []
    }
  }
}
