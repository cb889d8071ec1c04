-- The fields that the plugin adds to the records of the model.
local fields = {}

local themes = { "economie", "emploi", "formation", "entreprises", "recherche", "financement", "communaute", "societe" }
local audiences = { "b2b", "b2c", "niche", "mass" }

--- Registers every field.
function fields.register()
  grappe.field("actor", "label", {
    type = "boolean",
    label = { de = "wake!-Label", fr = "Label wake!", en = "wake! label" },
  })
  grappe.field("actor", "type", {
    type = "list",
    of = { type = "concept", scheme = "wallonia-type" },
    label = { de = "Typ des Weißbuchs", fr = "Type du livre blanc", en = "Type of the white paper" },
  })
  grappe.field("actor", "family_basis", {
    type = "choice",
    values = { "map", "inferred", "none" },
    audience = "staff",
    label = { de = "Herkunft der Familie", fr = "Origine de la famille", en = "Basis of the family" },
  })
  grappe.field("actor", "ror_types", {
    type = "text",
    label = { de = "Typen laut ROR", fr = "Types selon ROR", en = "Types in ROR" },
  })
  grappe.field("actor", "ror_status", {
    type = "choice",
    values = { "active", "inactive", "withdrawn" },
    label = { de = "Status laut ROR", fr = "Statut selon ROR", en = "Status in ROR" },
  })
  grappe.field("actor", "nace", {
    type = "list",
    of = { type = "text" },
    label = {
      de = "NACE-BEL-Tätigkeiten (Version:Code)",
      fr = "Activités NACE-BEL (version:code)",
      en = "NACE-BEL activities (version:code)",
    },
  })
  grappe.field("actor", "equipment", {
    type = "list",
    of = { type = "concept", scheme = "wallonia-equipment" },
    label = { de = "Gemeinsame Ausstattung", fr = "Équipements partagés", en = "Shared equipment" },
  })
  grappe.field("actor", "surface", {
    type = "number",
    label = { de = "Fläche (m²)", fr = "Surface (m²)", en = "Surface (m²)" },
  })
  grappe.field("actor", "equipment_locator", {
    type = "text",
    label = {
      de = "Wo die Quelle die Ausstattung nennt",
      fr = "Où la source dit l'équipement",
      en = "Where the source tells the equipment",
    },
  })
  grappe.field("training", "frameworks", {
    type = "list",
    of = { type = "concept", scheme = "wallonia-framework" },
    label = { de = "Referenzrahmen der Bildung", fr = "Référentiels de formation", en = "Frameworks of training" },
  })
  -- Statements of the enterprise register, kept whoever owns the actor.
  grappe.field("actor", "bce_names", {
    type = "list", of = { type = "text" },
    label = {
      de = "Bezeichnungen laut BCE",
      fr = "Dénominations selon la BCE",
      en = "Names in the enterprise register",
    },
  })
  grappe.field("actor", "bce_legal_form", {
    type = "text",
    label = {
      de = "Rechtsform laut BCE",
      fr = "Forme juridique selon la BCE",
      en = "Legal form in the enterprise register",
    },
  })
  grappe.field("actor", "bce_situation", {
    type = "text",
    label = {
      de = "Rechtslage laut BCE (Code)",
      fr = "Situation juridique selon la BCE (code)",
      en = "Legal situation in the enterprise register (code)",
    },
  })
  grappe.field("actor", "bce_founded", {
    type = "date",
    label = {
      de = "Beginn laut BCE",
      fr = "Début selon la BCE",
      en = "Start in the enterprise register",
    },
  })
  grappe.field("actor", "bce_addresses", {
    type = "list", of = { type = "text" },
    label = {
      de = "Anschriften laut BCE",
      fr = "Adresses selon la BCE",
      en = "Addresses in the enterprise register",
    },
  })
  grappe.field("actor", "bce_postcode", {
    type = "text",
    label = {
      de = "Postleitzahl des Sitzes laut BCE",
      fr = "Code postal du siège selon la BCE",
      en = "Postcode of the seat in the enterprise register",
    },
  })
  grappe.field("actor", "bce_websites", {
    type = "list", of = { type = "text" },
    label = {
      de = "Websites laut BCE",
      fr = "Sites web selon la BCE",
      en = "Websites in the enterprise register",
    },
  })
  grappe.field("actor", "bce_establishments", {
    type = "list", of = { type = "text" },
    label = {
      de = "Niederlassungen laut BCE",
      fr = "Unités d'établissement selon la BCE",
      en = "Establishments in the enterprise register",
    },
  })
  grappe.field("actor", "bce_date", {
    type = "date",
    label = {
      de = "Von der BCE bestätigt am",
      fr = "Confirmé par la BCE le",
      en = "Confirmed by the enterprise register on",
    },
  })
  grappe.field("indicator", "policy", {
    type = "boolean",
    label = {
      de = "Beschreibt eine Politik, kein Gewicht",
      fr = "Décrit une politique, non un poids",
      en = "Describes a policy, not a weight",
    },
  })
  grappe.field("indicator", "theme", {
    type = "choice",
    values = themes,
    label = { de = "Thema", fr = "Thème", en = "Theme" },
  })
  grappe.field("project", "answers", {
    type = "list", of = { type = "text" },
    label = {
      de = "Antworten auf die Fragen des Förderwegs",
      fr = "Réponses aux questions du parcours",
      en = "Answers to the questions of the funding route",
    },
  })
  grappe.field("application", "next_step", { type = "text", label = {
    de = "Nächster Schritt",
    fr = "Prochaine étape",
    en = "Next step",
  } })
  grappe.field("application", "due", { type = "date", label = { de = "Termin", fr = "Échéance", en = "Due date" } })
  grappe.field("application", "award", {
    type = "reference", entity = "award", label = { de = "Bewilligung", fr = "Octroi", en = "Award" },
  })
  grappe.field("event", "audience", {
    type = "list", of = { type = "choice", values = audiences },
    label = { de = "Art des Publikums", fr = "Type de public", en = "Type of audience" },
  })
end

return fields
