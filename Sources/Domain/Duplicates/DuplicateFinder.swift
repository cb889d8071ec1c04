/// Finds the records that may be one.
///
///     let pairs = DuplicateFinder().pairs(among: candidates)
///     pairs.first?.reasons   // [.number, .name]
///
/// Records are compared only where they share a key (`BlockingKeys`), so that the time grows with their number, not with its square. A key
/// that more than `blockMax` records share is no key: they are found by their other keys.
public struct DuplicateFinder: Sendable {
  /// The minimum score of the pairs returned.
  public var scoreMin: Double

  /// The minimum score without another one given.
  public static let scoreMinDefault = 0.7
  /// The maximum number of records with one key.
  public static let blockMax = 60

  public init(scoreMin: Double = Self.scoreMinDefault) {
    self.scoreMin = scoreMin
  }

  /// Returns the pairs of candidates that may be one, the likeliest first.
  public func pairs(among candidates: [DuplicateCandidate]) -> [DuplicatePair] { pairs(among: candidates) {} }

  /// Returns the pairs of candidates that may be one, the likeliest first.
  /// - Parameter check: called every thousand records and comparisons; its error ends the search.
  /// - Throws: the error of `check`.
  public func pairs(among candidates: [DuplicateCandidate], check: () throws -> Void) rethrows -> [DuplicatePair] {
    var records = candidates.map(ComparedRecord.init)
    try check()
    let words = WordWeights(records)
    for index in records.indices { words.weigh(&records[index]) }
    let comparison = PairComparison(records)
    var found: [DuplicatePair] = []
    for (index, pair) in try blockedPairs(records, words, check).enumerated() {
      if index.isMultiple(of: 1_000) { try check() }
      let (first, second) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      let (score, reasons) = comparison.compare(records[first], records[second])
      if score >= scoreMin { found.append(DuplicatePair(first: first, second: second, score: score, reasons: reasons)) }
    }
    return found.sorted { ($1.score, $0.first, $0.second) < ($0.score, $1.first, $1.second) }
  }

  /// Returns the pairs of records that share a key, each as one number, in ascending order.
  private func blockedPairs(_ records: [ComparedRecord], _ words: WordWeights, _ check: () throws -> Void) rethrows -> [UInt64] {
    var blocks: [UInt64: [UInt32]] = [:]
    let keys = BlockingKeys(words)
    for (index, record) in records.enumerated() {
      if index.isMultiple(of: 1_000) { try check() }
      for key in keys.keys(of: record) { blocks[key, default: []].append(UInt32(index)) }
    }
    var pairs: [UInt64] = []
    for block in blocks.values where block.count > 1 && block.count <= Self.blockMax {
      for (position, first) in block.enumerated() {
        for second in block[(position + 1)...] { pairs.append(UInt64(first) << 32 | UInt64(second)) }
      }
    }
    pairs.sort()
    return pairs.enumerated().filter { $0.offset == 0 || pairs[$0.offset - 1] != $0.element }.map(\.element)
  }
}
