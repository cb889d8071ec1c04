import Ecosystem

/// The classes of the SME test, the de minimis ledger and the stages.
enum FundingLedgerClasses {
  private typealias Field = ClassDescription.Field

  static let all = [status, headroom, room, binding, coverage, stage]

  private static let status = ClassDescription(
    "grappe.SMEStatus", fr: "La taille d'une entreprise.", en: "The size of an enterprise.",
    fields: [
      Field(
        "size", "\"micro\"|\"small\"|\"medium\"|\"large\"", isOptional: true, fr: "nil quand des chiffres manquent.",
        en: "nil when figures lack."),
      Field("is_sme", "\"met\"|\"unmet\"|\"unknown\"", fr: "Si c'est une PME.", en: "Whether it is an SME."),
      Field(
        "kind", "\"autonomous\"|\"partner\"|\"linked\"", fr: "Ce qu'elle est à ses voisines.",
        en: "What it is to its neighbours."),
      Field("year", "integer", fr: "Le dernier exercice.", en: "The last accounting year."),
      Field(
        "parts", "{ actor: grappe.RecordID, kind: string, factor: number }[]", fr: "Qui compte avec elle.",
        en: "Who counts with it."),
      Field("figures", "table[]", fr: "Les sommes par exercice.", en: "The sums by year."),
      Field(
        "missing", "{ actor: grappe.RecordID, year: integer }[]", fr: "Les chiffres qui manquent.",
        en: "The figures that lack."),
      Field("one_year", "boolean", fr: "Si un seul exercice est connu.", en: "Whether one year alone is known."),
      Field(
        "publicly_held", "boolean", fr: "Si le public détient 25 % ou plus.",
        en: "Whether public bodies hold 25 % or more."),
      Field("legal", "grappe.LegalReference", fr: "Le texte.", en: "The text."), FundingClasses.notice,
    ])

  private static let headroom = ClassDescription(
    "grappe.Headroom", fr: "La marge de minimis d'une entreprise unique.",
    en: "The de minimis room of a single undertaking.",
    fields: [
      Field("date", "grappe.Date", fr: "Le jour.", en: "The day."),
      Field("undertaking", "grappe.RecordID[]", fr: "Les entreprises liées.", en: "The linked enterprises."),
      Field("member_states", "grappe.HeadroomRoom[]", fr: "Par État membre.", en: "Per Member State."),
      Field(
        "unplaced", "grappe.RecordID[]", fr: "Les aides sans État membre ou sans montant en euros, non comptées.",
        en: "The awards without Member State or amount in euro, not counted."),
      FundingClasses.notice,
    ])

  private static let room = ClassDescription(
    "grappe.HeadroomRoom", fr: "La marge dans un État membre.", en: "The room in a Member State.",
    fields: [
      Field("member_state", "string", fr: "Son code : BE.", en: "Its code: BE."),
      Field("room", "grappe.Money", fr: "Ce qui reste.", en: "What is left."),
      Field("used", "grappe.Money", fr: "Ce qui compte.", en: "What counts."),
      Field("ceiling", "grappe.Money", fr: "Le plafond.", en: "The ceiling."),
      Field("counts_from", "grappe.Date", fr: "Le premier jour qui compte.", en: "The first day that counts."),
      Field("awards", "grappe.BindingAward[]", fr: "Les aides qui comptent.", en: "The awards that count."),
      Field("legal", "grappe.LegalReference", fr: "Le texte.", en: "The text."),
    ])

  private static let binding = ClassDescription(
    "grappe.BindingAward", fr: "Une aide qui compte.", en: "An award that counts.",
    fields: [
      Field("id", "grappe.RecordID", fr: "La fiche.", en: "The record."),
      Field("recipient", "grappe.RecordID", fr: "Qui l'a reçue.", en: "Who got it."),
      Field("date", "grappe.Date", fr: "Le jour de l'octroi.", en: "The day of the award."),
      Field("amount", "grappe.Money", fr: "L'équivalent-subvention brut.", en: "The gross grant equivalent."),
      Field(
        "upper_bound", "boolean", fr: "Si c'est un maximum, faute d'équivalent.",
        en: "Whether it is a maximum, for want of an equivalent."),
      Field("frees_on", "grappe.Date", fr: "Quand elle cesse de compter.", en: "When it counts no more."),
    ])

  private static let coverage = ClassDescription(
    "grappe.Coverage", fr: "La couverture des stades.", en: "The coverage of the stages.",
    fields: [
      Field(
        "stages", "grappe.StageCoverage[]", fr: "Les stades, de l'idée à l'export.",
        en: "The stages, from idea to export."),
      Field("gaps", "string[]", fr: "Les stades que rien ne couvre.", en: "The stages that nothing covers."),
      Field(
        "unstated", "grappe.RecordID[]", fr: "Les fiches qui ne disent pas leurs stades.",
        en: "The records that do not say their stages."),
    ])

  private static let stage = ClassDescription(
    "grappe.StageCoverage", fr: "Un stade.", en: "A stage.",
    fields: [
      Field("stage", "string", fr: "Le stade.", en: "The stage."),
      Field("count", "integer", fr: "Le nombre de fiches.", en: "The number of records."),
      Field("ids", "grappe.RecordID[]", fr: "Les fiches.", en: "The records."),
    ])
}
