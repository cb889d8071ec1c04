import Ecosystem
import Funding
import Localization

extension RuleSet {
  /// The record that keeps the rule set.
  public var record: Record {
    let whole = notation.mapValue ?? [:]
    let kept = whole.filter { ["conditions", "exclusive_with", "rate_total_max"].contains($0.key) }
    return Record([
      "call": .text(call), "version": .text(version), "valid_from": .text(validFrom.description),
      "valid_to": validTo.map { .text($0.description) } ?? .null, "legal_reference": .text(legal.title),
      "legal_url": legal.url.map(FieldValue.text) ?? .null, "illustrative": .boolean(isIllustrative),
      "conditions": .map(kept),
    ])
  }

  /// The rule set that a record keeps; its `conditions` have the form that `record` writes, or are a bare list of conditions.
  ///
  /// - Throws: `FundingError` when the conditions are invalid.
  public init(_ record: Record) throws(FundingError) {
    var fields = record["conditions"].mapValue ?? [:]
    if case .list = record["conditions"] { fields = ["conditions": record["conditions"]] }
    for name in ["call", "version", "valid_from", "valid_to", "illustrative"] { fields[name] = record[name] }
    fields["legal"] = .map(
      Record(["title": record["legal_reference"], "url": record["legal_url"]]).fields)
    try self.init(notation: .map(fields))
  }
}

extension Schema {
  /// The model of Grappe, which refuses rule sets that cannot be read.
  public static let checked = Schema.grappe.checking("rule_set") { record in
    do throws(FundingError) {
      _ = try RuleSet(record)
      return nil
    } catch {
      return LocalizedText(composing: error.message)
    }
  }
}
