/// Finds the name somebody meant: used wherever a name is refused.
public enum NearestName {
  /// The nearest of `names` to what was written, or nil when none is near.
  ///
  /// Near is a Damerau-Levenshtein distance (optimal string alignment) of at most 2, or a third of the length of what
  /// was written, whichever is more but never its whole length; letter case and accents do not count. A name that begins
  /// with what was written is near too. Among equals the first in alphabetical order is given.
  ///
  ///     NearestName.suggest("nmae", among: ["name", "kind"])   // "name"
  public static func suggest(_ written: String, among names: some Sequence<String>) -> String? {
    let folded = Array(Folding.fold(written).unicodeScalars)
    guard !folded.isEmpty else { return nil }
    let bound = min(max(2, folded.count / 3), max(1, folded.count - 1))
    var best: (score: Int, name: String)?
    for name in names {
      guard let score = score(folded, Array(Folding.fold(name).unicodeScalars), bound: bound) else { continue }
      if best.map({ score < $0.score || (score == $0.score && name < $0.name) }) ?? true { best = (score, name) }
    }
    return best?.name
  }

  /// Twice the distance, less a bonus for a common beginning; nil when too far.
  private static func score(_ written: [Unicode.Scalar], _ name: [Unicode.Scalar], bound: Int) -> Int? {
    let isPrefix = written.count >= 3 && name.starts(with: written)
    if isPrefix { return min(2 * bound, name.count - written.count) }
    guard abs(written.count - name.count) <= bound else { return nil }
    let distance = distance(written, name)
    guard distance <= bound else { return nil }
    return 2 * distance - (written.first == name.first ? 1 : 0)
  }

  /// The optimal-string-alignment distance: insertions, deletions, substitutions and swaps of neighbours.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var best = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
