-- Registrations of the Walloon plugin: its fields, its reports and its commands.
local stages = { "idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export" }
local levels = { "eu", "federal", "national", "regional", "community", "local", "private" }
local themes = { "economie", "emploi", "formation", "entreprises", "recherche", "financement", "communaute", "societe" }
local shown_themes = {
  "economie", "emploi", "formation", "entreprises", "recherche", "financement", "communaute", "pilotage", "societe",
}

grappe.field("actor", "label", {
  type = "boolean",
  label = { fr = "Label wake!", en = "wake! label" },
})
grappe.field("actor", "type", {
  type = "list",
  of = { type = "concept", scheme = "wallonia-type" },
  label = { fr = "Type du livre blanc", en = "Type of the white paper" },
})
grappe.field("actor", "family_basis", {
  type = "choice",
  values = { "map", "inferred", "none" },
  label = { fr = "Origine de la famille", en = "Basis of the family" },
})
grappe.field("actor", "ror_types", {
  type = "text",
  label = { fr = "Types selon ROR", en = "Types in ROR" },
})
grappe.field("actor", "ror_status", {
  type = "choice",
  values = { "active", "inactive", "withdrawn" },
  label = { fr = "Statut selon ROR", en = "Status in ROR" },
})
grappe.field("actor", "nace", {
  type = "list",
  of = { type = "text" },
  label = { fr = "Activités NACE-BEL (version:code)", en = "NACE-BEL activities (version:code)" },
})
-- What the enterprise register says, kept whoever owns the actor.
grappe.field("actor", "bce_names", {
  type = "list", of = { type = "text" },
  label = { fr = "Dénominations selon la BCE", en = "Names in the enterprise register" },
})
grappe.field("actor", "bce_legal_form", {
  type = "text", label = { fr = "Forme juridique selon la BCE", en = "Legal form in the enterprise register" },
})
grappe.field("actor", "bce_situation", {
  type = "text", label = { fr = "Situation juridique selon la BCE (code)", en = "Legal situation in the enterprise register (code)" },
})
grappe.field("actor", "bce_founded", {
  type = "date", label = { fr = "Début selon la BCE", en = "Start in the enterprise register" },
})
grappe.field("actor", "bce_addresses", {
  type = "list", of = { type = "text" },
  label = { fr = "Adresses selon la BCE", en = "Addresses in the enterprise register" },
})
grappe.field("actor", "bce_postcode", {
  type = "text", label = { fr = "Code postal du siège selon la BCE", en = "Postcode of the seat in the enterprise register" },
})
grappe.field("actor", "bce_websites", {
  type = "list", of = { type = "text" },
  label = { fr = "Sites web selon la BCE", en = "Websites in the enterprise register" },
})
grappe.field("actor", "bce_establishments", {
  type = "list", of = { type = "text" },
  label = { fr = "Unités d'établissement selon la BCE", en = "Establishments in the enterprise register" },
})
grappe.field("actor", "bce_date", {
  type = "date", label = { fr = "Confirmé par la BCE le", en = "Confirmed by the enterprise register on" },
})
grappe.field("actor", "equipment", {
  type = "list",
  of = { type = "concept", scheme = "wallonia-equipment" },
  label = { fr = "Équipements partagés", en = "Shared equipment" },
})
grappe.field("actor", "surface", {
  type = "number",
  label = { fr = "Surface (m²)", en = "Surface (m²)" },
})
grappe.field("actor", "equipment_locator", {
  type = "text",
  label = { fr = "Où la source dit l'équipement", en = "Where the source tells the equipment" },
})
grappe.field("training", "frameworks", {
  type = "list",
  of = { type = "concept", scheme = "wallonia-framework" },
  label = { fr = "Référentiels de formation", en = "Frameworks of training" },
})
grappe.field("indicator", "policy", {
  type = "boolean",
  label = { fr = "Décrit une politique, non un poids", en = "Describes a policy, not a weight" },
})
grappe.field("indicator", "theme", {
  type = "choice",
  values = themes,
  label = { fr = "Thème", en = "Theme" },
})

local family = { type = "concept", scheme = "family", optional = true, label = { fr = "Famille", en = "Family" } }
local sector = { type = "concept", scheme = "sector", optional = true, label = { fr = "Secteur", en = "Sector" } }
local city = { type = "text", optional = true, label = { fr = "Ville", en = "City" } }
local territory = {
  type = "reference", entity = "territory", optional = true,
  label = { fr = "Territoire", en = "Territory" },
}

grappe.report {
  id = "cartographie",
  title = { fr = "Cartographie de l'écosystème créatif", en = "Map of the creative ecosystem" },
  params = { family = family, sector = sector, city = city, territory = territory },
  run = function(params, doc)
    require("lib.mapping").run(params, doc)
  end,
}

local audiences = { "b2b", "b2c", "niche", "mass" }

grappe.field("event", "audience", {
  type = "list", of = { type = "choice", values = audiences },
  label = { fr = "Type de public", en = "Type of audience" },
})

grappe.report {
  id = "agenda",
  title = { fr = "Agenda de la créativité numérique", en = "Agenda of digital creativity" },
  params = {
    from = { type = "date", optional = true, label = { fr = "À partir du", en = "From" } },
    unknown_dates = {
      type = "boolean", default = false,
      label = { fr = "Avec ceux dont aucune année n'est dite", en = "With those of which no year is said" },
    },
    city = city,
    kind = { type = "concept", scheme = "event-kind", optional = true, label = { fr = "Genre", en = "Kind" } },
    theme = { type = "concept", scheme = "sector", optional = true, label = { fr = "Thème", en = "Theme" } },
    audience = { type = "choice", values = audiences, optional = true, label = { fr = "Public", en = "Audience" } },
    territory = territory,
  },
  run = function(params, doc)
    require("lib.agenda").run(params, doc)
  end,
}

grappe.report {
  id = "financements",
  title = { fr = "Financements ouverts en Wallonie", en = "Funding open in Wallonia" },
  params = {
    stage = { type = "choice", values = stages, optional = true, label = { fr = "Stade", en = "Stage" } },
    level = { type = "choice", values = levels, optional = true, label = { fr = "Niveau", en = "Level" } },
    date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } },
    detail = {
      type = "boolean", default = false,
      label = { fr = "Exclusions, lacunes et changements proposés", en = "Exclusions, gaps and proposed changes" },
    },
  },
  run = function(params, doc)
    require("lib.funding").run(params, doc)
  end,
}

grappe.report {
  id = "indicateurs",
  title = { fr = "Indicateurs de la créativité numérique", en = "Figures of digital creativity" },
  params = {
    theme = { type = "choice", values = shown_themes, optional = true, label = { fr = "Thème", en = "Theme" } },
    territory = territory,
  },
  run = function(params, doc)
    require("lib.indicators").run(params, doc)
  end,
}

grappe.report {
  id = "competences",
  title = { fr = "Compétences : besoins et formations", en = "Skills: needs and trainings" },
  params = {
    skill = { type = "concept", scheme = "skill", optional = true, label = { fr = "Compétence", en = "Skill" } },
    segment = {
      type = "choice", values = { "initial", "continuing", "work-study", "jobseekers", "other" }, optional = true,
      label = { fr = "Segment", en = "Segment" },
    },
    city = city,
  },
  run = function(params, doc)
    require("lib.competences").run(params, doc)
  end,
}

grappe.report {
  id = "equipements",
  title = { fr = "Équipements partagés", en = "Shared equipment" },
  params = {
    equipment = {
      type = "concept", scheme = "wallonia-equipment", optional = true, label = { fr = "Équipement", en = "Equipment" },
    },
    territory = territory,
  },
  run = function(params, doc)
    require("lib.equipment").run(params, doc)
  end,
}

grappe.report {
  id = "communaute",
  title = { fr = "La communauté : pilotage, membres, labels", en = "The community: steering, members, labels" },
  params = { date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } } },
  run = function(params, doc)
    require("lib.community").run(params, doc)
  end,
}

grappe.report {
  id = "parcours",
  title = { fr = "Parcours de financement d'un projet", en = "Funding route of a project" },
  params = {
    project = { type = "reference", entity = "project", label = { fr = "Projet", en = "Project" } },
    date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } },
  },
  run = function(params, doc)
    require("lib.pathway").run(params, doc)
  end,
}

grappe.report {
  id = "retombees",
  title = { fr = "Retombées des aides", en = "Returns of public aid" },
  params = {
    call = { type = "reference", entity = "call", optional = true, label = { fr = "Appel", en = "Call" } },
    territory = {
      type = "reference", entity = "territory", default = "BE-WAL",
      label = { fr = "Territoire dont les dépenses comptent", en = "Territory whose spending counts" },
    },
  },
  run = function(params, doc)
    require("lib.outcomes").run(params, doc)
  end,
}

grappe.command {
  id = "exemples",
  summary = {
    fr = "Ajoute quatre projets d'exemple, inventés, pour essayer le parcours ; --given non les retire.",
    en = "Adds four example projects, invented, to try the route; --given no removes them.",
  },
  params = { given = { type = "boolean", default = true, label = { fr = "Présents", en = "Present" } } },
  run = function(params)
    local exemples = require "lib.examples"
    if params.given then
      return exemples.add()
    end
    exemples.remove()
    return {}
  end,
}

grappe.report {
  id = "barometre",
  title = { fr = "Baromètre mensuel de l'écosystème", en = "Monthly barometer of the ecosystem" },
  run = function(params, doc)
    require("lib.barometer").run(params, doc)
  end,
}

grappe.job {
  id = "barometre",
  title = { fr = "Compte l'écosystème chaque mois", en = "Counts the ecosystem every month" },
  cron = "0 6 1 * *",
  zone = "Europe/Brussels",
  run = function()
    require("lib.barometer").take(grappe.today())
  end,
}

grappe.importer {
  id = "bce",
  title = {
    fr = "Données ouvertes de la Banque-Carrefour des Entreprises",
    en = "Open data of the Belgian enterprise register",
  },
  accepts = { "text/csv" },
  params = {
    only = {
      type = "choice", values = { "known" }, optional = true,
      label = { fr = "known : n'ajouter aucun acteur", en = "known: add no actor" },
    },
    nace = {
      type = "text", optional = true,
      label = { fr = "Ajouter ces activités (débuts de codes, 59,62)", en = "Add these activities (beginnings of codes, 59,62)" },
    },
    postcode = {
      type = "text", optional = true,
      label = { fr = "Ajouter ces codes postaux (5000-5999,1000)", en = "Add these postcodes (5000-5999,1000)" },
    },
    date = {
      type = "date", optional = true,
      label = { fr = "Date du registre, sans meta.csv", en = "Date of the register, without meta.csv" },
    },
  },
  run = function(_, params)
    return require("lib.bce").run(params)
  end,
}

grappe.command {
  id = "audit",
  summary = {
    fr = "Ce qui manque à la cartographie ; --check nomme les acteurs concernés.",
    en = "What the map lacks; --check names the actors concerned.",
  },
  params = {
    check = {
      type = "choice", optional = true,
      values = { "family", "sector", "city", "province", "website", "founded", "description", "identifier", "tie" },
      label = { fr = "Vérification", en = "Check" },
    },
  },
  run = function(params)
    local audit = require "lib.audit"
    return params.check and audit.list(params.check) or audit.summary()
  end,
}

grappe.command {
  id = "label",
  summary = { fr = "Attribue ou retire un label à un acteur.", en = "Gives a label to an actor, or withdraws it." },
  params = {
    actor = { type = "reference", entity = "actor", label = { fr = "Acteur", en = "Actor" } },
    label = { type = "reference", entity = "label", default = "label-wake", label = { fr = "Label", en = "Label" } },
    given = { type = "boolean", default = true, label = { fr = "Attribué", en = "Given" } },
    expires = { type = "date", optional = true, label = { fr = "Valable jusqu'au", en = "Valid until" } },
  },
  run = function(params)
    return require("lib.labelling").set(params)
  end,
}

grappe.command {
  id = "besoin",
  summary = {
    fr = "Publie le besoin de compétence d'un acteur ; dit qui l'enseigne déjà.",
    en = "Publishes an actor's need for a skill; says who teaches it already.",
  },
  params = {
    actor = { type = "reference", entity = "actor", label = { fr = "Acteur", en = "Actor" } },
    skill = { type = "concept", scheme = "skill", label = { fr = "Compétence", en = "Skill" } },
    count = { type = "integer", min = 1, max = 10000, default = 1, label = { fr = "Postes", en = "Posts" } },
    urgency = {
      type = "choice", values = { "low", "medium", "high" }, default = "medium",
      label = { fr = "Urgence", en = "Urgency" },
    },
  },
  run = function(params)
    return require("lib.need").publish(params)
  end,
}

require("lib.rules").register()
