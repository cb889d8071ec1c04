import Localization

extension EntityDescription {
  /// A payment made on an award; a negative amount is money paid back.
  public static let disbursement = EntityDescription(
    id: "disbursement", collection: "disbursements", permissionGroup: "funding",
    label: LocalizedText("ecosystem.disbursement.disbursement"),
    doc: LocalizedText(
      "ecosystem.disbursement.payment-made-award-negative"),
    fields: [
      FieldDescription(
        "award", .reference(["award"]), isRequired: true,
        label: LocalizedText("ecosystem.disbursement.award"),
        doc: LocalizedText(
          "ecosystem.disbursement.award-payment")),
      FieldDescription(
        "amount", .money, isRequired: true,
        label: LocalizedText("ecosystem.disbursement.amount"),
        doc: LocalizedText(
          "ecosystem.disbursement.amount-paid-negative-when")),
      FieldDescription(
        "date", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.disbursement.date"),
        doc: LocalizedText(
          "ecosystem.disbursement.date-payment")),
      FieldDescription(
        "note", .text,
        label: LocalizedText("ecosystem.disbursement.note"),
        doc: LocalizedText(
          "ecosystem.disbursement.what-source-adds-advance")),
    ],
    roles: FieldRoles(title: "date")
  ).inPlural(LocalizedText("ecosystem.disbursement.plural"))
}
