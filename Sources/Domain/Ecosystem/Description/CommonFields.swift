import Localization

/// The fields every record carries, whatever its entity.
public enum CommonFields {
  /// The permanent identifier of the record.
  public static let id = FieldDescription(
    "id", .text, isRequired: true,
    label: LocalizedText("ecosystem.common-fields.id"),
    doc: LocalizedText(
      "ecosystem.common-fields.stable-name-record-unique"))

  /// Returns the fields after those of the entity itself.
  /// - Parameter visibility: the visibility of a new record that states none.
  public static func trailing(visibility: Visibility = .public) -> [FieldDescription] {
    provenance + [Self.visibility.defaulting(to: .text(visibility.rawValue))] + state + bookkeeping
  }

  /// The number of those fields.
  static let trailingCount = trailing().count

  private static let visibility = FieldDescription(
    "visibility", .choice(Visibility.allCases.map(\.rawValue)), isRequired: true,
    label: LocalizedText("ecosystem.common-fields.visibility"),
    doc: LocalizedText(
      "ecosystem.common-fields.who-may-see-record"))

  private static let provenance = [
    FieldDescription(
      "source", .text,
      label: LocalizedText("ecosystem.common-fields.source"),
      doc: LocalizedText(
        "ecosystem.common-fields.document-register-person-record")),
    FieldDescription(
      "locator", .text,
      label: LocalizedText("ecosystem.common-fields.place-source"),
      doc: LocalizedText(
        "ecosystem.common-fields.where-source-fact-read")),
    FieldDescription(
      "licence", .text,
      label: LocalizedText("ecosystem.common-fields.licence"),
      doc: LocalizedText(
        "ecosystem.common-fields.licence-under-which-source")),
  ]

  private static let state = [
    FieldDescription(
      "standing", .choice(["existing", "proposed", "example"]), isRequired: true, isIndexed: true,
      label: LocalizedText("ecosystem.common-fields.standing"),
      doc: LocalizedText(
        "ecosystem.common-fields.whether-exists-only-proposed")
    ).defaulting(to: "existing"),
    FieldDescription(
      "confirmed_at", .date,
      label: LocalizedText("ecosystem.common-fields.confirmed"),
      doc: LocalizedText(
        "ecosystem.common-fields.date-which-somebody-last")),
  ]

  private static let bookkeeping = [
    FieldDescription(
      "created_at", .instant, isRequired: true,
      label: LocalizedText("ecosystem.common-fields.created"),
      doc: LocalizedText(
        "ecosystem.common-fields.moment-universal-time-which")
    ).readOnly(),
    FieldDescription(
      "updated_at", .instant, isRequired: true,
      label: LocalizedText("ecosystem.common-fields.updated"),
      doc: LocalizedText(
        "ecosystem.common-fields.moment-universal-time-last")
    ).readOnly(),
    FieldDescription(
      "owner", .text, isRequired: true,
      label: LocalizedText("ecosystem.common-fields.owner"),
      doc: LocalizedText(
        "ecosystem.common-fields.plugin-created-record-may")
    ).readOnly(),
  ]
}
