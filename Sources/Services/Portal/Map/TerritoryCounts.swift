import Ecosystem
import Store

/// The number of records of a selection in each territory, those of the territories inside it included.
struct TerritoryCounts {
  private(set) var counts: [String: Int] = [:]
  private var parents: [String: String?] = [:]
  private let transaction: StoreTransaction

  /// Upper bound of the territories that are grouped, and of the levels above one.
  private static let groupsMax = 5_000
  private static let levelsMax = 12

  /// - Throws: the errors of the store.
  init(_ context: PageContext, _ selection: RecordSelection) throws {
    transaction = context.transaction
    var query = try GroupQuery(
      [:], options: .map(["by": "territory", "count": true, "limit": .integer(Int64(Self.groupsMax))]), for: selection.entity,
      in: context.schema)
    query.filter = try selection.whole()
    var groups: [(String, Int)] = []
    try transaction.eachGroup(selection.entity.id, query) { group in
      if let id = group.keys.first?.textValue { groups.append((id, group.count)) }
      return true
    }
    for (id, count) in groups { for territory in try line(of: id) { counts[territory, default: 0] += count } }
  }

  /// Returns the territory and those that contain it, the innermost first.
  /// - Throws: the errors of the store.
  mutating func line(of id: String) throws -> [String] {
    var line = [id]
    while line.count < Self.levelsMax, let parent = try parent(of: line[line.count - 1]), !line.contains(parent) { line.append(parent) }
    return line
  }

  private mutating func parent(of id: String) throws -> String? {
    if let known = parents[id] { return known }
    let parent = try transaction.get("territory", id, fields: ["parent"])?["parent"].textValue
    parents.updateValue(parent, forKey: id)
    return parent
  }

  /// Returns the country of a territory: the outermost one that ISO 3166-1 names; the territory itself without one.
  /// - Throws: the errors of the store.
  mutating func country(of id: String) throws -> String {
    try line(of: id).first { try transaction.get("territory", $0, fields: ["scheme"])?["scheme"] == "iso3166-1" } ?? id
  }
}
