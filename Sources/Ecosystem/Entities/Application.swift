extension EntityDescription {
  /// A request for support, filed or in preparation, under a call.
  public static let application = EntityDescription(
    id: "application", collection: "applications", permissionGroup: "funding",
    label: LocalizedText(fr: "Candidature", en: "Application"),
    doc: LocalizedText(
      fr: "Une demande d’aide déposée ou préparée pour un appel.",
      en: "A request for support, filed or in preparation, under a call."),
    fields: [
      FieldDescription(
        "call", .reference(["call"]), isRequired: true,
        label: LocalizedText(fr: "Appel", en: "Call"),
        doc: LocalizedText(
          fr: "L’appel auquel elle répond.",
          en: "The call it answers.")),
      FieldDescription(
        "project", .reference(["project"]),
        label: LocalizedText(fr: "Projet", en: "Project"),
        doc: LocalizedText(
          fr: "Le projet qu’elle finance.",
          en: "The project it is to fund.")),
      FieldDescription(
        "applicant", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Demandeur", en: "Applicant"),
        doc: LocalizedText(
          fr: "L’acteur qui demande.",
          en: "The actor that applies.")),
      FieldDescription(
        "status", .choice(["draft", "submitted", "eligible", "ineligible", "awarded", "rejected", "withdrawn"]),
        isRequired: true, isIndexed: true, defaultValue: "draft",
        label: LocalizedText(fr: "Statut", en: "Status"),
        doc: LocalizedText(
          fr: "Où elle en est : brouillon, déposée, recevable, irrecevable, retenue, refusée ou retirée.",
          en: "Where it stands: draft, submitted, eligible, ineligible, awarded, rejected or withdrawn.")),
      FieldDescription(
        "amount_requested", .money,
        label: LocalizedText(fr: "Montant demandé", en: "Amount requested"),
        doc: LocalizedText(
          fr: "Le montant de l’aide demandée.",
          en: "The amount of support requested.")),
      FieldDescription(
        "submitted_at", .instant,
        label: LocalizedText(fr: "Déposée le", en: "Submitted at"),
        doc: LocalizedText(
          fr: "Le moment du dépôt, en temps universel.",
          en: "The moment of filing, in universal time.")),
      FieldDescription(
        "decided_on", .date,
        label: LocalizedText(fr: "Décidée le", en: "Decided on"),
        doc: LocalizedText(
          fr: "La date de la décision.",
          en: "The date of the decision.")),
      FieldDescription(
        "reasons", .list(.text),
        label: LocalizedText(fr: "Motifs", en: "Reasons"),
        doc: LocalizedText(
          fr: "Les motifs de la décision.",
          en: "The reasons for the decision.")),
    ],
    titleField: "applicant")
}
