import Ecosystem
import Localization

extension Condition {
  /// Evaluates the condition for these facts, with the reasons.
  public func trace(_ facts: Facts) -> ConditionTrace {
    let parts = parts.map { $0.trace(facts) }
    let missing = missing(facts)
    let uses = self.facts.compactMap { name in facts[name].map { FactUse(name: name, fact: $0) } }
    return ConditionTrace(
      condition: self, verdict: combined(parts.map(\.verdict)) ?? verdict(facts, missing), uses: uses, missing: missing,
      questions: questions(missing, facts), parts: parts)
  }

  /// Evaluates the condition to a verdict alone.
  public func verdict(_ facts: Facts) -> Verdict {
    combined(parts.map { $0.verdict(facts) }) ?? verdict(facts, missing(facts))
  }

  /// Combines the verdicts of the parts; nil for a condition without parts.
  func combined(_ verdicts: [Verdict]) -> Verdict? {
    switch test {
    case .all: verdicts.reduce(.met) { $0 && $1 }
    case .any: verdicts.reduce(.unmet) { $0 || $1 }
    case .not: verdicts.first.map { !$0 }
    default: nil
    }
  }

  /// Returns the facts that are unknown. The answer of a custom test counts once all its needs are known.
  private func missing(_ facts: Facts) -> [String] {
    guard case .custom(let needs) = test else {
      let absent = self.facts.filter { facts[$0] == nil }
      return absent.isEmpty ? strangers(facts) : absent
    }
    let needed = needs.filter { facts[$0] == nil }
    return needed.isEmpty && facts[customFact] == nil ? [customFact] : needed
  }

  /// Returns the facts that are known in another unit than the test wants: money of another currency, or no number.
  private func strangers(_ facts: Facts) -> [String] {
    switch test {
    case .between(let fact, let min, let max):
      let quantity = facts[fact].flatMap { Quantity($0.value) }
      let isComparable = quantity != nil && [min, max].allSatisfy { $0 == nil || $0?.currency == quantity?.currency }
      return isComparable ? [] : [fact]
    case .ratio(let fact, let of, _, _):
      let (part, whole) = (facts[fact].flatMap { Quantity($0.value) }, facts[of].flatMap { Quantity($0.value) })
      if whole == nil || (whole?.value ?? 0) <= 0 { return [of] }
      return part == nil || part?.currency != whole?.currency ? [fact] : []
    default: return []
    }
  }

  /// Returns the unit the test wants of a fact: `EUR`; nil when it wants none, or any.
  private func currency(of fact: String, _ facts: Facts) -> String? {
    switch test {
    case .between(_, let min, let max): (min ?? max)?.currency
    case .ratio(let part, let of, _, _):
      facts[part == fact ? of : part].flatMap { Quantity($0.value) }?.currency
    default: nil
    }
  }

  /// Returns the questions about missing facts that are better than the condition's own.
  private func questions(_ missing: [String], _ facts: Facts) -> ExactDictionary<LocalizedText> {
    var questions: ExactDictionary<LocalizedText> = [:]
    for name in missing {
      questions[name] = facts.question(about: name)
      guard facts[name] != nil else { continue }
      let fact = FactWording.name(of: name)
      questions[name] =
        currency(of: name, facts).map { LocalizedText("funding.condition.amount-in", ["name": fact, "currency": $0]) }
        ?? LocalizedText("funding.condition.number-of", ["name": fact])
    }
    return questions
  }

  private func verdict(_ facts: Facts, _ missing: [String]) -> Verdict {
    guard missing.isEmpty, let value = self.facts.last.flatMap({ facts[$0] })?.value else { return .unknown }
    return switch test {
    case .size(let sizes): Self.isOne(value, of: sizes.map(\.rawValue), excluding: [])
    case .within(_, let values, let excludes), .oneOf(_, let values, let excludes):
      Self.isOne(value, of: values, excluding: excludes)
    case .has: Verdict(value != .boolean(false))
    case .between(_, let min, let max): Self.lies(Quantity(value), min: min, max: max)
    case .ratio(let fact, _, let min, let max): Self.ratio(facts[fact]?.value, value, min: min, max: max)
    case .attested, .custom: value.booleanValue.map(Verdict.init) ?? .unknown
    case .all, .any, .not: .unknown  // `combined` answers for these.
    }
  }

  /// Whether a text, or one of a list of texts, is among `values`, and none of it among `excludes`. `false`, which means
  /// that there is no value, is among none.
  static func isOne(_ value: FieldValue, of values: [String], excluding excludes: [String]) -> Verdict {
    let words = (value.listValue ?? [value]).compactMap(word)
    if words.contains(where: { excludes.containsExactly($0) }) { return .unmet }
    return Verdict(values.isEmpty || words.contains(where: { values.containsExactly($0) }))
  }

  /// Returns a text, number or truth value as rules write it.
  static func word(_ value: FieldValue) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .number(let number): Int64(exactly: number).map { String($0) } ?? String(number)
    case .boolean(true): "true"
    case .boolean(false): "false"
    default: nil
    }
  }

  /// Compares a quantity with bounds; other values, and money of another currency than the bound, are unknown.
  static func lies(_ quantity: Quantity?, min: Quantity?, max: Quantity?) -> Verdict {
    guard let quantity, [min, max].allSatisfy({ $0 == nil || $0?.currency == quantity.currency }) else {
      return .unknown
    }
    return Verdict(quantity.value >= min?.value ?? -.infinity && quantity.value <= max?.value ?? .infinity)
  }

  /// Compares as decimals, exactly; the share of a whole of zero is unknown.
  private static func ratio(_ part: FieldValue?, _ whole: FieldValue, min: Double?, max: Double?) -> Verdict {
    guard let part = part.flatMap(Quantity.init), let whole = Quantity(whole), whole.value > 0,
      part.currency == whole.currency
    else { return .unknown }
    return Verdict(
      (min.map { DecimalShare.compare(part.value, with: $0, of: whole.value) >= 0 } ?? true)
        && (max.map { DecimalShare.compare(part.value, with: $0, of: whole.value) <= 0 } ?? true))
  }
}
