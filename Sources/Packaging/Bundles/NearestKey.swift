/// Finds the nearest valid name for a misspelt one.
enum NearestKey {
  /// Returns the candidate within two edits of one character (a third of the length for long names), or nil.
  static func suggest(_ name: String, among candidates: [String]) -> String? {
    let reach = max(2, name.count / 3)
    let ranked = candidates.map { (name: $0, distance: distance(Array(name.lowercased()), Array($0))) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    return best.distance <= reach && best.distance < best.name.count ? best.name : nil
  }

  /// Counts changes, insertions, deletions and swaps of neighbours (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    // Hostile names may be long; no known name is, so a long one is beyond any distance.
    guard a.count <= 64, b.count <= 64 else { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1..<(a.count + 1) {
      var row = [i]
      for j in 1..<(b.count + 1) {
        var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
