import Ecosystem

extension Query {
  /// The ids of the fields that the filter and the order read: they reveal these fields even where they are not returned.
  var fieldsUsed: Set<String> {
    filter.fieldsUsed.union(order.map(\.field.id)).union(fields?.map(\.id) ?? [])
  }
}

extension Filter {
  fileprivate var fieldsUsed: Set<String> {
    switch self {
    case .all(let parts), .any(let parts), .none(let parts): parts.reduce(into: []) { $0.formUnion($1.fieldsUsed) }
    case .compare(let field, _): [field.id]
    case .near: ["lat", "lon"]
    }
  }
}
