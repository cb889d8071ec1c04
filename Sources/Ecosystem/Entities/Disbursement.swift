extension EntityDescription {
  /// A payment made on an award; a negative amount is money paid back.
  public static let disbursement = EntityDescription(
    id: "disbursement", collection: "disbursements", permissionGroup: "funding",
    label: LocalizedText(fr: "Versement", en: "Disbursement"),
    doc: LocalizedText(
      fr: "Un versement fait sur une aide octroyée ; un montant négatif est de l’argent rendu.",
      en: "A payment made on an award; a negative amount is money paid back."),
    fields: [
      FieldDescription(
        "award", .reference(["award"]), isRequired: true,
        label: LocalizedText(fr: "Aide", en: "Award"),
        doc: LocalizedText(
          fr: "L’aide dont c’est un versement.",
          en: "The award it is a payment of.")),
      FieldDescription(
        "amount", .money, isRequired: true,
        label: LocalizedText(fr: "Montant", en: "Amount"),
        doc: LocalizedText(
          fr: "Le montant versé ; négatif s’il est remboursé.",
          en: "The amount paid; negative when it is paid back.")),
      FieldDescription(
        "date", .date, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Date", en: "Date"),
        doc: LocalizedText(
          fr: "La date du versement.",
          en: "The date of the payment.")),
      FieldDescription(
        "note", .text,
        label: LocalizedText(fr: "Note", en: "Note"),
        doc: LocalizedText(
          fr: "Ce que la source précise : avance, tranche, solde.",
          en: "What the source adds: advance, instalment, balance.")),
    ],
    titleField: "date")
}
