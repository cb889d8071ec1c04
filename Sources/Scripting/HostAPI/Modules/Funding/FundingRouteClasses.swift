import Ecosystem
import Localization

/// The classes of the route and of returns.
enum FundingRouteClasses {
  private typealias Field = ClassDescription.Field

  static let all = [project, options, route, step, stage, leftOut, filter, returns, account]

  private static let project = ClassDescription(
    "grappe.RouteProject", doc: "hostapi.funding-route.project-described",
    fields: [
      Field("id", "grappe.RecordID", isOptional: true, doc: "hostapi.funding-route.record"),
      Field(
        "holder", "grappe.RecordID", isOptional: true, doc: "hostapi.funding-route.actor-carries"),
      Field(
        "stage", "string", isOptional: true, doc: "hostapi.funding-route.stage-route-begins-there"),
      Field("stages", "string[]", isOptional: true, doc: "hostapi.funding-route.stages-wanted"),
      Field(
        "costs", "table<string, grappe.Money>", isOptional: true, doc: "hostapi.funding-route.costs-stage"),
      Field(
        "starts", "table<string, grappe.Date>", isOptional: true, doc: "hostapi.funding-route.when-work-begins-stage"),
      Field(
        "budget", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.cost-one-stage-alone"),
      Field("sectors", "string[]", isOptional: true, doc: "hostapi.funding-route.sectors"),
      Field("facts", "table<string, any>", isOptional: true, doc: "hostapi.funding-route.facts-given"),
    ])

  private static let options = ClassDescription(
    "grappe.RouteOptions", doc: "hostapi.funding-route.how-search",
    fields: [
      Field("as_of", "grappe.Date", isOptional: true, doc: "hostapi.funding-route.day-question"),
      Field("filter", "grappe.CallFilter", isOptional: true, doc: "hostapi.funding-route.which-calls"),
      Field(
        "certain_only", "boolean", isOptional: true, doc: "hostapi.funding-route.without-calls-whose-eligibility"),
    ])

  private static let route = ClassDescription(
    "grappe.Route", doc: "hostapi.funding-route.funding-route",
    fields: [
      Field("steps", "grappe.RouteStep[]", doc: "hostapi.funding-route.calls-chosen-order"),
      Field("stages", "grappe.RouteStage[]", doc: "hostapi.funding-route.stages"),
      Field("gaps", "string[]", doc: "hostapi.funding-route.stages-nothing-covers"),
      Field(
        "missing_links", "string[]", doc: "hostapi.funding-route.stages-where-accompaniment-alone"),
      Field(
        "left_out", "grappe.RouteLeftOut[]", doc: "hostapi.funding-route.calls-left-out-reason"),
      Field("without_rules", "grappe.RecordID[]", doc: "hostapi.funding-route.calls-without-rules"),
      Field("set_aside", "{ call: grappe.RecordID, version: string, reason: string }[]", doc: "hostapi.funding.set-aside"),
      Field("questions", "grappe.OpenQuestion[]", doc: "hostapi.funding-route.what-ask"),
      Field(
        "total", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.what-covered-where-costs"),
      Field("has_money", "boolean", doc: "hostapi.funding-route.whether-costs-known"),
      Field(
        "proven", "boolean", doc: "hostapi.funding-route.whether-proven-nothing-better"),
      FundingClasses.notice,
    ], otherFields: "any")

  private static let step = ClassDescription(
    "grappe.RouteStep", doc: "hostapi.funding-route.call-chosen",
    fields: [
      Field("call", "grappe.RecordID", doc: "hostapi.funding-route.call"),
      Field("name", "string", doc: "hostapi.funding-route.name"),
      Field("certain", "boolean", doc: "hostapi.funding-route.whether-eligibility-known"),
      Field(
        "payments", "{ stage: string, amount?: grappe.Money, share?: number }[]", doc: "hostapi.funding-route.what-pays-stage"),
      Field("total", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.all"),
      Field(
        "reasons", "string[]", doc: "hostapi.funding-route.conditions-met-questions"),
      Field("no_ceiling", "boolean", doc: "hostapi.funding-route.whether-no-ceiling-known"),
      Field("no_rate", "boolean", doc: "hostapi.funding-route.whether-no-rate-known"),
    ], otherFields: "any")

  private static let stage = ClassDescription(
    "grappe.RouteStage", doc: "hostapi.funding-route.stage-route",
    fields: [
      Field("stage", "string", doc: "hostapi.funding-route.stage"),
      Field("coverage", "\"covered\"|\"partial\"|\"uncovered\"", doc: "hostapi.funding-route.what-paid"),
      Field("cost", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.cost"),
      Field("covered", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.what-covered"),
      Field(
        "share", "number", isOptional: true, doc: "hostapi.funding-route.share-covered-without-known"),
      Field("accompanied", "boolean", doc: "hostapi.funding-route.whether-support-recorded"),
      Field(
        "missing_link", "boolean", doc: "hostapi.funding-route.whether-accompaniment-alone-missing"),
    ])

  private static let leftOut = ClassDescription(
    "grappe.RouteLeftOut", doc: "hostapi.funding-route.call-left-out",
    fields: [
      Field("call", "grappe.RecordID", doc: "hostapi.funding-route.call"),
      Field("name", "string", doc: "hostapi.funding-route.name"),
      Field(
        "code", "string",
        doc: "hostapi.funding-route.ineligible-unknown-no-stage"),
      Field("reasons", "string[]", doc: "hostapi.funding-route.why"),
      Field("remedy", "grappe.Remedy", isOptional: true, doc: "hostapi.funding-route.what-would-mend"),
    ], otherFields: "any")

  private static let filter = ClassDescription(
    "grappe.ReturnFilter", doc: "hostapi.funding-route.what-count-returns",
    fields: [
      Field(
        "subject", "grappe.RecordID", doc: "hostapi.funding-route.programme-calls-call-project"),
      Field(
        "territory", "string", isOptional: true, doc: "hostapi.funding-route.region-whose-spending-counts"),
    ])

  private static let returns = ClassDescription(
    "grappe.Returns", doc: "hostapi.funding-route.what-came-aid",
    fields: [
      Field("awards", "integer", doc: "hostapi.funding-route.number-awards"),
      Field("proposed", "integer", doc: "hostapi.funding-route.number-proposed"),
      Field(
        "announced", "grappe.ReturnAccount", doc: "hostapi.funding-route.what-was-announced-aid"),
      Field(
        "verified", "grappe.ReturnAccount", doc: "hostapi.funding-route.what-was-verified-aid"),
      FundingClasses.notice,
    ])

  private static let account = ClassDescription(
    "grappe.ReturnAccount", doc: "hostapi.funding-route.account",
    fields: [
      Field("aid", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.aid"),
      Field(
        "regional_spend", "grappe.Money", isOptional: true, doc: "hostapi.funding-route.regional-spending"),
      Field(
        "rate", "number", isOptional: true, doc: "hostapi.funding-route.return-rate-4-36"),
      Field("outcomes", "table<string, number>", doc: "hostapi.funding-route.sum-indicator"),
      Field(
        "other_currencies", "{ of: \"aid\"|\"regional_spend\", amount: grappe.Money }[]",
        doc: "hostapi.funding-route.other-currencies"),
    ])
}
