/// Finds the known name nearest to a refused one.
public enum NearestName {
  /// Returns the nearest of `names` to the written text, or nil when none is near.
  ///
  /// Near is a Damerau-Levenshtein distance (optimal string alignment) of at most 2, or a third of the length of the written
  /// text, whichever is more but never its whole length; letter case and accents do not count. A name that begins with the
  /// written text is near too. Among equals the first in the order of bytes is returned.
  ///
  /// The work is bounded: a text longer than ``lengthMax`` has no near name, and at most the first ``candidatesMax`` names are
  /// compared.
  ///
  ///     NearestName.suggest("nmae", among: ["name", "kind"])   // "name"
  public static func suggest(_ written: String, among names: some Sequence<String>) -> String? {
    guard written.utf8.count <= 4 * lengthMax else { return nil }
    let folded = Array(Folding.fold(written).unicodeScalars)
    guard !folded.isEmpty, folded.count <= lengthMax else { return nil }
    let bound = min(max(2, folded.count / 3), max(1, folded.count / 2))
    var best: (score: Int, name: String)?
    for name in names.prefix(candidatesMax) where name.utf8.count <= nameBytesMax {
      guard let score = score(folded, Array(Folding.fold(name).unicodeScalars), bound: bound) else { continue }
      if best.map({ score < $0.score || (score == $0.score && ExactString(name) < ExactString($0.name)) }) ?? true { best = (score, name) }
    }
    return best?.name
  }

  /// Maximum number of letters of the written text.
  public static let lengthMax = 128
  /// Maximum number of names compared.
  public static let candidatesMax = 10_000
  /// Maximum bytes of a name; longer ones are never near.
  private static let nameBytesMax = 1_024

  /// Twice the distance, less a bonus for a common beginning; nil when too far.
  private static func score(_ written: [Unicode.Scalar], _ name: [Unicode.Scalar], bound: Int) -> Int? {
    let isPrefix = written.count >= 3 && name.starts(with: written)
    if isPrefix { return min(2 * bound, name.count - written.count) }
    guard abs(written.count - name.count) <= bound else { return nil }
    guard let distance = distance(written, name, atMost: bound) else { return nil }
    return 2 * distance - (written.first == name.first ? 1 : 0)
  }

  /// The optimal-string-alignment distance: insertions, deletions, substitutions and swaps of neighbours; nil when it is over a bound.
  ///
  /// Only the band of the table around its diagonal that a distance within the bound can lie in is filled (E. Ukkonen, *Algorithms for
  /// Approximate String Matching*, Information and Control 64, 1985).
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost bound: Int) -> Int? {
    guard abs(a.count - b.count) <= bound else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    let far = bound + 1
    var beforeLast = [Int](repeating: far, count: b.count + 1)
    var last = (0...b.count).map { min($0, far) }
    for i in 1...a.count {
      var row = [Int](repeating: far, count: b.count + 1)
      row[0] = min(i, far)
      var least = row[0]
      for j in stride(from: max(1, i - bound), through: min(b.count, i + bound), by: 1) {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var best = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
        row[j] = min(best, far)
        least = min(least, row[j])
      }
      // A swap looks two rows back, so only the row before this one must be beyond the bound as well.
      if least > bound, last.min() ?? far > bound { return nil }
      (beforeLast, last) = (last, row)
    }
    return last[b.count] <= bound ? last[b.count] : nil
  }
}
