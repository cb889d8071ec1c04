import Ecosystem
import Store

/// The ids of the territories by their codes and names, in plain form.
struct PlaceIndex {
  private var ids: ExactDictionary<Set<ExactString>> = [:]
  private var exactIDs: Set<ExactString> = []
  private var parents: ExactDictionary<String> = [:]

  /// The maximum number of territories whose names are held.
  private static let territoriesMax = 200_000
  /// The maximum number of territories above one.
  private static let depthMax = 32

  init(_ transaction: StoreTransaction) throws {
    for territory in try transaction.find("territory", Query(limit: Self.territoriesMax)) {
      let id = territory.id
      exactIDs.insert(ExactString(id))
      parents[id] = territory["parent"].textValue
      let names = territory["name"].mapValue?.values.compactMap(\.textValue) ?? []
      let code = territory["code"].textValue ?? id
      for word in [id, code] + names + NationalTerritoryCode.codes(ofISO: code) {
        ids[ColumnNames.plain(word), default: []].insert(ExactString(id))
      }
    }
  }

  /// Returns the territories that a word stands for, in order: an id stands for itself. Of territories of one name that lie in each
  /// other, as those of several classifications do, the outermost is meant.
  func ids(of word: String) -> [String] {
    if exactIDs.contains(ExactString(word)) { return [word] }
    let found = ids[ColumnNames.plain(word)] ?? []
    return found.map(\.string).filter { id in !found.contains { $0.string != id && isIn(id, $0.string) } }.sorted()
  }

  private func isIn(_ id: String, _ outer: String) -> Bool {
    var current = parents[id]
    for _ in 0..<Self.depthMax {
      guard let place = current else { return false }
      if place.isExactly(outer) { return true }
      current = parents[place]
    }
    return false
  }
}
