import Ecosystem

/// The classes of what the functions of `grappe.funding` take and give.
enum FundingClasses {
  private typealias Field = ClassDescription.Field

  static let all =
    [
      rules, condition, legal, options, matchOptions, eligibility, verdict, question, remedy, matches, match,
      explanation,
      replay,
    ] + FundingLedgerClasses.all + FundingRouteClasses.all

  static let notice = ClassDescription.Field(
    "notice", "string", fr: "Que ce n'est pas un avis juridique.", en: "That this is not legal advice.")

  private static let asOf = Field(
    "as_of", "grappe.Date", isOptional: true, fr: "Le jour de la question ; aujourd'hui sans lui.",
    en: "The day of the question; today without it.")
  private static let project = Field(
    "project", "grappe.RecordID", isOptional: true, fr: "Le projet dont les faits comptent aussi.",
    en: "The project whose facts count as well.")

  private static let rules = ClassDescription(
    "grappe.FundingRules", fr: "Les règles d'un appel ; les conditions sont sa liste.",
    en: "The rules of a call; the conditions are its list.",
    fields: [
      Field("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
      Field("version", "string", fr: "Le nom de la version : 2024-1.", en: "The name of the version: 2024-1."),
      Field("valid_from", "grappe.Date", fr: "Le premier jour.", en: "The first day."),
      Field("valid_to", "grappe.Date", isOptional: true, fr: "Le dernier jour.", en: "The last day."),
      Field("legal", "string|grappe.LegalReference", fr: "Le texte suivi.", en: "The text it follows."),
      Field(
        "illustrative", "boolean", isOptional: true, fr: "Si personne ne les a confirmées.",
        en: "Whether nobody has confirmed them."),
      Field(
        "exclusive_with", "grappe.RecordID[]", isOptional: true, fr: "Les appels qui ne se cumulent pas.",
        en: "The calls it cannot be combined with."),
      Field(
        "rate_total_max", "number", isOptional: true, fr: "La part maximale de toutes les aides, 0 à 1.",
        en: "The highest share of all aid together, 0 to 1."),
    ])

  private static let condition = ClassDescription(
    "grappe.FundingCondition", fr: "Une condition.", en: "A condition.",
    fields: [
      Field("id", "string", isOptional: true, fr: "Son nom ; sinon le fait.", en: "Its name; else the fact."),
      Field("label", "string|grappe.LocalizedText", isOptional: true, fr: "Ce qu'elle dit.", en: "What it says."),
      Field("question", "string|grappe.LocalizedText", isOptional: true, fr: "Quoi demander.", en: "What to ask."),
      Field("remedy", "string|grappe.LocalizedText", isOptional: true, fr: "Quoi faire.", en: "What to do."),
      Field(
        "legal", "string|grappe.LegalReference", isOptional: true, fr: "Où c'est écrit.", en: "Where it is written."),
    ], otherFields: "any")

  private static let legal = ClassDescription(
    "grappe.LegalReference", fr: "Un texte.", en: "A text.",
    fields: [
      Field("title", "string", fr: "Son titre et l'article.", en: "Its title and the article."),
      Field("url", "string", isOptional: true, fr: "Où le lire.", en: "Where to read it."),
    ])

  private static let options = ClassDescription(
    "grappe.FundingOptions", fr: "Comment poser la question.", en: "How to ask.",
    fields: [
      asOf, project,
      Field(
        "save", "boolean", isOptional: true, fr: "Si la réponse devient une fiche evaluation (écriture).",
        en: "Whether the answer becomes an evaluation record (writes)."),
    ])

  private static let matchOptions = ClassDescription(
    "grappe.MatchOptions", fr: "Comment poser la question.", en: "How to ask.",
    fields: [
      asOf, project,
      Field("facts", "table<string, any>", isOptional: true, fr: "Des faits donnés.", en: "Facts given."),
      Field(
        "limit", "integer", isOptional: true, fr: "Le nombre de réponses au plus ; de match_actors seulement.",
        en: "The number of answers at most; of match_actors only."),
    ])

  private static let eligibility = ClassDescription(
    "grappe.Eligibility", fr: "La réponse pour un demandeur et un appel.", en: "The answer for one applicant and call.",
    fields: [
      Field(
        "id", "grappe.RecordID", isOptional: true, fr: "La fiche, si elle est conservée.", en: "The record, if kept."),
      Field("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
      Field("version", "string", fr: "La version des règles.", en: "The version of the rules."),
      Field("applicant", "grappe.RecordID", isOptional: true, fr: "L'acteur.", en: "The actor."),
      Field("as_of", "grappe.Date", fr: "Le jour.", en: "The day."),
      Field("eligibility", "\"eligible\"|\"ineligible\"|\"unknown\"", fr: "La réponse.", en: "The answer."),
      Field("conditions", "grappe.ConditionVerdict[]", fr: "Chaque condition.", en: "Each condition."),
      Field("unmet", "string[]", fr: "Les conditions non remplies.", en: "The conditions unmet."),
      Field("missing", "string[]", fr: "Les faits qui manquent.", en: "The facts that are missing."),
      Field(
        "questions", "grappe.OpenQuestion[]", fr: "Quoi demander, le plus décisif d'abord.",
        en: "What to ask, the most decisive first."),
      Field("question", "grappe.OpenQuestion", isOptional: true, fr: "La plus décisive.", en: "The most decisive."),
      Field("remedy", "grappe.Remedy", isOptional: true, fr: "Le remède le plus proche.", en: "The nearest remedy."),
      Field("facts", "table<string, any>", fr: "Les faits utilisés.", en: "The facts used."),
      Field("legal", "grappe.LegalReference", fr: "Le texte.", en: "The text."),
      Field(
        "illustrative", "boolean", fr: "Si les règles sont illustratives.", en: "Whether the rules are illustrative."),
      notice,
    ])

  private static let verdict = ClassDescription(
    "grappe.ConditionVerdict", fr: "Une condition et ce qu'il en est.", en: "A condition and how it turned out.",
    fields: [
      Field("id", "string", fr: "Son nom.", en: "Its name."),
      Field("verdict", "\"met\"|\"unmet\"|\"unknown\"", fr: "Ce qu'il en est.", en: "How it turned out."),
      Field("label", "string", fr: "Ce qu'elle dit.", en: "What it says."),
      Field("facts", "{ name: string, value: any, source: string }[]", fr: "Les faits lus.", en: "The facts read."),
      Field("missing", "string[]", fr: "Les faits qui manquent.", en: "The facts missing."),
      Field("legal", "grappe.LegalReference", fr: "Où c'est écrit.", en: "Where it is written."),
      Field("question", "string", isOptional: true, fr: "Quoi demander.", en: "What to ask."),
      Field("remedy", "string", isOptional: true, fr: "Quoi faire.", en: "What to do."),
      Field("parts", "grappe.ConditionVerdict[]", isOptional: true, fr: "Ses parties.", en: "Its parts."),
    ])

  private static let question = ClassDescription(
    "grappe.OpenQuestion", fr: "Une question ouverte.", en: "An open question.",
    fields: [
      Field("fact", "string", fr: "Le fait.", en: "The fact."),
      Field("text", "string", fr: "La question.", en: "The question."),
      Field("decides", "integer", fr: "Combien de réponses elle tranche.", en: "How many answers it decides."),
      Field("asked", "integer", fr: "Combien d'appels la posent.", en: "How many calls ask it."),
    ])

  private static let remedy = ClassDescription(
    "grappe.Remedy", fr: "Ce qui rendrait éligible.", en: "What would make eligible.",
    fields: [
      Field("complete", "boolean", fr: "Si chaque pas est connu.", en: "Whether every step is known."),
      Field("steps", "{ condition: string, text?: string }[]", fr: "Les pas.", en: "The steps."),
    ])

  private static let matches = ClassDescription(
    "grappe.Matches", fr: "Des réponses classées.", en: "Ranked answers.",
    fields: [
      Field("results", "grappe.Match[]", fr: "Les réponses.", en: "The answers."),
      Field(
        "questions", "grappe.OpenQuestion[]", fr: "Ce qui tranche le plus d'appels.", en: "What decides most calls."),
      Field("counts", "table<string, integer>", fr: "Combien de chaque.", en: "How many of each."),
      Field(
        "without_rules", "grappe.RecordID[]", isOptional: true, fr: "Les appels sans règles.",
        en: "The calls without rules."),
      notice,
    ])

  private static let match = ClassDescription(
    "grappe.Match", fr: "Une réponse parmi d'autres.", en: "One answer among others.",
    fields: [
      Field("call", "grappe.RecordID", fr: "L'appel.", en: "The call."),
      Field("actor", "grappe.RecordID", isOptional: true, fr: "L'acteur.", en: "The actor."),
      Field("name", "string", fr: "Le nom de l'appel, ou de l'acteur.", en: "The name of the call, or actor."),
      Field("eligibility", "string", fr: "La réponse.", en: "The answer."),
      Field(
        "open", "\"open\"|\"unsaid\"|\"upcoming\"|\"closed\"", fr: "Si l'appel est ouvert.",
        en: "Whether the call is open."),
      Field("reasons", "string[]", fr: "Pourquoi.", en: "Why."),
    ], otherFields: "any")

  private static let explanation = ClassDescription(
    "grappe.Explanation", fr: "Une évaluation en phrases.", en: "An evaluation in sentences.",
    fields: [
      Field("summary", "string", fr: "La réponse.", en: "The answer."),
      Field("lines", "string[]", fr: "Les raisons.", en: "The reasons."), notice,
    ])

  private static let replay = ClassDescription(
    "grappe.Replay", fr: "Une question reposée.", en: "A question asked again.",
    fields: [
      Field("same", "boolean", fr: "Si la réponse est la même.", en: "Whether the answer is the same."),
      Field("evaluation", "grappe.Eligibility", fr: "La réponse.", en: "The answer."),
    ])
}
