import Ecosystem

/// The fields that a query reads: they reveal their values even where they are not returned.
struct FieldsUsed {
  /// The ids of the fields of the entity itself.
  let own: Set<String>
  /// The paths to fields of referenced records.
  let paths: [FieldPath]
}

extension Query {
  var fieldsUsed: FieldsUsed {
    FieldsUsed(own: filter.fieldsUsed.union(order.map(\.field.id)).union(fields?.map(\.id) ?? []), paths: paths)
  }
}

extension GroupQuery {
  var fieldsUsed: FieldsUsed { FieldsUsed(own: filter.fieldsUsed, paths: paths) }
}

extension Filter {
  fileprivate var fieldsUsed: Set<String> {
    switch self {
    case .all(let parts), .any(let parts), .none(let parts): parts.reduce(into: []) { $0.formUnion($1.fieldsUsed) }
    case .compare(let field, _): [field.id]
    case .near: ["lat", "lon"]
    // Whether somebody has consented is not revealed but for the purpose itself.
    case .consented: []
    }
  }
}
