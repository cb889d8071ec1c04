/// How much of two names is the same.
enum NameSimilarity {
  /// The similarity from which two words count as one.
  static let sameWordMin = 0.9

  /// Returns the weight of the words in common over that of all words, from 0 to 1.
  static func similarity(_ left: ComparedName, _ right: ComparedName) -> Double {
    if left.compact == right.compact { return 1 }
    // `Digi Lab` and `DigiLab`, or one wrong letter.
    if left.words.count == 1 || right.words.count == 1, isNearLength(left.compact, right.compact) {
      let joined = JaroWinkler.similarity(left.compact, right.compact)
      if joined >= sameWordMin { return joined }
    }
    return overlap(left, right)
  }

  /// Whether two words may differ by a few letters.
  private static func isNearLength(_ left: [UInt8], _ right: [UInt8]) -> Bool { abs(left.count - right.count) <= 2 }

  private static func overlap(_ left: ComparedName, _ right: ComparedName) -> Double {
    var isMatched = Array(repeating: false, count: right.words.count)
    var (common, all) = (0.0, 0.0)
    for (index, word) in left.words.enumerated() {
      guard let (position, similarity) = best(word, in: right.words, isMatched) else {
        all += left.weights[index]
        continue
      }
      // A misspelt word is rarer than the right one.
      let weight = min(left.weights[index], right.weights[position])
      common += weight * similarity
      all += weight
      isMatched[position] = true
    }
    for (position, isMatched) in isMatched.enumerated() where !isMatched { all += right.weights[position] }
    return all == 0 ? 0 : common / all
  }

  private static func best(_ word: [UInt8], in others: [[UInt8]], _ isMatched: [Bool]) -> (Int, Double)? {
    for (position, other) in others.enumerated() where !isMatched[position] && other == word { return (position, 1) }
    var best: (Int, Double)?
    for (position, other) in others.enumerated() where !isMatched[position] && isNearLength(word, other) && word.count > 2 {
      let similarity = JaroWinkler.similarity(word, other)
      if similarity >= sameWordMin, similarity > best?.1 ?? 0 { best = (position, similarity) }
    }
    return best
  }
}
