import Ecosystem

/// The classes of the route and of returns.
enum FundingRouteClasses {
  private typealias Field = ClassDescription.Field

  static let all = [project, options, route, step, stage, leftOut, filter, returns, account]

  private static let project = ClassDescription(
    "grappe.RouteProject", fr: "Un projet, décrit.", en: "A project, described.",
    fields: [
      Field("id", "grappe.RecordID", isOptional: true, fr: "Sa fiche.", en: "Its record."),
      Field(
        "holder", "grappe.RecordID", isOptional: true, fr: "L'acteur qui le porte.", en: "The actor that carries it."),
      Field(
        "stage", "string", isOptional: true, fr: "Son stade : le parcours en part.",
        en: "Its stage: the route begins there."),
      Field("stages", "string[]", isOptional: true, fr: "Les stades voulus.", en: "The stages wanted."),
      Field(
        "costs", "table<string, grappe.Money>", isOptional: true, fr: "Les coûts par stade.", en: "The costs by stage."),
      Field(
        "starts", "table<string, grappe.Date>", isOptional: true, fr: "Le début des travaux par stade.",
        en: "When work begins, by stage."),
      Field(
        "budget", "grappe.Money", isOptional: true, fr: "Le coût, pour un seul stade.",
        en: "The cost, for one stage alone."),
      Field("sectors", "string[]", isOptional: true, fr: "Ses secteurs.", en: "Its sectors."),
      Field("facts", "table<string, any>", isOptional: true, fr: "Des faits donnés.", en: "Facts given."),
    ])

  private static let options = ClassDescription(
    "grappe.RouteOptions", fr: "Comment chercher.", en: "How to search.",
    fields: [
      Field("as_of", "grappe.Date", isOptional: true, fr: "Le jour de la question.", en: "The day of the question."),
      Field("filter", "grappe.CallFilter", isOptional: true, fr: "Quels appels.", en: "Which calls."),
      Field(
        "certain_only", "boolean", isOptional: true, fr: "Sans les appels dont l'éligibilité n'est pas connue.",
        en: "Without calls whose eligibility is not known."),
    ])

  private static let route = ClassDescription(
    "grappe.Route", fr: "Un parcours de financement.", en: "A funding route.",
    fields: [
      Field("steps", "grappe.RouteStep[]", fr: "Les appels choisis, dans l'ordre.", en: "The calls chosen, in order."),
      Field("stages", "grappe.RouteStage[]", fr: "Les stades.", en: "The stages."),
      Field("gaps", "string[]", fr: "Les stades que rien ne couvre.", en: "The stages that nothing covers."),
      Field(
        "missing_links", "string[]", fr: "Les stades où seul manque l'accompagnement.",
        en: "The stages where accompaniment alone is missing."),
      Field(
        "left_out", "grappe.RouteLeftOut[]", fr: "Les appels écartés, avec la raison.",
        en: "The calls left out, with the reason."),
      Field("without_rules", "grappe.RecordID[]", fr: "Les appels sans règles.", en: "The calls without rules."),
      Field("questions", "grappe.OpenQuestion[]", fr: "Quoi demander.", en: "What to ask."),
      Field(
        "total", "grappe.Money", isOptional: true, fr: "Ce qui est couvert, si les coûts sont connus.",
        en: "What is covered, where costs are known."),
      Field("has_money", "boolean", fr: "Si des coûts sont connus.", en: "Whether costs are known."),
      Field(
        "proven", "boolean", fr: "S'il est prouvé que rien n'est meilleur.",
        en: "Whether it is proven that nothing is better."),
      FundingClasses.notice,
    ], otherFields: "any")

  private static let step = ClassDescription(
    "grappe.RouteStep", fr: "Un appel choisi.", en: "A call chosen.",
    fields: [
      Field("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
      Field("name", "string", fr: "Son nom.", en: "Its name."),
      Field("certain", "boolean", fr: "Si l'éligibilité est connue.", en: "Whether eligibility is known."),
      Field(
        "payments", "{ stage: string, amount?: grappe.Money, share?: number }[]", fr: "Ce qu'il paie, par stade.",
        en: "What it pays, by stage."),
      Field("total", "grappe.Money", isOptional: true, fr: "En tout.", en: "In all."),
      Field(
        "reasons", "string[]", fr: "Les conditions remplies, ou les questions.",
        en: "The conditions met, or the questions."),
      Field("no_ceiling", "boolean", fr: "Si aucun plafond n'est connu.", en: "Whether no ceiling is known."),
      Field("no_rate", "boolean", fr: "Si aucun taux n'est connu.", en: "Whether no rate is known."),
    ], otherFields: "any")

  private static let stage = ClassDescription(
    "grappe.RouteStage", fr: "Un stade du parcours.", en: "A stage of the route.",
    fields: [
      Field("stage", "string", fr: "Le stade.", en: "The stage."),
      Field("coverage", "\"covered\"|\"partial\"|\"uncovered\"", fr: "Ce qui en est payé.", en: "What is paid of it."),
      Field("cost", "grappe.Money", isOptional: true, fr: "Son coût.", en: "Its cost."),
      Field("covered", "grappe.Money", isOptional: true, fr: "Ce qui est couvert.", en: "What is covered."),
      Field(
        "share", "number", isOptional: true, fr: "La part couverte, sans coûts connus.",
        en: "The share covered, without known costs."),
      Field("accompanied", "boolean", fr: "Si un accompagnement est noté.", en: "Whether support is recorded."),
      Field(
        "missing_link", "boolean", fr: "Si seul l'accompagnement manque.", en: "Whether accompaniment alone is missing."
      ),
    ])

  private static let leftOut = ClassDescription(
    "grappe.RouteLeftOut", fr: "Un appel écarté.", en: "A call left out.",
    fields: [
      Field("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
      Field("name", "string", fr: "Son nom.", en: "Its name."),
      Field(
        "code", "string",
        fr: "ineligible, unknown, no-stage, closed, opens-too-late, exclusive, minimum, no-headroom ou nothing-to-add.",
        en: "ineligible, unknown, no-stage, closed, opens-too-late, exclusive, minimum, no-headroom or nothing-to-add."),
      Field("reasons", "string[]", fr: "Pourquoi.", en: "Why."),
      Field("remedy", "grappe.Remedy", isOptional: true, fr: "Ce qui y remédierait.", en: "What would mend it."),
    ], otherFields: "any")

  private static let filter = ClassDescription(
    "grappe.ReturnFilter", fr: "De quoi compter les retours.", en: "Of what to count returns.",
    fields: [
      Field(
        "subject", "grappe.RecordID", fr: "Un programme (avec ses appels), un appel, un projet ou une aide.",
        en: "A programme (with its calls), a call, a project or an award."),
      Field(
        "territory", "string", isOptional: true, fr: "La région dont les dépenses comptent.",
        en: "The region whose spending counts."),
    ])

  private static let returns = ClassDescription(
    "grappe.Returns", fr: "Ce que des aides ont donné.", en: "What came of aid.",
    fields: [
      Field("awards", "integer", fr: "Le nombre d'aides.", en: "The number of awards."),
      Field(
        "announced", "grappe.ReturnAccount", fr: "L'annoncé ; l'aide est ce qui est octroyé.",
        en: "What was announced; the aid is what was awarded."),
      Field(
        "verified", "grappe.ReturnAccount", fr: "Le vérifié ; l'aide est ce qui est versé.",
        en: "What was verified; the aid is what was paid."),
      FundingClasses.notice,
    ])

  private static let account = ClassDescription(
    "grappe.ReturnAccount", fr: "Un compte.", en: "An account.",
    fields: [
      Field("aid", "grappe.Money", isOptional: true, fr: "L'aide.", en: "The aid."),
      Field(
        "regional_spend", "grappe.Money", isOptional: true, fr: "La dépense régionale.", en: "The regional spending."),
      Field(
        "rate", "number", isOptional: true, fr: "Le taux de retour : 4.36 pour 436 %.",
        en: "The return rate: 4.36 for 436 %."),
      Field("outcomes", "table<string, number>", fr: "La somme par indicateur.", en: "The sum by indicator."),
    ])
}
