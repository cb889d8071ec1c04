import Ecosystem
import Localization

/// Translates a grouped query into one SQL statement.
///
/// An inner query reads the keys and the values of the figures of each record, the outer one groups them. The levels of the tree of
/// territories are computed once for the statement, as tables from each territory to the one of the level around it.
struct GroupSQL {
  private let query: GroupQuery
  private let table: ScopedTable
  private let layout: ScopedLayout
  private let spellings: NameSpellings

  init(_ query: GroupQuery, _ table: ScopedTable, in layout: ScopedLayout, spellings: NameSpellings) {
    (self.query, self.table, self.layout, self.spellings) = (query, table, layout, spellings)
  }

  /// Returns the statement: its columns are the keys, the number of records, then the figures.
  /// - Throws: `EcosystemError` for an unknown entity.
  func select() throws(EcosystemError) -> SQLFragment {
    var reading = GroupReading(query, layout, table.conditions)
    try reading.addColumns()
    let condition = table.restricting(FilterSQL(table, spellings: spellings).condition(query.filter))
    let inner =
      SQLFragment("SELECT \(reading.isRepeated ? "DISTINCT t.rowid, " : "")\(reading.columns.joined(separator: ", "))")
      + SQLFragment(" FROM \(table.layout.table) t") + reading.joins + SQLFragment(" WHERE ") + condition
    let outer = SQLFragment("\(levels)SELECT \(outerColumns.joined(separator: ", ")) FROM (") + inner + SQLFragment(")")
    return outer + SQLFragment(grouping + ordering) + QuerySQL.window(limit: query.limit, offset: query.offset)
  }

  private var keys: [String] { query.keys.indices.map { "k\($0)" } }

  private var outerColumns: [String] {
    keys + ["count(*) AS n"] + query.aggregates.enumerated().map { "\(figure($1, "v\($0)")) AS a\($0)" }
  }

  private func figure(_ aggregate: GroupQuery.Aggregate, _ value: String) -> String {
    switch aggregate.kind {
    case .avg where aggregate.path.field.type == .money: "CAST(round(avg(\(value))) AS INTEGER)"
    case .sum, .avg, .min, .max: "\(aggregate.kind.rawValue)(\(value))"
    case .distinct: "count(DISTINCT \(value))"
    }
  }

  private var grouping: String { keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))" }

  // MARK: Order

  private var ordering: String {
    if keys.isEmpty { return "" }
    let asked = query.order.map { "\(term($0.term)) \($0.isDescending ? "DESC" : "ASC") NULLS LAST" }
    let rest = query.keys.indices.map { "\(term(.key($0))) NULLS LAST" }
    return " ORDER BY \((asked + rest).joined(separator: ", "))"
  }

  private func term(_ term: GroupQuery.Order.Term) -> String {
    switch term {
    case .count: "n"
    case .aggregate(let index): "a\(index)"
    case .key(let index) where query.keys[index].isText: "grappe_collate(k\(index))"
    case .key(let index): "k\(index)"
    }
  }

  // MARK: Levels of territories

  /// The table expressions of the levels asked for; empty without one.
  private var levels: String {
    let levels = TerritoryLevel.allCases.filter { level in query.keys.contains { $0.part == .level(level) } }
    return levels.isEmpty ? "" : "WITH RECURSIVE \(levels.map { $0.tableSQL(table.conditions) }.joined(separator: ", ")) "
  }
}

extension GroupQuery.Key {
  /// Whether its values are texts for people, ordered as a dictionary does.
  fileprivate var isText: Bool {
    if part != nil { return false }
    return switch path.field.type.element {
    case .text, .longText, .localizedText: true
    default: false
    }
  }
}

extension TerritoryLevel {
  /// The name of the table of the level.
  var tableName: String { "level_\(rawValue)" }

  /// The table expression from each territory (`id`) to the nearest one of the level that contains it or is it (`target`), read from
  /// the territories of the level downwards; those outside the scope do not exist. `UNION` also ends on a cycle.
  fileprivate func tableSQL(_ conditions: ScopeConditions) -> String {
    let condition = condition(isInSubdivision: TerritoryLevel.isInSubdivision(conditions))
    let seen = conditions.seen(.territory, as: "a").map { " AND \($0)" } ?? ""
    return """
      \(tableName) (id, target) AS MATERIALIZED (SELECT a.id, a.id FROM territory a WHERE (\(condition))\(seen) \
      UNION SELECT a.id, \(tableName).target FROM territory a JOIN \(tableName) ON a.parent = \(tableName).id \
      WHERE NOT (\(condition))\(seen))
      """
  }

  /// Whether the territory `a` is of the level.
  private func condition(isInSubdivision: String) -> String {
    switch self {
    case .country: "a.scheme = 'iso3166-1'"
    case .region: "a.scheme = 'iso3166-2' AND NOT \(isInSubdivision)"
    case .province: "a.scheme = 'iso3166-2' AND \(isInSubdivision)"
    case .municipality: "a.scheme = 'lau'"
    case .nuts1: "a.scheme = 'nuts' AND length(a.code) = 3"
    case .nuts2: "a.scheme = 'nuts' AND length(a.code) = 4"
    case .nuts3: "a.scheme = 'nuts' AND length(a.code) = 5"
    }
  }

  private static func isInSubdivision(_ conditions: ScopeConditions) -> String {
    let seen = conditions.seen(.territory, as: "p").map { " AND \($0)" } ?? ""
    return "EXISTS (SELECT 1 FROM territory p WHERE p.id = a.parent AND p.scheme = 'iso3166-2'\(seen))"
  }
}

/// The joins and columns of the inner query.
private struct GroupReading {
  private let query: GroupQuery
  private let conditions: ScopeConditions
  private var paths: PathJoins
  /// The joins of list elements and levels, which follow those of references.
  private var more = ""
  /// The aliases of the lists that are joined: one for each path.
  private var lists: [FieldPath: String] = [:]
  private(set) var columns: [String] = []
  /// Whether a record may be in a group more than once: two elements of a list may have the same part.
  private(set) var isRepeated = false

  init(_ query: GroupQuery, _ layout: ScopedLayout, _ conditions: ScopeConditions) {
    self.query = query
    self.conditions = conditions
    paths = PathJoins(layout)
  }

  var joins: SQLFragment { paths.joins + SQLFragment(more) }

  mutating func addColumns() throws(EcosystemError) {
    for (index, key) in query.keys.enumerated() { columns.append("\(try value(of: key, index)) AS k\(index)") }
    for (index, aggregate) in query.aggregates.enumerated() {
      let field = FieldSQL(aggregate.path.field, of: try paths.table(of: aggregate.path), conditions)
      columns.append("\(aggregate.path.field.type == .money ? field.money.amount : field.value) AS v\(index)")
    }
    if columns.isEmpty { columns = ["1"] }
  }

  private mutating func value(of key: GroupQuery.Key, _ index: Int) throws(EcosystemError) -> String {
    let field = FieldSQL(key.path.field, of: try paths.table(of: key.path), conditions)
    if key.part == .currency { return field.money.currency }
    let isList = key.path.field.type.isList
    let value = isList ? element(key.path, field) : field.text(in: query.language)
    guard let part = key.part else { return value }
    isRepeated = isRepeated || isList
    return self.part(part, of: value, index)
  }

  private mutating func element(_ path: FieldPath, _ field: FieldSQL) -> String {
    if let alias = lists[path] { return "\(alias).value" }
    let alias = "e\(lists.count + 1)"
    more += " LEFT JOIN \(field.elements) \(alias)"
    lists[path] = alias
    return "\(alias).value"
  }

  private mutating func part(_ part: GroupQuery.Part, of value: String, _ index: Int) -> String {
    switch part {
    case .year: return "substr(\(value), 1, 4)"
    case .month: return "CASE WHEN length(\(value)) >= 7 THEN substr(\(value), 1, 7) END"
    case .day: return "CASE WHEN length(\(value)) >= 10 THEN substr(\(value), 1, 10) END"
    case .currency: return value
    case .level(let level):
      more += " LEFT JOIN \(level.tableName) l\(index) ON l\(index).id = \(value)"
      return "l\(index).target"
    }
  }
}
