import Ecosystem

/// The joins by which a query on the table `t` reads fields of referenced records of its scope. Each reference is joined once.
struct PathJoins {
  private let layout: ScopedLayout
  private var aliases: [[FieldPath.Step]: String] = [:]
  /// The joins so far, to follow the table `t`.
  private(set) var joins = SQLFragment("")

  init(_ layout: ScopedLayout) {
    self.layout = layout
  }

  /// Returns the alias of the table that has the field of a path, and adds the joins to it.
  /// - Throws: `EcosystemError` for an unknown entity.
  mutating func table(of path: FieldPath) throws(EcosystemError) -> String {
    var alias = "t"
    for index in path.steps.indices { alias = try join(Array(path.steps[...index]), to: alias) }
    return alias
  }

  private mutating func join(_ steps: [FieldPath.Step], to table: String) throws(EcosystemError) -> String {
    if let known = aliases[steps] { return known }
    let step = steps[steps.count - 1]
    let alias = "r\(aliases.count + 1)"
    let source = QuerySQL.source(try layout.table(step.target))
    joins =
      joins + SQLFragment(" LEFT JOIN \(source) \(alias) ON \(alias).id = \(FieldSQL(step.field, of: table).target)")
    aliases[steps] = alias
    return alias
  }
}
