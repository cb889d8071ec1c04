import Calendar
import Ecosystem
import Funding

/// Rules that several tests use.
enum SampleRules {
  static let today = Day(year: 2024, month: 6, day: 1)
  static let whitePaper = LegalReference(title: "Livre blanc, recommandation 1")

  static func rules(
    _ conditions: Condition..., call: String = "call", version: String = "1",
    from: Day = Day(year: 2020, month: 1, day: 1),
    to: Day? = nil
  ) -> RuleSet {
    RuleSet(call: call, version: version, validFrom: from, validTo: to, legal: whitePaper, conditions: conditions)
  }

  static func facts(_ values: ExactDictionary<FieldValue>) -> Facts { Facts(values, source: "test") }

  static func euros(_ amount: Int64) -> FieldValue { ["amount": .integer(amount * 100), "currency": "EUR"] }
}
