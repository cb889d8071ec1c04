import Ecosystem

extension Condition {
  /// What the condition is, for people: its label, or a sentence made of its test.
  public var wording: LocalizedText { label ?? test.wording(id) }

  /// What to ask about a fact that is missing: the condition's question, or one made of the fact's name.
  public func question(about fact: String) -> LocalizedText {
    if let question { return question }
    if case .attested = test { return LocalizedText(fr: "\(wording[.fr]) ?", en: "\(wording[.en])?") }
    let name = FactWording.name(of: fact)
    return LocalizedText(fr: "Que savez-vous de : \(name[.fr]) ?", en: "What is known of: \(name[.en])?")
  }
}

extension Condition.Test {
  fileprivate func wording(_ id: String) -> LocalizedText {
    switch self {
    case .size(let sizes) where sizes == EnterpriseSize.sme:
      LocalizedText(fr: "être une PME", en: "be a small or medium-sized enterprise")
    case .size(let sizes): .named(LocalizedText(fr: "taille", en: "size"), sizes.map(\.rawValue), [])
    case .within(let fact, let values, let excludes), .oneOf(let fact, let values, let excludes):
      .named(FactWording.name(of: fact), values, excludes)
    case .has(let fact):
      FactWording.name(of: fact).mapped(fr: { "avoir : \($0)" }, en: { "have: \($0)" })
    case .between(let fact, let min, let max):
      .bounded(FactWording.name(of: fact), min?.wording, max?.wording)
    case .ratio(let fact, let of, let min, let max):
      .bounded(FactWording.ratio(fact, of), min.map(Self.percent), max.map(Self.percent))
    case .attested, .custom: LocalizedText(verbatim: id)
    case .all(let parts): .joined(parts, fr: " et ", en: " and ")
    case .any(let parts): .joined(parts, fr: " ou ", en: " or ")
    case .not(let part): part.wording.mapped(fr: { "ne pas : \($0)" }, en: { "not: \($0)" })
    }
  }

  private static func percent(_ share: Double) -> String { "\(Quantity((share * 10_000).rounded() / 100).wording) %" }
}

extension LocalizedText {
  func mapped(fr: (String) -> String, en: (String) -> String) -> LocalizedText {
    LocalizedText(fr: fr(self[.fr]), en: en(self[.en]))
  }

  fileprivate static func named(_ name: LocalizedText, _ values: [String], _ excludes: [String]) -> LocalizedText {
    let (wanted, excluded) = (values.joined(separator: ", "), excludes.joined(separator: ", "))
    var text = name
    if !values.isEmpty { text = text.mapped(fr: { "\($0) : \(wanted)" }, en: { "\($0): \(wanted)" }) }
    if !excludes.isEmpty {
      let comma = values.isEmpty ? "" : ", "
      text = text.mapped(
        fr: { "\($0)\(comma.isEmpty ? " : " : comma)sauf \(excluded)" },
        en: { "\($0)\(comma.isEmpty ? ": " : comma)not \(excluded)" })
    }
    return text
  }

  fileprivate static func bounded(_ name: LocalizedText, _ min: String?, _ max: String?) -> LocalizedText {
    switch (min, max) {
    case (let min?, let max?): name.mapped(fr: { "\($0) : de \(min) à \(max)" }, en: { "\($0): from \(min) to \(max)" })
    case (let min?, nil): name.mapped(fr: { "\($0) : au moins \(min)" }, en: { "\($0): at least \(min)" })
    case (nil, let max?): name.mapped(fr: { "\($0) : au plus \(max)" }, en: { "\($0): at most \(max)" })
    case (nil, nil): name
    }
  }

  fileprivate static func joined(_ parts: [Condition], fr: String, en: String) -> LocalizedText {
    let texts = parts.map(\.wording)
    return LocalizedText(
      fr: texts.map { $0[.fr] }.joined(separator: fr), en: texts.map { $0[.en] }.joined(separator: en))
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
