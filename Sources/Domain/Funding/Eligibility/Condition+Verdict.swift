import Ecosystem

extension Condition {
  /// Evaluates the condition for these facts, with the reasons.
  public func trace(_ facts: Facts) -> ConditionTrace {
    let parts = parts.map { $0.trace(facts) }
    let missing = missing(facts)
    let uses = self.facts.compactMap { name in facts[name].map { FactUse(name: name, fact: $0) } }
    return ConditionTrace(
      condition: self, verdict: combined(parts.map(\.verdict)) ?? verdict(facts, missing), uses: uses, missing: missing,
      parts: parts)
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
    guard case .custom(let needs) = test else { return self.facts.filter { facts[$0] == nil } }
    let needed = needs.filter { facts[$0] == nil }
    return needed.isEmpty && facts[customFact] == nil ? [customFact] : needed
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

  /// Compares as a product, which is exact for cents; the share of a whole of zero is unknown.
  private static func ratio(_ part: FieldValue?, _ whole: FieldValue, min: Double?, max: Double?) -> Verdict {
    guard let part = part.flatMap(Quantity.init), let whole = Quantity(whole), whole.value > 0,
      part.currency == whole.currency
    else { return .unknown }
    return Verdict(
      part.value >= (min.map { $0 * whole.value } ?? -.infinity)
        && part.value <= (max.map { $0 * whole.value } ?? .infinity))
  }
}
