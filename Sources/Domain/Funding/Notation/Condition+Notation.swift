import Ecosystem
import Localization

extension Condition {
  /// The names of the tests in the notation.
  public static let testNames = [
    "is_sme", "territory", "one_of", "has", "between", "ratio", "attested", "custom", "all_of", "any_of", "none_of",
  ]

  private static let commonFields = ["test", "id", "label", "question", "remedy", "legal"]

  /// The fields that the notation of a test may have beside its id, label, question, remedy and legal reference.
  static func ownFields(of test: String) -> [String] {
    switch test {
    case "is_sme": ["sizes"]
    case "territory": ["fact", "within", "excludes"]
    case "one_of": ["fact", "values", "excludes"]
    case "has": ["fact"]
    case "between": ["fact", "min", "max"]
    case "ratio": ["fact", "of", "min", "max"]
    case "custom": ["needs"]
    case "all_of", "any_of", "none_of": ["conditions"]
    default: []
    }
  }

  /// Reads one condition written as plain data: `{ test = "one_of", fact = "legal_form", values = { "srl" } }`.
  ///
  /// - Throws: `FundingError` that names the place and the value wanted.
  public init(notation value: FieldValue, at place: LocalizedText) throws(FundingError) {
    var taken = ConditionIDs()
    try self.init(notation: value, at: place, taken: &taken)
  }

  /// Reads one of several conditions.
  ///
  /// - Parameter taken: the ids of the conditions read before; an id left out is made of the fact or the test.
  /// - Throws: `FundingError` that names the place and the value wanted.
  init(notation value: FieldValue, at place: LocalizedText, taken: inout ConditionIDs) throws(FundingError) {
    let test = value.mapValue?["test"]?.textValue ?? ""
    guard Self.testNames.contains(test) else {
      throw FundingError("funding.rule", at: place, .unknown(test, known: Self.testNames))
    }
    let place = place.appending(test)
    let reader = try NotationReader(
      value, code: "funding.rule", at: place, known: Self.commonFields + Self.ownFields(of: test))
    id = try Self.id(reader, test, taken: &taken)
    label = try reader.localized("label")
    question = try reader.localized("question")
    remedy = try reader.localized("remedy")
    legal = try reader.legal("legal")
    self.test = try Self.test(test, reader, taken: &taken)
  }

  private static func id(
    _ reader: NotationReader, _ test: String, taken: inout ConditionIDs
  ) throws(FundingError) -> String {
    let given = try reader.optionalText("id")
    if given == nil, ["attested", "custom"].contains(test) { throw reader.wrong("id", .wantedText) }
    guard let given else { return taken.make(from: reader.fields["fact"]?.textValue ?? test) }
    guard taken.take(given) else {
      throw reader.error(
        LocalizedText("funding.condition-notation.id-given-twice-2", ["given": given]))
    }
    return given
  }

  private static func test(
    _ name: String, _ reader: NotationReader, taken: inout ConditionIDs
  ) throws(FundingError) -> Test {
    switch name {
    case "is_sme": return .size(try sizes(reader))
    case "territory":
      let fact = try reader.optionalText("fact") ?? "territory"
      let (places, excludes) = (try reader.words("within"), try reader.words("excludes"))
      guard !places.isEmpty || !excludes.isEmpty else { throw reader.wrong("within", .wantedWords) }
      return .within(fact: fact, places: places, excludes: excludes)
    case "one_of":
      let (values, excludes) = (try reader.words("values"), try reader.words("excludes"))
      guard !values.isEmpty || !excludes.isEmpty else { throw reader.wrong("values", .wantedWords) }
      return .oneOf(fact: try reader.text("fact"), values: values, excludes: excludes)
    case "has": return .has(fact: try reader.text("fact"))
    case "between": return try between(reader)
    case "ratio": return try ratio(reader)
    case "custom": return .custom(needs: try reader.words("needs"))
    case "all_of": return .all(try parts(reader, &taken))
    case "any_of": return .any(try parts(reader, &taken))
    case "none_of":
      return .not(Condition("\(try reader.optionalText("id") ?? name).any", .any(try parts(reader, &taken))))
    default: return .attested
    }
  }

  private static func sizes(_ reader: NotationReader) throws(FundingError) -> [EnterpriseSize] {
    let words = try reader.words("sizes")
    let sizes = words.compactMap(EnterpriseSize.init)
    guard sizes.count == words.count else {
      let names = EnterpriseSize.allCases.map(\.rawValue).joined(separator: ", ")
      throw reader.wrong("sizes", LocalizedText("funding.condition-notation.list", ["names": names]))
    }
    return sizes.isEmpty ? EnterpriseSize.sme : sizes
  }

  private static func between(_ reader: NotationReader) throws(FundingError) -> Test {
    let (min, max) = (try reader.quantity("min"), try reader.quantity("max"))
    guard min != nil || max != nil else { throw reader.wrong("min", .wantedNumber) }
    if let min, let max, min.currency != max.currency || min.value > max.value {
      throw reader.error(
        LocalizedText(
          "funding.condition-notation.min-max-must-same"))
    }
    return .between(fact: try reader.text("fact"), min: min, max: max)
  }

  private static func ratio(_ reader: NotationReader) throws(FundingError) -> Test {
    let range = 0.0...1_000_000
    let (min, max) = (try reader.number("min", in: range), try reader.number("max", in: range))
    guard min != nil || max != nil else { throw reader.wrong("min", .wantedNumber(from: 0, to: 1_000_000)) }
    return .ratio(fact: try reader.text("fact"), of: try reader.text("of"), min: min, max: max)
  }

  private static func parts(_ reader: NotationReader, _ taken: inout ConditionIDs) throws(FundingError) -> [Condition] {
    let values = try reader.list("conditions")
    guard !values.isEmpty else { throw reader.wrong("conditions", .wantedList) }
    var parts: [Condition] = []
    for (index, value) in values.enumerated() {
      parts.append(try Condition(notation: value, at: reader.place.appending("\(index + 1)"), taken: &taken))
    }
    return parts
  }
}

extension Condition {
  /// The condition as plain data, which `RuleSet(notation:)` reads.
  public var notation: FieldValue {
    var fields = testNotation
    fields["id"] = .text(id)
    fields["label"] = label?.notation
    fields["question"] = question?.notation
    fields["remedy"] = remedy?.notation
    fields["legal"] = legal?.notation
    return .map(fields)
  }

  private var testNotation: ExactDictionary<FieldValue> {
    switch test {
    case .size(let sizes): ["test": "is_sme", "sizes": Self.list(sizes.map(\.rawValue))]
    case .within(let fact, let places, let excludes):
      ["test": "territory", "fact": .text(fact), "within": Self.list(places), "excludes": Self.list(excludes)]
    case .oneOf(let fact, let values, let excludes):
      ["test": "one_of", "fact": .text(fact), "values": Self.list(values), "excludes": Self.list(excludes)]
    case .has(let fact): ["test": "has", "fact": .text(fact)]
    case .between(let fact, let min, let max):
      Self.known(["test": "between", "fact": .text(fact), "min": min?.fieldValue, "max": max?.fieldValue])
    case .ratio(let fact, let of, let min, let max):
      Self.known([
        "test": "ratio", "fact": .text(fact), "of": .text(of), "min": min.map(FieldValue.number),
        "max": max.map(FieldValue.number),
      ])
    case .attested: ["test": "attested"]
    case .custom(let needs): ["test": "custom", "needs": Self.list(needs)]
    case .all(let parts): ["test": "all_of", "conditions": .list(parts.map(\.notation))]
    case .any(let parts): ["test": "any_of", "conditions": .list(parts.map(\.notation))]
    case .not(let part): ["test": "none_of", "conditions": .list(part.parts.map(\.notation))]
    }
  }

  private static func list(_ words: [String]) -> FieldValue { .list(words.map(FieldValue.text)) }

  private static func known(_ fields: ExactDictionary<FieldValue?>) -> ExactDictionary<FieldValue> { fields.compactMapValues { $0 } }
}
