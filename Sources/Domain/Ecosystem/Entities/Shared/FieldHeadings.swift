/// Names that lists have for fields, beside the labels: in French, English, German and Dutch, the singular or the plural that the label is
/// not. A field gets its names by `FieldDescription.headed`; a name that two fields of an entity have is refused in a list as ambiguous.
enum FieldHeadings {
  // Names and kinds.
  static let organisation = [
    "Raison sociale", "Dénomination", "Dénomination sociale", "Nom de la structure", "Nom de l’organisation", "Nom de l’organisme",
    "Nom de l’entreprise", "Nom de la société", "Nom du membre", "Structure", "Organisation", "Organisme", "Entreprise", "Société",
    "Membre", "Acteur", "Company", "Company name", "Organisation name", "Organization", "Organization name", "Member", "Member name",
    "Firma", "Firmenname", "Unternehmen", "Unternehmensname", "Name der Organisation", "Mitglied", "Naam", "Organisatie", "Bedrijf",
  ]
  static let otherNames = [
    "Autre nom", "Alias", "Sigle", "Acronyme", "Abréviation", "Nom commercial", "Nom d’usage", "Other name", "Also known as", "Acronym",
    "Abbreviation", "Trade name", "Anderer Name", "Abkürzung", "Kürzel", "Handelsname", "Afkorting",
  ]
  static let organisationKind = [
    "Type", "Type d’acteur", "Type de structure", "Type d’organisation", "Type d’organisme", "Type de membre", "Nature", "Catégorie",
    "Kind of actor", "Organisation type", "Organization type", "Type of organisation", "Member type", "Category", "Typ", "Akteurstyp",
    "Organisationstyp", "Art der Organisation", "Kategorie", "Soort",
  ]
  static let title = ["Titre", "Intitulé", "Title", "Titel", "Bezeichnung"]
  static let type = ["Type", "Nature", "Typ", "Soort"]
  static let families = ["Famille", "Family", "Familie", "Catégorie", "Catégories", "Category", "Categories", "Kategorie", "Kategorien"]
  static let sectors = [
    "Secteur", "Secteur d’activité", "Secteurs d’activité", "Domaine", "Domaine d’activité", "Domaines d’activité", "Filière", "Sector",
    "Industry", "Field of activity", "Branche", "Tätigkeitsfeld", "Tätigkeitsbereich", "Sektor",
  ]
  static let skills = ["Compétence", "Savoir-faire", "Expertise", "Expertises", "Skill", "Kompetenz", "Fähigkeiten"]
  static let themes = ["Thème", "Thématique", "Thématiques", "Sujet", "Sujets", "Theme", "Topic", "Topics", "Thema"]
  static let legalForm = [
    "Statut juridique", "Forme légale", "Forme sociale", "Legal status", "Legal entity type", "Gesellschaftsform", "Unternehmensform",
    "Rechtsvorm",
  ]
  static let founded = [
    "Date de création", "Création", "Créé en", "Créée en", "Année de création", "Fondation", "Fondée", "Date de fondation",
    "Année de fondation", "Date de constitution", "Founded in", "Year founded", "Year of foundation", "Foundation", "Foundation date",
    "Founding year", "Incorporated", "Gründung", "Gründungsjahr", "Gründungsdatum", "Oprichtingsdatum",
  ]
  static let dissolved = [
    "Dissolution", "Date de dissolution", "Cessation", "Date de cessation", "Dissolution date", "Auflösung", "Datum der Auflösung",
  ]
  static let description = [
    "Présentation", "Résumé", "À propos", "Objet social", "Descriptif", "About", "Summary", "Kurzbeschreibung", "Omschrijving",
    "Beschrijving",
  ]

  // Addresses, telephone and web.
  static let website = [
    "Site", "Site internet", "Site Web (URL)", "Web", "Website URL", "Web site", "Webpage", "Page web", "URL", "Lien", "Link", "Homepage",
    "Internet", "Adresse internet", "Webseite", "Internetseite", "Internetadresse", "Website-Adresse",
  ]
  static let email = [
    "Mail", "Mél", "Email", "Adresse mail", "Adresse e-mail", "Adresse email", "Adresse électronique", "Adresse courriel",
    "Courrier électronique", "E-mail de contact", "Email de contact", "Contact mail", "E-mail address", "Email address", "Contact e-mail",
    "Contact email", "E-Mail-Adresse", "Mailadresse", "E-mailadres",
  ]
  static let phone = [
    "Tél.", "Tel.", "N° de téléphone", "Numéro de téléphone", "N° tél.", "Téléphone fixe", "GSM", "Mobile", "Portable", "Phone",
    "Phone number", "Telephone number", "Mobile phone", "Telefonnummer", "Rufnummer", "Handy", "Mobil", "Telefoon", "Telefoonnummer",
  ]
  static let town = [
    "Commune", "Localité", "Municipalité", "Town", "Municipality", "Locality", "Stadt", "Gemeinde", "Ortschaft", "Wohnort", "Gemeente",
    "Plaats", "Stad",
  ]
  /// Without the country: a town says more, and what a row gives is never replaced by what its town gives.
  static let territory = [
    "Région", "Province", "Département", "Region", "District", "Provinz", "Bundesland", "Kanton", "Provincie",
  ]
  static let street = [
    "Adresse", "Adresse postale", "Rue et numéro", "Voie", "Address", "Street address", "Postal address", "Anschrift",
    "Straße und Hausnummer",
    "Straat", "Adres",
  ]
  static let postcode = ["CP", "C.P.", "Code postal", "Postal code", "Post code", "ZIP", "ZIP code", "PLZ", "Postleitzahl", "Postcode"]
  static let country = ["Pays", "Country", "Land"]
  static let latitude = ["Lat.", "GPS latitude", "Breite", "Geografische Breite"]
  static let longitude = ["Lon.", "Lng", "Long.", "GPS longitude", "Länge", "Geografische Länge"]

  // Times.
  static let firstDay = [
    "Date", "Date de début", "Début le", "Start date", "From", "Datum", "Startdatum", "Anfangsdatum", "Beginn am", "Begindatum",
  ]
  static let lastDay = ["Date de fin", "Fin le", "End date", "Until", "Enddatum", "Ende am", "Einddatum"]
  static let begins = ["Date de début", "Start date", "Startdatum", "Anfangsdatum", "Begindatum"]
  static let opening = ["Date d’ouverture", "Ouvre le", "Opening date", "Opens on", "Eröffnung", "Öffnung"]
  static let closing = [
    "Date de clôture", "Date limite", "Échéance", "Clôture le", "Deadline", "Closing date", "Closes on", "Frist", "Einreichfrist",
    "Einsendeschluss",
  ]
  static let decisionDay = [
    "Date", "Date de décision", "Date d’attribution", "Date de l’aide", "Decision date", "Awarded on", "Datum", "Entscheidungsdatum",
    "Bewilligt am",
  ]

  // Events.
  static let organiser = ["Organisé par", "Organisatrice", "Organizer", "Organised by", "Organized by", "Host", "Organisator"]
  static let venue = ["Salle", "Lieu de l’événement", "Location", "Place", "Veranstaltungsstätte", "Locatie"]
  static let attendance = [
    "Participants", "Nombre de participants", "Nb de participants", "Visiteurs", "Attendees", "Number of participants", "Visitors",
    "Teilnehmer", "Anzahl Teilnehmer", "Besucher",
  ]
  static let capacity = ["Places", "Nombre de places", "Seats", "Plätze"]
  static let audience = ["Public cible", "Public visé", "Target audience", "Publikum", "Doelgroep"]

  // Funding.
  static let amount = [
    "Montant", "Montant accordé", "Montant attribué", "Montant de l’aide", "Subvention", "Subside", "Amount", "Grant amount",
    "Amount granted", "Betrag", "Fördersumme", "Förderbetrag", "Zuschuss", "Bedrag",
  ]
  static let funder = [
    "Financeur", "Pouvoir subsidiant", "Organisme financeur", "Funded by", "Funding body", "Funding organisation", "Grantor", "Förderer",
    "Fördermittelgeber", "Zuschussgeber",
  ]
  static let recipient = ["Porteur", "Attributaire", "Beneficiary", "Grantee", "Zuwendungsempfänger", "Begünstigter", "Begunstigde"]
  static let holder = [
    "Porteur de projet", "Porteur du projet", "Chef de file", "Project holder", "Lead", "Lead partner", "Projektträger",
    "Federführung",
  ]
}
