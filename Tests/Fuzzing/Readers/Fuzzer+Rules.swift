import Ecosystem
import Funding
import Localization

extension Fuzzer {
  /// The rules of a call, as JSON: what `grappe.funding.rules` registers and a record keeps.
  static let rules = Fuzzer(name: "rules", bytesMax: 4_096) { input in
    guard let text = String(validating: input, as: UTF8.self), let value = try? FieldValue(json: text) else { return }
    guard let rules = try RefusalText.accepted(input, { try RuleSet(notation: value) }) else { return }
    try Finding.unless(try RuleSet(notation: rules.notation) == rules, "rules that are not read as they were written")
    for condition in rules.conditions {
      for language in Language.all { try Finding.unless(!condition.wording[language].isEmpty, "a condition without words") }
    }
  }
}
