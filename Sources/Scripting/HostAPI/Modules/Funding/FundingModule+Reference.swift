import Ecosystem
import Localization

extension FundingModule {
  typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.funding",
    doc: "hostapi.funding-module.rules-calls-their-conditions",
    functions: conditionReferences + [rulesReference] + answerReferences + ledgerReferences + routeReferences,
    classes: FundingClasses.all)

  private static let rulesReference = FunctionDescription(
    "grappe.funding.rules",
    doc: "hostapi.funding-module.registers-conditions-call-one",
    parameters: [
      Value(
        "rules", "grappe.FundingRules", doc: "hostapi.funding-module.fields-conditions-list")
    ], permissions: [.write("funding")], place: .registration,
    example: #"""
      local funding = grappe.funding
      grappe.funding.rules {
        call = "fi-eit-culture-creativity", version = "example-1", valid_from = "2024-01-01",
        legal = { title = "Example" }, illustrative = true,
        funding.territory { within = "area-eu" },
        funding.one_of { fact = "legal_form", excludes = { "asbl" } },
      }
      """#)

  static let actor = Value(
    "actor", "grappe.RecordID", doc: "hostapi.funding-module.id-actor")
  static let optionalActor = Value(
    "actor", "grappe.RecordID", isOptional: true, doc: "hostapi.funding-module.id-actor-nil-nobody")
  static let problem = Value(
    "problem", "string", isOptional: true, doc: "hostapi.funding-module.why-there-no-answer")

  private static let answerReferences = [
    FunctionDescription(
      "grappe.funding.check",
      doc: "hostapi.funding-module.says-whether-actor-may",
      parameters: [
        optionalActor, Value("call", "grappe.RecordID", doc: "hostapi.funding-module.call"),
        Value(
          "facts", "table<string, any>", isOptional: true,
          doc: "hostapi.funding-module.facts-added-records-which"),
        Value(
          "options", "grappe.FundingOptions", isOptional: true, doc: "hostapi.funding-module.date-project-whether-keep"),
      ],
      returns: [
        Value(
          "evaluation", "grappe.Eligibility", isOptional: true, doc: "hostapi.funding-module.answer-nil-when-no"), problem,
      ], permissions: [.read("funding")],
      example: #"""
        local evaluation, problem = grappe.funding.check(nil, "fi-eit-culture-creativity", { legal_form = "srl" })
        """#),
    FunctionDescription(
      "grappe.funding.match", doc: "hostapi.funding-module.asks-all-calls-ranks",
      parameters: [
        optionalActor,
        Value("filter", "grappe.CallFilter", isOptional: true, doc: "hostapi.funding-module.which-calls"),
        Value(
          "options", "grappe.MatchOptions", isOptional: true, doc: "hostapi.funding-module.date-project-facts"),
      ],
      returns: [
        Value(
          "matches", "grappe.Matches", doc: "hostapi.funding-module.answers-best-first")
      ],
      permissions: [.read("funding")],
      example: #"local matches = grappe.funding.match(nil, { level = "eu" }, { facts = { kind = "company" } })"#),
    FunctionDescription(
      "grappe.funding.match_actors", doc: "hostapi.funding-module.asks-one-call-all",
      parameters: [
        Value("call", "grappe.RecordID", doc: "hostapi.funding-module.call"),
        Value("filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.funding-module.which-actors"),
        Value(
          "options", "grappe.MatchOptions", isOptional: true, doc: "hostapi.funding-module.date-project-facts"),
      ],
      returns: [
        Value(
          "matches", "grappe.Matches", isOptional: true, doc: "hostapi.funding-module.answers-nil-when-no"),
        problem,
      ], permissions: [.read("funding")],
      example:
        #"local matches, problem = grappe.funding.match_actors("fi-eit-culture-creativity", { kind = "company" })"#),
    FunctionDescription(
      "grappe.funding.explain", doc: "hostapi.funding-module.puts-evaluation-into-sentences",
      parameters: [evaluation],
      returns: [
        Value(
          "explanation", "grappe.Explanation", isOptional: true,
          doc: "hostapi.funding-module.sentences-nil-when-version"), problem,
      ],
      permissions: [.read("funding")], example: replayExample("explain")),
    FunctionDescription(
      "grappe.funding.replay", doc: "hostapi.funding-module.asks-same-question-again",
      parameters: [evaluation],
      returns: [
        Value(
          "replay", "grappe.Replay", isOptional: true, doc: "hostapi.funding-module.answer-whether-same"), problem,
      ],
      permissions: [.read("funding")], example: replayExample("replay")),
  ]

  private static let evaluation = Value(
    "evaluation", "grappe.Eligibility|grappe.RecordID", doc: "hostapi.funding-module.what-check-returned-id")

  private static func replayExample(_ verb: String) -> String {
    """
    local evaluation = grappe.funding.check(nil, "fi-eit-culture-creativity")
    if evaluation then
      local answer = grappe.funding.\(verb)(evaluation)
    end
    """
  }

  private static let ledgerReferences = [
    FunctionDescription(
      "grappe.funding.sme",
      doc: "hostapi.funding-module.says-size-enterprise-those",
      parameters: [
        actor,
        Value(
          "year", "integer", isOptional: true,
          doc: "hostapi.funding-module.last-closed-accounting-year"),
      ],
      returns: [
        Value(
          "status", "grappe.SMEStatus", doc: "hostapi.funding-module.size-what-rests")
      ],
      permissions: [.read("relations")],
      example: #"local status = grappe.funding.sme("commission-europeenne", 2023)"#),
    FunctionDescription(
      "grappe.funding.headroom",
      doc: "hostapi.funding-module.says-what-single-undertaking",
      parameters: [
        actor,
        Value(
          "date", "grappe.Date", isOptional: true, doc: "hostapi.funding-module.day-today-without"),
      ],
      returns: [
        Value(
          "headroom", "grappe.Headroom", isOptional: true, doc: "hostapi.funding-module.room-nil-before-2014"), problem,
      ],
      permissions: [.read("relations")],
      example: #"local headroom = grappe.funding.headroom("commission-europeenne", "2024-01-30")"#),
  ]

  private static let routeReferences = [
    FunctionDescription(
      "grappe.funding.route",
      doc: "hostapi.funding-module.finds-combination-calls-covers",
      parameters: [
        Value(
          "project", "grappe.RecordID|grappe.RouteProject", doc: "hostapi.funding-module.project-description"),
        Value(
          "options", "grappe.RouteOptions", isOptional: true, doc: "hostapi.funding-module.date-which-calls"),
      ],
      returns: [Value("route", "grappe.Route", doc: "hostapi.funding-module.route")], permissions: [.read("funding")],
      example: #"""
        local route = grappe.funding.route {
          holder = "commission-europeenne", stage = "prototype",
          costs = { prototype = { amount = 5000000, currency = "EUR" } },
        }
        """#),
    FunctionDescription(
      "grappe.funding.returns",
      doc: "hostapi.funding-module.adds-up-what-came",
      parameters: [
        Value(
          "filter", "grappe.ReturnFilter", doc: "hostapi.funding-module.what-which-region")
      ],
      returns: [Value("returns", "grappe.Returns", doc: "hostapi.funding-module.two-accounts")],
      permissions: [.read("funding")],
      example: #"local returns = grappe.funding.returns { subject = "fi-eit-culture-creativity" }"#),
    FunctionDescription(
      "grappe.funding.implied_aid", doc: "hostapi.funding-module.aid-published-spending-return",
      parameters: [
        Value("spend", "grappe.Money", doc: "hostapi.funding-module.regional-spending"),
        Value("rate", "number", doc: "hostapi.funding-module.rate-4-36-436"),
      ],
      returns: [Value("aid", "grappe.Money", doc: "hostapi.funding-module.aid-cent")],
      example: #"local aid = grappe.funding.implied_aid({ amount = 1680000000, currency = "EUR" }, 4.36)"#),
    FunctionDescription(
      "grappe.funding.coverage", doc: "hostapi.funding-module.sorts-programmes-calls-stage",
      parameters: [
        Value(
          "records", "(grappe.Programme|grappe.Call)[]", doc: "hostapi.funding-module.programmes-calls")
      ],
      returns: [Value("coverage", "grappe.Coverage", doc: "hostapi.funding-module.what-covered")],
      example: "local coverage = grappe.funding.coverage(grappe.calls.find{})"),
  ]
}
