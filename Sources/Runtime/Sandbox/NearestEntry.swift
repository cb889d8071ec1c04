/// Finds the entry of a host table nearest to a mistyped name.
enum NearestEntry {
  /// Returns the nearest name within a third of the length, at least 1 and at most 3 edits; nil when none is near.
  static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let bound = min(3, max(1, wanted.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() {
      let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
      if distance <= bound, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Counts edits by optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if abs(left.count - right.count) > 3 { return .max }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      (before, previous) = (previous, row)
    }
    return previous[right.count]
  }
}
