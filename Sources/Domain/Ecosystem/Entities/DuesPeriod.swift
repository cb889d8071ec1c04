import Localization

extension EntityDescription {
  /// The dues of a membership for one period, with the number of their invoice. Whether they are open, overdue or paid follows from the dates. Dues with an invoice number are cancelled, not deleted, unless the number is the last of its year.
  public static let duesPeriod = EntityDescription(
    id: "dues_period", collection: "dues_periods", permissionGroup: "persons",
    label: LocalizedText("ecosystem.dues-period.dues-period"),
    doc: LocalizedText(
      "ecosystem.dues-period.dues-for-period"),
    fields: [
      FieldDescription(
        "membership", .reference(["membership"]), isRequired: true,
        label: LocalizedText("ecosystem.dues-period.membership"),
        doc: LocalizedText(
          "ecosystem.dues-period.membership-billed")),
      FieldDescription(
        "body", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.dues-period.body"),
        doc: LocalizedText(
          "ecosystem.dues-period.body-issuing")),
      FieldDescription(
        "start", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.dues-period.start"),
        doc: LocalizedText(
          "ecosystem.dues-period.first-day")),
      FieldDescription(
        "end", .date, isRequired: true,
        label: LocalizedText("ecosystem.dues-period.end"),
        doc: LocalizedText(
          "ecosystem.dues-period.last-day")),
      FieldDescription(
        "amount", .money, isRequired: true,
        label: LocalizedText("ecosystem.dues-period.amount"),
        doc: LocalizedText(
          "ecosystem.dues-period.amount-due")),
      FieldDescription(
        "due_on", .date, isIndexed: true,
        label: LocalizedText("ecosystem.dues-period.due"),
        doc: LocalizedText(
          "ecosystem.dues-period.last-day-to-pay")),
      FieldDescription(
        "paid_on", .date, isIndexed: true,
        label: LocalizedText("ecosystem.dues-period.paid"),
        doc: LocalizedText(
          "ecosystem.dues-period.day-paid")),
      FieldDescription(
        "cancelled_on", .date,
        label: LocalizedText("ecosystem.dues-period.cancelled"),
        doc: LocalizedText(
          "ecosystem.dues-period.day-cancelled")),
      FieldDescription(
        "reference", .text, isRequired: true,
        label: LocalizedText("ecosystem.dues-period.reference"),
        doc: LocalizedText(
          "ecosystem.dues-period.invoice-number")),
    ],
    roles: FieldRoles(
      title: "reference", unique: [["membership", "start"], ["body", "reference"]], visibility: .staff),
    rules: [.ordered(first: "start", last: "end"), .agrees(reference: "membership", on: "body")]
  ).inPlural(LocalizedText("ecosystem.dues-period.plural"))
}
