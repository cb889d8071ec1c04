import Calendar
import Ecosystem
import Funding

/// Random conditions and facts, the same for the same seed.
struct RandomRules: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// The facts that the conditions read.
  static let words = ["w0", "w1"]
  static let numbers = ["n0", "n1"]
  static let sizes = ["micro", "small", "medium", "large"]

  mutating func condition(_ id: String, depth: Int = 2) -> Condition {
    let word = Self.words[int(0...1)]
    let number = Self.numbers[int(0...1)]
    switch int(0...(depth > 0 ? 9 : 6)) {
    case 0: return Condition(id, .size([EnterpriseSize.allCases[int(0...3)]]))
    case 1: return Condition(id, .within(fact: word, places: ["a"], excludes: int(0...1) == 0 ? ["b"] : []))
    case 2: return Condition(id, .oneOf(fact: word, values: int(0...1) == 0 ? ["a", "c"] : [], excludes: ["b"]))
    case 3: return Condition(id, .has(fact: word))
    case 4:
      return Condition(
        id, .between(fact: number, min: Quantity(Double(int(0...5))), max: int(0...1) == 0 ? nil : Quantity(6)))
    case 5: return Condition(id, .ratio(fact: "n0", of: "n1", min: Double(int(0...3)) / 2, max: nil))
    case 6: return int(0...1) == 0 ? Condition(id, .attested) : Condition(id, .custom(needs: [number]))
    case 7: return Condition(id, .all([condition(id + "l", depth: depth - 1), condition(id + "r", depth: depth - 1)]))
    case 8: return Condition(id, .any([condition(id + "l", depth: depth - 1), condition(id + "r", depth: depth - 1)]))
    default: return Condition(id, .not(condition(id + "n", depth: depth - 1)))
    }
  }

  mutating func ruleSet(_ conditions: Int) -> RuleSet {
    RuleSet(
      call: "c", version: "1", validFrom: Day(year: 2020, month: 1, day: 1), legal: LegalReference(title: "Act"),
      conditions: (0..<conditions).map { condition("c\($0)") })
  }

  /// A value for a fact, sometimes of a kind that no condition expects.
  mutating func value(of fact: String) -> FieldValue {
    if fact == "size" { return .text(Self.sizes[int(0...3)]) }
    if fact.hasPrefix("attested") || fact.hasPrefix("custom") { return .boolean(int(0...1) == 0) }
    let odd: [FieldValue] = [false, "b", ["amount": 4, "currency": "EUR"], 7]
    if int(0...9) == 0 { return odd[int(0...3)] }
    if Self.numbers.contains(fact) {
      return int(0...1) == 0 ? .integer(Int64(int(0...8))) : .number(Double(int(0...16)) / 2)
    }
    return int(0...2) == 0 ? ["a", "b"] : .text(["a", "b", "c"][int(0...2)])
  }
}

extension RuleSet {
  /// The names of the facts that any part of it reads.
  var factNames: [String] {
    func names(_ condition: Condition) -> [String] { condition.facts + condition.parts.flatMap(names) }
    return Set(conditions.flatMap(names)).sorted()
  }
}
