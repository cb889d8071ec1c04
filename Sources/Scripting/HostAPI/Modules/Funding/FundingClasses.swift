import Ecosystem
import Localization

/// The classes of the parameters and results of `grappe.funding`.
enum FundingClasses {
  private typealias Field = ClassDescription.Field

  static let all =
    [
      rules, condition, legal, options, matchOptions, eligibility, verdict, question, remedy, matches, match,
      explanation,
      replay,
    ] + FundingLedgerClasses.all + FundingRouteClasses.all

  static let notice = ClassDescription.Field(
    "notice", "string", doc: "hostapi.funding.not-legal-advice")

  private static let asOf = Field(
    "as_of", "grappe.Date", isOptional: true, doc: "hostapi.funding.day-question-today-without")
  private static let project = Field(
    "project", "grappe.RecordID", isOptional: true, doc: "hostapi.funding.project-whose-facts-count")

  private static let rules = ClassDescription(
    "grappe.FundingRules", doc: "hostapi.funding.rules-call-conditions-list",
    fields: [
      Field("call", "grappe.RecordID", doc: "hostapi.funding.call"),
      Field("version", "string", doc: "hostapi.funding.name-version-2024-1"),
      Field("valid_from", "grappe.Date", doc: "hostapi.funding.first-day"),
      Field("valid_to", "grappe.Date", isOptional: true, doc: "hostapi.funding.last-day"),
      Field("legal", "string|grappe.LegalReference", doc: "hostapi.funding.text-follows"),
      Field(
        "illustrative", "boolean", isOptional: true, doc: "hostapi.funding.whether-nobody-has-confirmed"),
      Field(
        "exclusive_with", "grappe.RecordID[]", isOptional: true, doc: "hostapi.funding.calls-cannot-combined"),
      Field(
        "rate_total_max", "number", isOptional: true, doc: "hostapi.funding.highest-share-all-aid"),
    ])

  private static let condition = ClassDescription(
    "grappe.FundingCondition", doc: "hostapi.funding.condition",
    fields: [
      Field("id", "string", isOptional: true, doc: "hostapi.funding.name-else-fact"),
      Field("label", "string|grappe.LocalizedText", isOptional: true, doc: "hostapi.funding.what-says"),
      Field("question", "string|grappe.LocalizedText", isOptional: true, doc: "hostapi.funding.what-ask"),
      Field("remedy", "string|grappe.LocalizedText", isOptional: true, doc: "hostapi.funding.what-do"),
      Field(
        "legal", "string|grappe.LegalReference", isOptional: true, doc: "hostapi.funding.where-written"),
    ], otherFields: "any")

  private static let legal = ClassDescription(
    "grappe.LegalReference", doc: "hostapi.funding.text",
    fields: [
      Field("title", "string", doc: "hostapi.funding.title-article"),
      Field("url", "string", isOptional: true, doc: "hostapi.funding.where-read"),
    ])

  private static let options = ClassDescription(
    "grappe.FundingOptions", doc: "hostapi.funding.how-ask",
    fields: [
      asOf, project,
      Field(
        "save", "boolean", isOptional: true, doc: "hostapi.funding.whether-answer-becomes-evaluation"),
    ])

  private static let matchOptions = ClassDescription(
    "grappe.MatchOptions", doc: "hostapi.funding.how-ask",
    fields: [
      asOf, project,
      Field("facts", "table<string, any>", isOptional: true, doc: "hostapi.funding.facts-given"),
      Field(
        "limit", "integer", isOptional: true, doc: "hostapi.funding.number-answers-most-match"),
      Field("conditions", "boolean", isOptional: true, doc: "hostapi.funding.whether-answers-conditions"),
    ])

  private static let eligibility = ClassDescription(
    "grappe.Eligibility", doc: "hostapi.funding.answer-one-applicant-call",
    fields: [
      Field(
        "id", "grappe.RecordID", isOptional: true, doc: "hostapi.funding.record-if-kept"),
      Field("call", "grappe.RecordID", doc: "hostapi.funding.call"),
      Field("version", "string", doc: "hostapi.funding.version-rules"),
      Field("applicant", "grappe.RecordID", isOptional: true, doc: "hostapi.funding.actor"),
      Field("as_of", "grappe.Date", doc: "hostapi.funding.day"),
      Field("eligibility", "\"eligible\"|\"ineligible\"|\"unknown\"", doc: "hostapi.funding.answer"),
      Field("conditions", "grappe.ConditionVerdict[]", doc: "hostapi.funding.each-condition"),
      Field("unmet", "string[]", doc: "hostapi.funding.conditions-unmet"),
      Field("missing", "string[]", doc: "hostapi.funding.facts-missing"),
      Field(
        "questions", "grappe.OpenQuestion[]", doc: "hostapi.funding.what-ask-most-decisive"),
      Field("question", "grappe.OpenQuestion", isOptional: true, doc: "hostapi.funding.most-decisive"),
      Field("remedy", "grappe.Remedy", isOptional: true, doc: "hostapi.funding.nearest-remedy"),
      Field("facts", "table<string, any>", doc: "hostapi.funding.facts-used"),
      Field("legal", "grappe.LegalReference", doc: "hostapi.funding.text-2"),
      Field(
        "illustrative", "boolean", doc: "hostapi.funding.whether-rules-illustrative"),
      notice,
    ])

  private static let verdict = ClassDescription(
    "grappe.ConditionVerdict", doc: "hostapi.funding.condition-how-turned-out",
    fields: [
      Field("id", "string", doc: "hostapi.funding.name"),
      Field("verdict", "\"met\"|\"unmet\"|\"unknown\"", doc: "hostapi.funding.how-turned-out"),
      Field("label", "string", doc: "hostapi.funding.what-says"),
      Field("facts", "{ name: string, value: any, source: string }[]", doc: "hostapi.funding.facts-read"),
      Field("missing", "string[]", doc: "hostapi.funding.facts-missing-2"),
      Field("legal", "grappe.LegalReference", doc: "hostapi.funding.where-written"),
      Field("question", "string", isOptional: true, doc: "hostapi.funding.what-ask"),
      Field("remedy", "string", isOptional: true, doc: "hostapi.funding.what-do"),
      Field("parts", "grappe.ConditionVerdict[]", isOptional: true, doc: "hostapi.funding.parts"),
    ])

  private static let question = ClassDescription(
    "grappe.OpenQuestion", doc: "hostapi.funding.open-question",
    fields: [
      Field("fact", "string", doc: "hostapi.funding.fact"),
      Field("text", "string", doc: "hostapi.funding.question"),
      Field("decides", "integer", doc: "hostapi.funding.how-many-answers-decides"),
      Field("asked", "integer", doc: "hostapi.funding.how-many-calls-ask"),
    ])

  private static let remedy = ClassDescription(
    "grappe.Remedy", doc: "hostapi.funding.what-would-make-eligible",
    fields: [
      Field("complete", "boolean", doc: "hostapi.funding.whether-every-step-known"),
      Field("steps", "{ condition: string, text?: string }[]", doc: "hostapi.funding.steps"),
    ])

  private static let matches = ClassDescription(
    "grappe.Matches", doc: "hostapi.funding.ranked-answers",
    fields: [
      Field("results", "grappe.Match[]", doc: "hostapi.funding.answers"),
      Field(
        "questions", "grappe.OpenQuestion[]", doc: "hostapi.funding.what-decides-most-calls"),
      Field("counts", "table<string, integer>", doc: "hostapi.funding.how-many-each"),
      Field(
        "without_rules", "grappe.RecordID[]", isOptional: true, doc: "hostapi.funding.calls-without-rules"),
      Field(
        "set_aside", "{ call: grappe.RecordID, version: string, reason: string }[]", isOptional: true,
        doc: "hostapi.funding.set-aside"),
      Field("left_out", "integer", isOptional: true, doc: "hostapi.network-module.left-out"),
      notice,
    ])

  private static let match = ClassDescription(
    "grappe.Match", doc: "hostapi.funding.one-answer-among-others",
    fields: [
      Field("call", "grappe.RecordID", doc: "hostapi.funding.call"),
      Field("actor", "grappe.RecordID", isOptional: true, doc: "hostapi.funding.actor"),
      Field("name", "string", doc: "hostapi.funding.name-call-actor"),
      Field("eligibility", "string", doc: "hostapi.funding.answer"),
      Field(
        "open", "\"open\"|\"unsaid\"|\"upcoming\"|\"closed\"", doc: "hostapi.funding.whether-call-open"),
      Field("reasons", "string[]", doc: "hostapi.funding.why"),
      Field("conditions", "grappe.ConditionVerdict[]", isOptional: true, doc: "hostapi.funding.each-condition"),
    ], otherFields: "any")

  private static let explanation = ClassDescription(
    "grappe.Explanation", doc: "hostapi.funding.evaluation-sentences",
    fields: [
      Field("summary", "string", doc: "hostapi.funding.answer"),
      Field("lines", "string[]", doc: "hostapi.funding.reasons"), notice,
    ])

  private static let replay = ClassDescription(
    "grappe.Replay", doc: "hostapi.funding.question-asked-again",
    fields: [
      Field("same", "boolean", doc: "hostapi.funding.whether-answer-same"),
      Field("evaluation", "grappe.Eligibility", doc: "hostapi.funding.answer"),
    ])
}
