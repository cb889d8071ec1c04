import Ecosystem

/// Rule sets compiled for many applicants at once: each condition reads a column, and its verdicts for a block of
/// applicants are bytes side by side.
///
/// It answers as `RuleSet.evaluate` does, for each applicant and each rule set; a test compares the two.
///
///     let table = CompiledRules(ruleSets)?.matches(FactColumns(applicants, for: ruleSets))
///     table?.eligibility(of: 0, under: 3)
public struct CompiledRules: Sendable {
  /// The most conditions of one rule set: two bits of a word for each.
  public static let conditionsMax = 32
  /// Number of applicants per block: few enough that their verdicts stay in the processor's nearest cache.
  static let block = 2_048

  let ruleSets: [RuleSet]

  /// The compiled form of the rule sets; nil when one has more than `conditionsMax` conditions.
  public init?(_ ruleSets: [RuleSet]) {
    guard ruleSets.allSatisfy({ $0.conditions.count <= Self.conditionsMax }) else { return nil }
    self.ruleSets = ruleSets
  }

  /// The verdict of every condition of every rule set for every applicant.
  public func matches(_ columns: FactColumns) -> MatchTable {
    let programs = ruleSets.map { $0.conditions.map { ConditionProgram($0, columns) } }
    let count = columns.count
    let words = [UInt64](unsafeUninitializedCapacity: count * ruleSets.count) { words, initialized in
      var verdicts = [UInt8](repeating: 0, count: Self.block)
      for (position, conditions) in programs.enumerated() {
        let row = UnsafeMutableBufferPointer(rebasing: words[(position * count)..<((position + 1) * count)])
        row.initialize(repeating: 0)
        for start in stride(from: 0, to: count, by: Self.block) {
          let range = start..<min(start + Self.block, count)
          let part = UnsafeMutableBufferPointer(rebasing: row[range])
          for (index, condition) in conditions.enumerated() {
            verdicts.withUnsafeMutableBufferPointer { verdicts in
              condition.run(range, into: verdicts)
              Self.pack(verdicts, into: part, at: UInt64(2 * index))
            }
          }
        }
      }
      initialized = count * ruleSets.count
    }
    return MatchTable(ruleSets: ruleSets, count: count, words: words)
  }

  /// Packs one verdict, two bits, into each word.
  private static func pack(
    _ verdicts: UnsafeMutableBufferPointer<UInt8>, into words: UnsafeMutableBufferPointer<UInt64>, at shift: UInt64
  ) {
    for index in words.indices { words[index] |= UInt64(verdicts[index]) &<< shift }
  }
}

/// The answers for many applicants and rule sets, with the conditions that decided them.
public struct MatchTable: Sendable {
  /// The rule sets, by position.
  public let ruleSets: [RuleSet]
  /// Number of applicants.
  public let count: Int
  /// One word for each rule set and applicant: two bits for each condition.
  let words: [UInt64]

  /// The answer for an applicant under a rule set, both by position.
  public func eligibility(of applicant: Int, under ruleSet: Int) -> Eligibility {
    let word = words[ruleSet * count + applicant]
    let bits = UInt64(0x5555_5555_5555_5555) & Self.mask(ruleSets[ruleSet].conditions.count)
    if (word | (word >> 1)) & bits != bits { return .ineligible }
    return (word >> 1) & bits == bits ? .eligible : .unknown
  }

  /// Returns the verdict of a condition, all by position.
  public func verdict(of applicant: Int, under ruleSet: Int, condition: Int) -> Verdict {
    Verdict(rawValue: UInt8((words[ruleSet * count + applicant] >> UInt64(2 * condition)) & 3)) ?? .unknown
  }

  /// The positions of the conditions with that verdict: the reasons why an applicant is not eligible, or not known to be.
  public func conditions(_ verdict: Verdict, of applicant: Int, under ruleSet: Int) -> [Int] {
    ruleSets[ruleSet].conditions.indices.filter {
      self.verdict(of: applicant, under: ruleSet, condition: $0) == verdict
    }
  }

  private static func mask(_ conditions: Int) -> UInt64 {
    conditions == CompiledRules.conditionsMax ? .max : (1 << UInt64(2 * conditions)) - 1
  }
}

extension RuleSet {
  /// Returns the positions of applicants that contain the first `limit` of a ranking, in their order, and the number of
  /// applicants of each answer: all eligible ones, if these are too few the unknown ones as well, and otherwise all.
  public func nearest(_ limit: Int, among applicants: [Facts]) -> (positions: [Int], counts: [Eligibility: Int]) {
    let answers = answers(for: applicants)
    let counts = Dictionary(grouping: answers, by: \.self).mapValues(\.count)
    var wanted: Set<Eligibility> = []
    var found = 0
    for eligibility in [Eligibility.eligible, .unknown, .ineligible] where found < limit {
      wanted.insert(eligibility)
      found += counts[eligibility, default: 0]
    }
    return (answers.indices.filter { wanted.contains(answers[$0]) }, counts)
  }

  private func answers(for applicants: [Facts]) -> [Eligibility] {
    guard let rules = CompiledRules([self]) else {
      return applicants.map { evaluate($0, asOf: validFrom).eligibility }
    }
    let table = rules.matches(FactColumns(applicants, for: [self]))
    return applicants.indices.map { table.eligibility(of: $0, under: 0) }
  }
}
