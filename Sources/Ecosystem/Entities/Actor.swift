extension EntityDescription {
  /// An organisation or person that acts in the ecosystem: company, association, school, research centre, fund, public authority, venue.
  public static let actor = EntityDescription(
    id: "actor", collection: "actors", permissionGroup: "actors",
    label: LocalizedText(fr: "Acteur", en: "Actor"),
    doc: LocalizedText(
      fr:
        "Une organisation ou une personne qui agit dans l’écosystème : entreprise, association, école, centre de recherche, fonds, pouvoir public, lieu.",
      en:
        "An organisation or person that acts in the ecosystem: company, association, school, research centre, fund, public authority, venue."
    ),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom usuel de l’acteur.",
          en: "The usual name of the actor.")),
      FieldDescription(
        "aliases", .list(.text),
        label: LocalizedText(fr: "Autres noms", en: "Other names"),
        doc: LocalizedText(
          fr: "Sigles, anciens noms, noms dans d’autres langues.",
          en: "Acronyms, former names, names in other languages.")),
      FieldDescription(
        "kind", .concept(scheme: "actor-kind"), isRequired: true,
        label: LocalizedText(fr: "Genre", en: "Kind"),
        doc: LocalizedText(
          fr: "Le genre d’acteur : entreprise, association, université, fonds…",
          en: "The kind of actor: company, association, university, fund…")),
      FieldDescription(
        "categories", .list(.concept(scheme: "family")),
        label: LocalizedText(fr: "Familles", en: "Families"),
        doc: LocalizedText(
          fr: "Les familles de la cartographie auxquelles il appartient ; un acteur peut en avoir plusieurs.",
          en: "The families of the map it belongs to; an actor may have several.")),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText(fr: "Secteurs", en: "Sectors"),
        doc: LocalizedText(
          fr: "Les secteurs dans lesquels il agit.",
          en: "The sectors in which it acts.")),
      FieldDescription(
        "skills", .list(.concept(scheme: "skill")),
        label: LocalizedText(fr: "Compétences", en: "Skills"),
        doc: LocalizedText(
          fr: "Les compétences qu’il apporte.",
          en: "The skills it brings.")),
      FieldDescription(
        "legal_form", .text,
        label: LocalizedText(fr: "Forme juridique", en: "Legal form"),
        doc: LocalizedText(
          fr: "La forme juridique, telle que le registre l’écrit.",
          en: "The legal form, as the register writes it.")),
      FieldDescription(
        "founded", .date,
        label: LocalizedText(fr: "Fondé", en: "Founded"),
        doc: LocalizedText(
          fr: "La date de fondation, aussi précise que la source la donne.",
          en: "The date of foundation, as precise as the source gives it.")),
      FieldDescription(
        "dissolved", .date,
        label: LocalizedText(fr: "Dissous", en: "Dissolved"),
        doc: LocalizedText(
          fr: "La date de dissolution, s’il n’existe plus.",
          en: "The date of dissolution, when it no longer exists.")),
      FieldDescription(
        "website", .url,
        label: LocalizedText(fr: "Site web", en: "Website"),
        doc: LocalizedText(
          fr: "L’adresse du site de l’acteur.",
          en: "The address of the actor’s website.")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText(fr: "Description", en: "Description"),
        doc: LocalizedText(
          fr: "Ce que fait l’acteur, en une ou deux phrases.",
          en: "What the actor does, in a sentence or two.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire le plus précis connu où il est établi.",
          en: "The most precise territory known in which it is established.")),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText(fr: "Ville", en: "City"),
        doc: LocalizedText(
          fr: "La localité du siège ou du lieu d’activité.",
          en: "The town of the seat or place of activity.")),
      PlaceFields.lat, PlaceFields.lon,
      FieldDescription(
        "email", .text, visibility: .staff,
        label: LocalizedText(fr: "Courriel", en: "E-mail"),
        doc: LocalizedText(
          fr: "L’adresse de contact, réservée à l’équipe.",
          en: "The contact address, for the staff only.")),
      FieldDescription(
        "phone", .text, visibility: .staff,
        label: LocalizedText(fr: "Téléphone", en: "Telephone"),
        doc: LocalizedText(
          fr: "Le numéro de contact, réservé à l’équipe.",
          en: "The contact number, for the staff only.")),
    ],
    searchFields: ["name", "aliases", "description", "city"], titleField: "name", territoryField: "territory",
    rules: [.ordered(first: "founded", last: "dissolved"), .together("lat", "lon")])
}
