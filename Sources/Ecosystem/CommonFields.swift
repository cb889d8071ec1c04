/// The fields every record carries, whatever its entity.
public enum CommonFields {
  /// The record's name for ever.
  public static let id = FieldDescription(
    "id", .text, isRequired: true,
    label: LocalizedText(fr: "Identifiant", en: "Id"),
    doc: LocalizedText(
      fr: "Nom stable de la fiche, unique parmi toutes les entités ; un ULID est attribué s’il n’est pas donné.",
      en: "The stable name of the record, unique among all entities; a ULID is given when it is left out."))

  /// What follows the fields of the entity itself.
  public static let trailing: [FieldDescription] = provenance + state + bookkeeping

  private static let provenance = [
    FieldDescription(
      "source", .text,
      label: LocalizedText(fr: "Source", en: "Source"),
      doc: LocalizedText(
        fr: "Le document, le registre ou la personne d’où vient la fiche.",
        en: "The document, register or person the record comes from.")),
    FieldDescription(
      "locator", .text,
      label: LocalizedText(fr: "Emplacement dans la source", en: "Place in the source"),
      doc: LocalizedText(
        fr: "L’endroit de la source où le fait se lit : page, section, lignes.",
        en: "Where in the source the fact is read: page, section, lines.")),
    FieldDescription(
      "licence", .text,
      label: LocalizedText(fr: "Licence", en: "Licence"),
      doc: LocalizedText(
        fr: "La licence sous laquelle la source permet de reprendre la fiche.",
        en: "The licence under which the source allows the record to be reused.")),
  ]

  private static let state = [
    FieldDescription(
      "visibility", .choice(Visibility.allCases.map(\.rawValue)), isRequired: true, defaultValue: "public",
      label: LocalizedText(fr: "Visibilité", en: "Visibility"),
      doc: LocalizedText(
        fr: "Qui peut voir la fiche : tout le monde, les membres ou l’équipe.",
        en: "Who may see the record: everybody, the members or the staff.")),
    FieldDescription(
      "standing", .choice(["existing", "proposed"]), isRequired: true, isIndexed: true, defaultValue: "existing",
      label: LocalizedText(fr: "Réalité", en: "Standing"),
      doc: LocalizedText(
        fr: "Existe déjà, ou seulement proposé, annoncé ou recommandé par la source.",
        en: "Whether it exists, or is only proposed, announced or recommended by the source.")),
    FieldDescription(
      "confirmed_at", .date,
      label: LocalizedText(fr: "Confirmé le", en: "Confirmed on"),
      doc: LocalizedText(
        fr: "La date à laquelle quelqu’un a vérifié la fiche pour la dernière fois.",
        en: "The date on which somebody last checked the record.")),
  ]

  private static let bookkeeping = [
    FieldDescription(
      "created_at", .instant, isRequired: true, isWritable: false,
      label: LocalizedText(fr: "Créé le", en: "Created at"),
      doc: LocalizedText(
        fr: "Le moment, en temps universel, où la fiche est entrée. Écrit par le système.",
        en: "The moment, in universal time, at which the record entered. Written by the host.")),
    FieldDescription(
      "updated_at", .instant, isRequired: true, isWritable: false,
      label: LocalizedText(fr: "Modifié le", en: "Updated at"),
      doc: LocalizedText(
        fr: "Le moment, en temps universel, du dernier changement. Écrit par le système.",
        en: "The moment, in universal time, of the last change. Written by the host.")),
    FieldDescription(
      "owner", .text, isRequired: true, isWritable: false,
      label: LocalizedText(fr: "Propriétaire", en: "Owner"),
      doc: LocalizedText(
        fr: "Le greffon qui a créé la fiche et peut la modifier, ou `admin`. Écrit par le système.",
        en: "The plugin that created the record and may change it, or `admin`. Written by the host.")),
  ]
}
