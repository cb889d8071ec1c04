import Ecosystem

extension FundingModule {
  /// The reference of the functions that make conditions.
  static let conditionReferences = [
    condition("is_sme", "Être une PME ; sizes en choisit les tailles.", "Be an SME; sizes picks the sizes.", "{}"),
    condition(
      "territory", "Être établi dans un territoire ou l'un de ceux qu'il contient.",
      "Sit in a territory or one of those it holds.", #"{ within = "BE-WAL" }"#),
    condition(
      "one_of", "Un fait est l'une de ces valeurs, et aucune de celles qui sont exclues.",
      "A fact is one of these values, and none of those excluded.",
      #"{ fact = "legal_form", values = { "srl", "sa" }, excludes = { "asbl" } }"#),
    condition(
      "has", "Il y a une valeur ; false dit qu'il n'y en a pas.", "There is a value; false says that there is none.",
      #"{ fact = "identifier.BE-BCE_KBO", remedy = { fr = "Demander un numéro BCE", en = "Ask for a BCE number" } }"#),
    condition(
      "between", "Un nombre ou un montant est entre deux bornes, qui en font partie.",
      "A number or amount lies between two bounds, which belong to it.", #"{ fact = "staff", max = 249 }"#),
    condition(
      "ratio", "Un fait divisé par un autre est entre deux bornes.",
      "One fact divided by another lies between two bounds.",
      #"{ fact = "regional_spend", of = "budget", min = 0.5 }"#),
    condition(
      "attested", "Le demandeur le déclare ; le fait est attested.ID.",
      "The applicant declares it; the fact is attested.ID.",
      #"{ id = "not-begun", question = { fr = "Les travaux n'ont pas commencé ?", en = "Work has not begun?" } }"#),
    condition(
      "custom", "Une fonction décide des faits qu'elle demande : true, false ou nil.",
      "A function decides on the facts it asks for: true, false or nil.",
      #"{ id = "even-staff", needs = { "staff" }, check = function(facts) return facts.staff % 2 == 0 end }"#),
    combination("all_of", "Toutes ces conditions.", "All of these conditions."),
    combination("any_of", "Au moins une de ces conditions.", "At least one of these conditions."),
    combination("none_of", "Aucune de ces conditions.", "None of these conditions."),
  ]

  private static func condition(_ name: String, _ fr: String, _ en: String, _ argument: String) -> FunctionDescription {
    FunctionDescription(
      "grappe.funding.\(name)", fr: fr, en: en,
      parameters: [
        Value(
          "condition", "grappe.FundingCondition", isOptional: name == "is_sme", fr: "Ses champs.", en: "Its fields.")
      ], returns: [result], example: "local condition = grappe.funding.\(name) \(argument)")
  }

  private static func combination(_ name: String, _ fr: String, _ en: String) -> FunctionDescription {
    FunctionDescription(
      "grappe.funding.\(name)", fr: fr, en: en,
      parameters: [
        Value(
          "conditions", "grappe.FundingCondition[]", fr: "Les conditions ; id, label, question et remedy en plus.",
          en: "The conditions; id, label, question and remedy beside them.")
      ], returns: [result],
      example: """
        local funding = grappe.funding
        local condition = grappe.funding.\(name) { funding.has { fact = "website" }, funding.is_sme {} }
        """)
  }

  private static let result = Value(
    "condition", "grappe.FundingCondition", fr: "La condition, pour rules.", en: "The condition, for rules.")
}
