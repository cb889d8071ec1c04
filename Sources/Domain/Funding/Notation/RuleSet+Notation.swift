import Ecosystem
import Localization

extension RuleSet {
  /// The fields of the notation.
  public static let fields = [
    "call", "version", "valid_from", "valid_to", "legal", "illustrative", "conditions", "exclusive_with",
    "rate_total_max",
  ]

  /// Reads a rule set written as plain data: its fields, and under `conditions` the list of them.
  ///
  /// - Throws: `FundingError` with the code `funding.rule`, which names the place and the value wanted.
  public init(notation value: FieldValue) throws(FundingError) {
    let name = value.mapValue?["call"]?.textValue ?? "?"
    let version = value.mapValue?["version"]?.textValue ?? "?"
    let place = LocalizedText(
      "funding.rule-set-notation.rules-version", ["name": name, "version": version])
    let reader = try NotationReader(value, code: "funding.rule", at: place, known: Self.fields)
    guard let validFrom = try reader.day("valid_from", .first) else { throw reader.wrong("valid_from", .wantedDate) }
    guard let legal = try reader.legal("legal") else {
      throw reader.wrong("legal", LocalizedText("funding.rule-set-notation.legal-reference"))
    }
    self.init(
      call: try reader.text("call"), version: try reader.text("version"), validFrom: validFrom,
      validTo: try reader.day("valid_to", .last), legal: legal, isIllustrative: try reader.flag("illustrative"),
      conditions: try Self.conditions(reader, place),
      combination: Combination(
        exclusiveWith: try reader.words("exclusive_with"), totalRateMax: try reader.number("rate_total_max", in: 0...1)))
    if let validTo, validTo < validFrom {
      throw reader.wrong("valid_to", LocalizedText("funding.rule-set-notation.after-valid-from"))
    }
  }

  private static func conditions(_ reader: NotationReader, _ place: LocalizedText) throws(FundingError) -> [Condition] {
    let values = try reader.list("conditions")
    guard !values.isEmpty else { throw reader.wrong("conditions", .wantedList) }
    var conditions: [Condition] = []
    var taken = ConditionIDs()
    for (index, value) in values.enumerated() {
      let place = LocalizedText(
        "funding.rule-set-notation.condition", ["index": index + 1, "place": place])
      conditions.append(try Condition(notation: value, at: place, taken: &taken))
    }
    return conditions
  }

  /// The rule set as plain data.
  public var notation: FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "call": .text(call), "version": .text(version), "valid_from": .text(validFrom.description),
      "legal": legal.notation, "illustrative": .boolean(isIllustrative),
      "conditions": .list(conditions.map(\.notation)),
    ]
    fields["valid_to"] = validTo.map { .text($0.description) }
    fields["exclusive_with"] = combination.exclusiveWith.isEmpty ? nil : .list(combination.exclusiveWith.map(FieldValue.text))
    fields["rate_total_max"] = combination.totalRateMax.map(FieldValue.number)
    return .map(fields)
  }
}
