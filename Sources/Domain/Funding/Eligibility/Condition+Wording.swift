import Ecosystem
import Localization

extension Condition {
  /// The condition in words: its label, or a sentence made of its test.
  public var wording: LocalizedText { label ?? test.wording(id) }

  /// Returns the question about a missing fact: the condition's question, or one made of the fact's name.
  public func question(about fact: String) -> LocalizedText {
    if let question { return question }
    if case .attested = test { return LocalizedText("funding.condition.text", ["wording": wording]) }
    let name = FactWording.name(of: fact)
    return LocalizedText("funding.condition.what-known", ["name": name])
  }
}

extension Condition.Test {
  fileprivate func wording(_ id: String) -> LocalizedText {
    switch self {
    case .size(let sizes) where sizes == EnterpriseSize.sme:
      LocalizedText("funding.condition.small-medium-sized-enterprise")
    case .size(let sizes): .named(LocalizedText("funding.condition.size"), sizes.map(\.rawValue), excludes: [])
    case .within(let fact, let values, let excludes), .oneOf(let fact, let values, let excludes):
      .named(FactWording.name(of: fact), values, excludes: excludes)
    case .has(let fact):
      LocalizedText("funding.condition.have", ["name": FactWording.name(of: fact)])
    case .between(let fact, let min, let max):
      .bounded(FactWording.name(of: fact), min: min?.wording, max: max?.wording)
    case .ratio(let fact, let of, let min, let max):
      .bounded(FactWording.ratio(fact, of), min: min.map(Self.percent), max: max.map(Self.percent))
    case .attested, .custom: LocalizedText(verbatim: id)
    case .all(let parts): .joined(parts, "funding.condition.and")
    case .any(let parts): .joined(parts, "funding.condition.or")
    case .not(let part): LocalizedText("funding.condition.not", ["condition": part.wording])
    }
  }

  private static func percent(_ share: Double) -> String { "\(Quantity((share * 10_000).rounded() / 100).wording) %" }
}

extension LocalizedText {
  fileprivate static func named(_ name: LocalizedText, _ values: [String], excludes: [String]) -> LocalizedText {
    let arguments: [String: any ArgumentConvertible] = ["name": name, "values": values, "excluded": excludes]
    return switch (values.isEmpty, excludes.isEmpty) {
    case (true, true): name
    case (false, true): LocalizedText("funding.condition.one-of", arguments)
    case (true, false): LocalizedText("funding.condition.none-of", arguments)
    case (false, false): LocalizedText("funding.condition.one-of-except", arguments)
    }
  }

  fileprivate static func bounded(_ name: LocalizedText, min: String?, max: String?) -> LocalizedText {
    switch (min, max) {
    case (let min?, let max?): LocalizedText("funding.condition.between", ["name": name, "min": min, "max": max])
    case (let min?, nil): LocalizedText("funding.condition.at-least", ["name": name, "min": min])
    case (nil, let max?): LocalizedText("funding.condition.at-most", ["name": name, "max": max])
    case (nil, nil): name
    }
  }

  /// The conditions in a row, with the word of `message` between each and the next.
  fileprivate static func joined(_ parts: [Condition], _ message: String) -> LocalizedText {
    let texts = parts.map(\.wording)
    return texts.dropFirst().reduce(texts.first ?? LocalizedText(verbatim: "")) { first, next in
      LocalizedText(message, ["first": first, "next": next])
    }
  }
}

extension Quantity {
  /// The number as people write it in both languages; money in its unit.
  var wording: String {
    guard let currency else { return Self.plain(value) }
    return "\(Self.plain(value.rounded() / 100)) \(currency)"
  }

  private static func plain(_ number: Double) -> String {
    Int64(exactly: number).map { String($0) } ?? String(number)
  }
}
