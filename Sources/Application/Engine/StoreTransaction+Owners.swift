import Ecosystem
import Store

extension StoreTransaction {
  /// How many records of each entity `owner` has, entities without any left out.
  func recordCounts(owner: String) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for entity in schema.entities {
      let count = try count(entity.id, try Filter(.map(["owner": .text(owner)]), for: entity))
      if count > 0 { counts[entity.id] = count }
    }
    return counts
  }
}
