import Ecosystem
import Localization

extension FundingModule {
  /// The reference of the functions that make conditions.
  static let conditionReferences = [
    condition("is_sme", "hostapi.funding-conditions.sme-sizes-picks-sizes", argument: "{}"),
    condition(
      "territory", "hostapi.funding-conditions.sit-territory-one-those", argument: #"{ within = "BE-WAL" }"#),
    condition(
      "one_of", "hostapi.funding-conditions.fact-one-these-values",
      argument: #"{ fact = "legal_form", values = { "srl", "sa" }, excludes = { "asbl" } }"#),
    condition(
      "has", "hostapi.funding-conditions.there-value-false-says",
      argument: #"{ fact = "identifier.BE-BCE_KBO", remedy = { fr = "Demander un numéro BCE", en = "Ask for a BCE number" } }"#),
    condition(
      "between", "hostapi.funding-conditions.number-amount-lies-between", argument: #"{ fact = "staff", max = 249 }"#),
    condition(
      "ratio", "hostapi.funding-conditions.one-fact-divided-another",
      argument: #"{ fact = "regional_spend", of = "budget", min = 0.5 }"#),
    condition(
      "attested", "hostapi.funding-conditions.applicant-declares-fact-attested",
      argument: #"{ id = "not-begun", question = { fr = "Les travaux n'ont pas commencé ?", en = "Work has not begun?" } }"#),
    condition(
      "custom", "hostapi.funding-conditions.function-decides-facts-asks",
      argument: #"{ id = "even-staff", needs = { "staff" }, check = function(facts) return facts.staff % 2 == 0 end }"#),
    combination("all_of", "hostapi.funding-conditions.all-these-conditions"),
    combination("any_of", "hostapi.funding-conditions.least-one-these-conditions"),
    combination("none_of", "hostapi.funding-conditions.none-these-conditions"),
  ]

  private static func condition(_ name: String, _ doc: LocalizedText, argument: String) -> FunctionDescription {
    FunctionDescription(
      "grappe.funding.\(name)", doc: doc,
      parameters: [
        Value(
          "condition", "grappe.FundingCondition", isOptional: name == "is_sme", doc: "hostapi.funding-conditions.fields")
      ], returns: [result], example: "local condition = grappe.funding.\(name) \(argument)")
  }

  private static func combination(_ name: String, _ doc: LocalizedText) -> FunctionDescription {
    FunctionDescription(
      "grappe.funding.\(name)", doc: doc,
      parameters: [
        Value(
          "conditions", "grappe.FundingCondition[]", doc: "hostapi.funding-conditions.conditions-id-label-question")
      ], returns: [result],
      example: """
        local funding = grappe.funding
        local condition = grappe.funding.\(name) { funding.has { fact = "website" }, funding.is_sme {} }
        """)
  }

  private static let result = Value(
    "condition", "grappe.FundingCondition", doc: "hostapi.funding-conditions.condition-rules")
}
