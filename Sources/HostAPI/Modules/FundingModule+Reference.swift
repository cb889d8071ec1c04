import Ecosystem

extension FundingModule {
  typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.funding",
    fr:
      "Les règles des appels et leurs conditions, qui peut prétendre à quoi, ce qu'une entreprise a déjà reçu, le parcours d'un projet. Aucune réponse n'est un avis juridique.",
    en:
      "The rules of calls and their conditions, who may apply for what, what an undertaking has had, the route of a project. No answer is legal advice.",
    functions: conditionReferences + [rulesReference] + answerReferences + ledgerReferences + routeReferences,
    classes: FundingClasses.all)

  private static let rulesReference = FunctionDescription(
    "grappe.funding.rules",
    fr: "Enregistre les conditions d'un appel dans une version ; elles deviennent une fiche à l'installation.",
    en: "Registers the conditions of a call in one version; they become a record when the plugin is installed.",
    parameters: [
      Value(
        "rules", "grappe.FundingRules", fr: "Les champs, et les conditions en liste.",
        en: "The fields, and the conditions as a list.")
    ], permission: .write("funding"), place: .registration,
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
    "actor", "grappe.RecordID", fr: "L'identifiant d'un acteur.", en: "The id of an actor.")
  static let optionalActor = Value(
    "actor", "grappe.RecordID", isOptional: true, fr: "L'identifiant d'un acteur ; nil pour personne en particulier.",
    en: "The id of an actor; nil for nobody in particular.")
  static let problem = Value(
    "problem", "string", isOptional: true, fr: "Pourquoi il n'y a pas de réponse.", en: "Why there is no answer.")

  private static let answerReferences = [
    FunctionDescription(
      "grappe.funding.check",
      fr: "Dit si un acteur peut prétendre à un appel : oui, non ou pas encore connu, avec chaque raison.",
      en: "Says whether an actor may apply for a call: yes, no or not known yet, with every reason.",
      parameters: [
        optionalActor, Value("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
        Value(
          "facts", "table<string, any>", isOptional: true,
          fr: "Des faits qui s'ajoutent aux fiches et priment ; false dit qu'il n'y en a pas.",
          en: "Facts added to the records, which take precedence; false says that there is none."),
        Value(
          "options", "grappe.FundingOptions", isOptional: true, fr: "La date, le projet, la conservation.",
          en: "The date, the project, whether to keep it."),
      ],
      returns: [
        Value(
          "evaluation", "grappe.Eligibility", isOptional: true, fr: "La réponse ; nil sans règles en vigueur.",
          en: "The answer; nil when no rules hold."), problem,
      ], permission: .read("funding"),
      example: #"""
        local evaluation, problem = grappe.funding.check(nil, "fi-eit-culture-creativity", { legal_form = "srl" })
        """#),
    FunctionDescription(
      "grappe.funding.match", fr: "Pose la question pour tous les appels, et les classe.",
      en: "Asks for all calls, and ranks them.",
      parameters: [
        optionalActor,
        Value("filter", "grappe.CallFilter", isOptional: true, fr: "Quels appels.", en: "Which calls."),
        Value(
          "options", "grappe.MatchOptions", isOptional: true, fr: "La date, le projet, des faits.",
          en: "The date, the project, facts."),
      ],
      returns: [
        Value(
          "matches", "grappe.Matches", fr: "Les réponses, la meilleure d'abord.", en: "The answers, the best first.")
      ],
      permission: .read("funding"),
      example: #"local matches = grappe.funding.match(nil, { level = "eu" }, { facts = { kind = "company" } })"#),
    FunctionDescription(
      "grappe.funding.match_actors", fr: "Pose la question d'un appel pour tous les acteurs, et les classe.",
      en: "Asks for one call and all actors, and ranks them.",
      parameters: [
        Value("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
        Value("filter", "grappe.ActorFilter", isOptional: true, fr: "Quels acteurs.", en: "Which actors."),
        Value(
          "options", "grappe.MatchOptions", isOptional: true, fr: "La date, le projet, des faits.",
          en: "The date, the project, facts."),
      ],
      returns: [
        Value(
          "matches", "grappe.Matches", isOptional: true, fr: "Les réponses ; nil sans règles en vigueur.",
          en: "The answers; nil when no rules hold."),
        problem,
      ], permission: .read("funding"),
      example:
        #"local matches, problem = grappe.funding.match_actors("fi-eit-culture-creativity", { kind = "company" })"#),
    FunctionDescription(
      "grappe.funding.explain", fr: "Met une évaluation en phrases, dans la langue de l'appel.",
      en: "Puts an evaluation into sentences, in the language of the invocation.",
      parameters: [evaluation],
      returns: [
        Value(
          "explanation", "grappe.Explanation", isOptional: true,
          fr: "Les phrases ; nil quand la version des règles n'existe plus.",
          en: "The sentences; nil when the version of the rules is gone."), problem,
      ],
      permission: .read("funding"), example: replayExample("explain")),
    FunctionDescription(
      "grappe.funding.replay", fr: "Repose la même question : même version, mêmes faits, même date.",
      en: "Asks the same question again: same version, same facts, same date.",
      parameters: [evaluation],
      returns: [
        Value(
          "replay", "grappe.Replay", isOptional: true, fr: "La réponse, et si c'est la même.",
          en: "The answer, and whether it is the same."), problem,
      ],
      permission: .read("funding"), example: replayExample("replay")),
  ]

  private static let evaluation = Value(
    "evaluation", "grappe.Eligibility|grappe.RecordID", fr: "Ce que check a rendu, ou l'identifiant d'une fiche.",
    en: "What check returned, or the id of a record.")

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
      fr: "Dit la taille d'une entreprise avec celles qui lui sont liées, selon la recommandation 2003/361/CE.",
      en: "Says the size of an enterprise with those tied to it, under Recommendation 2003/361/EC.",
      parameters: [
        actor,
        Value(
          "year", "integer", isOptional: true,
          fr: "Le dernier exercice clos ; par défaut le dernier qui a des chiffres.",
          en: "The last closed accounting year; by default the last one with figures."),
      ],
      returns: [
        Value(
          "status", "grappe.SMEStatus", fr: "La taille et ce sur quoi elle repose.",
          en: "The size and what it rests on.")
      ],
      permission: .read("relations"),
      example: #"local status = grappe.funding.sme("commission-europeenne", 2023)"#),
    FunctionDescription(
      "grappe.funding.headroom",
      fr: "Dit ce qu'une entreprise unique peut encore recevoir en aides de minimis, par État membre.",
      en: "Says what a single undertaking may still have in de minimis aid, per Member State.",
      parameters: [
        actor,
        Value(
          "date", "grappe.Date", isOptional: true, fr: "Le jour ; aujourd'hui sans lui.",
          en: "The day; today without it."),
      ],
      returns: [
        Value(
          "headroom", "grappe.Headroom", isOptional: true, fr: "La marge ; nil avant 2014.",
          en: "The room; nil before 2014."), problem,
      ],
      permission: .read("relations"),
      example: #"local headroom = grappe.funding.headroom("commission-europeenne", "2024-01-30")"#),
  ]

  private static let routeReferences = [
    FunctionDescription(
      "grappe.funding.route",
      fr: "Trouve la combinaison d'appels qui couvre le plus d'un projet, stade par stade, et les lacunes.",
      en: "Finds the combination of calls that covers most of a project, stage by stage, and the gaps.",
      parameters: [
        Value(
          "project", "grappe.RecordID|grappe.RouteProject", fr: "Un projet, ou sa description.",
          en: "A project, or its description."),
        Value(
          "options", "grappe.RouteOptions", isOptional: true, fr: "La date, quels appels.", en: "The date, which calls."
        ),
      ],
      returns: [Value("route", "grappe.Route", fr: "Le parcours.", en: "The route.")], permission: .read("funding"),
      example: #"""
        local route = grappe.funding.route {
          holder = "commission-europeenne", stage = "prototype",
          costs = { prototype = { amount = 5000000, currency = "EUR" } },
        }
        """#),
    FunctionDescription(
      "grappe.funding.returns",
      fr:
        "Additionne ce que des aides ont donné, l'annoncé et le vérifié à part ; le taux de retour est dépense régionale / aide.",
      en: "Adds up what came of aid, announced and verified apart; the return rate is regional spending / aid.",
      parameters: [
        Value(
          "filter", "grappe.ReturnFilter", fr: "De quoi, et dans quelle région.", en: "Of what, and in which region.")
      ],
      returns: [Value("returns", "grappe.Returns", fr: "Les deux comptes.", en: "The two accounts.")],
      permission: .read("funding"),
      example: #"local returns = grappe.funding.returns { subject = "fi-eit-culture-creativity" }"#),
    FunctionDescription(
      "grappe.funding.implied_aid", fr: "L'aide qu'impliquent une dépense et un taux de retour publiés.",
      en: "The aid that a published spending and return rate imply.",
      parameters: [
        Value("spend", "grappe.Money", fr: "La dépense régionale.", en: "The regional spending."),
        Value("rate", "number", fr: "Le taux : 4.36 pour 436 %.", en: "The rate: 4.36 for 436 %."),
      ],
      returns: [Value("aid", "grappe.Money", fr: "L'aide, au centime.", en: "The aid, to the cent.")],
      example: #"local aid = grappe.funding.implied_aid({ amount = 1680000000, currency = "EUR" }, 4.36)"#),
    FunctionDescription(
      "grappe.funding.coverage", fr: "Range des programmes et des appels par stade de projet, et nomme les lacunes.",
      en: "Sorts programmes and calls by stage of a project, and names the gaps.",
      parameters: [
        Value(
          "records", "(grappe.Programme|grappe.Call)[]", fr: "Les programmes et les appels.",
          en: "The programmes and calls.")
      ],
      returns: [Value("coverage", "grappe.Coverage", fr: "Ce qui est couvert.", en: "What is covered.")],
      example: "local coverage = grappe.funding.coverage(grappe.calls.find{})"),
  ]
}
