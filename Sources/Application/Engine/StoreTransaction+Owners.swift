import Ecosystem
import Store

extension StoreTransaction {
  /// Returns the number of records that `owner` has, by entity, without entities that have none.
  func recordCounts(owner: String) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for entity in schema.entities {
      let count = try count(entity.id, try Filter(.map(["owner": .text(owner)]), for: entity))
      if count > 0 { counts[entity.id] = count }
    }
    return counts
  }
}
