import Ecosystem
import Localization

/// The classes of the SME test, the de minimis ledger and the stages.
enum FundingLedgerClasses {
  private typealias Field = ClassDescription.Field

  static let all = [status, headroom, room, binding, coverage, stage]

  private static let status = ClassDescription(
    "grappe.SMEStatus", doc: "hostapi.funding-ledger.size-enterprise",
    fields: [
      Field(
        "size", "\"micro\"|\"small\"|\"medium\"|\"large\"", isOptional: true, doc: "hostapi.funding-ledger.nil-when-figures-lack"),
      Field("is_sme", "\"met\"|\"unmet\"|\"unknown\"", doc: "hostapi.funding-ledger.whether-sme"),
      Field(
        "kind", "\"autonomous\"|\"partner\"|\"linked\"", doc: "hostapi.funding-ledger.what-neighbours"),
      Field("year", "integer", doc: "hostapi.funding-ledger.last-accounting-year"),
      Field(
        "parts", "{ actor: grappe.RecordID, kind: string, factor: number }[]", doc: "hostapi.funding-ledger.who-counts"),
      Field("figures", "table[]", doc: "hostapi.funding-ledger.sums-year"),
      Field(
        "missing", "{ actor: grappe.RecordID, year: integer }[]", doc: "hostapi.funding-ledger.figures-lack"),
      Field("one_year", "boolean", doc: "hostapi.funding-ledger.whether-one-year-alone"),
      Field(
        "publicly_held", "boolean", doc: "hostapi.funding-ledger.whether-public-bodies-hold"),
      Field("open_ties", "{ holder: grappe.RecordID, held: grappe.RecordID }[]", doc: "hostapi.funding-ledger.open-ties"),
      questions, assumptions,
      Field("legal", "grappe.LegalReference", doc: "hostapi.funding-ledger.text"), FundingClasses.notice,
    ])

  private static let questions = Field("questions", "string[]", doc: "hostapi.funding-ledger.questions")
  private static let assumptions = Field("assumptions", "string[]", doc: "hostapi.funding-ledger.assumptions")

  private static let headroom = ClassDescription(
    "grappe.Headroom", doc: "hostapi.funding-ledger.de-minimis-room-single",
    fields: [
      Field("date", "grappe.Date", doc: "hostapi.funding-ledger.day"),
      Field("undertaking", "grappe.RecordID[]", doc: "hostapi.funding-ledger.linked-enterprises"),
      Field("predecessors", "grappe.RecordID[]", doc: "hostapi.funding-ledger.predecessors"),
      Field("member_states", "grappe.HeadroomRoom[]", doc: "hostapi.funding-ledger.per-member-state"),
      Field(
        "unplaced", "grappe.RecordID[]", doc: "hostapi.funding-ledger.awards-without-member-state"),
      questions, assumptions, FundingClasses.notice,
    ])

  private static let room = ClassDescription(
    "grappe.HeadroomRoom", doc: "hostapi.funding-ledger.room-member-state",
    fields: [
      Field("member_state", "string", doc: "hostapi.funding-ledger.code"),
      Field("room", "grappe.Money", doc: "hostapi.funding-ledger.what-left"),
      Field("surely_left", "grappe.Money", doc: "hostapi.funding-ledger.surely-left"),
      Field("known", "boolean", doc: "hostapi.funding-ledger.room-known"),
      Field("used", "grappe.Money", doc: "hostapi.funding-ledger.what-counts"),
      Field("ceiling", "grappe.Money", doc: "hostapi.funding-ledger.ceiling"),
      Field("counts_from", "grappe.Date", doc: "hostapi.funding-ledger.first-day-counts"),
      Field("awards", "grappe.BindingAward[]", doc: "hostapi.funding-ledger.awards-count"),
      Field("legal", "grappe.LegalReference", doc: "hostapi.funding-ledger.text"),
    ])

  private static let binding = ClassDescription(
    "grappe.BindingAward", doc: "hostapi.funding-ledger.award-counts",
    fields: [
      Field("id", "grappe.RecordID", doc: "hostapi.funding-ledger.record"),
      Field("recipient", "grappe.RecordID", doc: "hostapi.funding-ledger.who-got"),
      Field("date", "grappe.Date", doc: "hostapi.funding-ledger.day-award"),
      Field("amount", "grappe.Money", doc: "hostapi.funding-ledger.gross-grant-equivalent"),
      Field(
        "upper_bound", "boolean", doc: "hostapi.funding-ledger.whether-maximum-want-equivalent"),
      Field("frees_on", "grappe.Date", doc: "hostapi.funding-ledger.when-counts-no-more"),
    ])

  private static let coverage = ClassDescription(
    "grappe.Coverage", doc: "hostapi.funding-ledger.coverage-stages",
    fields: [
      Field(
        "stages", "grappe.StageCoverage[]", doc: "hostapi.funding-ledger.stages-from-idea-export"),
      Field("gaps", "string[]", doc: "hostapi.funding-ledger.stages-nothing-covers"),
      Field(
        "unstated", "grappe.RecordID[]", doc: "hostapi.funding-ledger.records-do-not-say"),
    ])

  private static let stage = ClassDescription(
    "grappe.StageCoverage", doc: "hostapi.funding-ledger.stage",
    fields: [
      Field("stage", "string", doc: "hostapi.funding-ledger.stage-2"),
      Field("count", "integer", doc: "hostapi.funding-ledger.number-records"),
      Field("ids", "grappe.RecordID[]", doc: "hostapi.funding-ledger.records"),
    ])
}
