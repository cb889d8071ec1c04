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

local given_answers = {
  fr = "Réponses, comme icc=oui ou secteur=xr,jeu-video", en = "Answers, such as icc=yes or secteur=xr,jeu-video",
}

grappe.field("project", "answers", {
  type = "list", of = { type = "text" },
  label = { fr = "Réponses aux questions du parcours", en = "Answers to the questions of the funding route" },
})
grappe.field("application", "next_step", { type = "text", label = { fr = "Prochaine étape", en = "Next step" } })
grappe.field("application", "due", { type = "date", label = { fr = "Échéance", en = "Due date" } })
grappe.field("application", "award", {
  type = "reference", entity = "award", label = { fr = "Octroi", en = "Award" },
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
    repondre = { type = "list", of = { type = "text" }, optional = true, label = given_answers },
  },
  run = function(params, doc)
    require("lib.pathway").run(params, doc)
  end,
}

grappe.command {
  id = "parcours",
  summary = {
    fr = "Répond aux questions d'un parcours et dit la suivante ; --retenir garde les réponses avec le projet.",
    en = "Answers the questions of a funding route and gives the next; --retenir keeps the answers with the project.",
  },
  params = {
    project = { type = "reference", entity = "project", label = { fr = "Projet", en = "Project" } },
    repondre = { type = "list", of = { type = "text" }, optional = true, label = given_answers },
    retenir = { type = "boolean", default = false, label = { fr = "Garder les réponses", en = "Keep the answers" } },
    date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } },
  },
  run = function(params)
    return require("lib.pathway").answer(params)
  end,
}

grappe.command {
  id = "dossier",
  summary = {
    fr = "Tient un dossier de demande : brouillon, dépôt, décision, prochaine étape et sa date.",
    en = "Keeps an application: draft, submission, decision, next step and its date.",
  },
  params = {
    call = { type = "reference", entity = "call", label = { fr = "Financement", en = "Funding" } },
    project = { type = "reference", entity = "project", optional = true, label = { fr = "Projet", en = "Project" } },
    actor = { type = "reference", entity = "actor", optional = true, label = { fr = "Demandeur", en = "Applicant" } },
    state = {
      type = "choice", optional = true, label = { fr = "État", en = "State" },
      values = { "draft", "submitted", "eligible", "ineligible", "awarded", "rejected", "withdrawn" },
    },
    date = { type = "date", optional = true, label = { fr = "Date du fait (sinon aujourd'hui)", en = "Date of the fact (else today)" } },
    amount = {
      type = "integer", min = 1, max = 1000000000, optional = true,
      label = { fr = "Montant demandé, ou octroyé, en euros", en = "Amount asked for, or awarded, in euros" },
    },
    next_step = { type = "text", optional = true, label = { fr = "Prochaine étape", en = "Next step" } },
    due = { type = "date", optional = true, label = { fr = "Échéance de la prochaine étape", en = "Due date of the next step" } },
    reasons = { type = "list", of = { type = "text" }, optional = true, label = { fr = "Motifs de la décision", en = "Reasons" } },
  },
  run = function(params)
    local application = require("lib.applications").advance(params)
    return {
      id = application.id, applicant = application.applicant, call = application.call, state = application.status,
      decided = application.decided_on, next_step = application["wallonia.next_step"], due = application["wallonia.due"],
      award = application["wallonia.award"],
    }
  end,
}

grappe.report {
  id = "dossiers",
  title = { fr = "Dossiers de demande et prochaines étapes", en = "Applications and their next steps" },
  params = {
    project = { type = "reference", entity = "project", optional = true, label = { fr = "Projet", en = "Project" } },
    date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } },
  },
  run = function(params, doc)
    require("lib.follow_up").run(params, doc)
  end,
}

grappe.report {
  id = "echeances",
  title = { fr = "Échéances des financements", en = "Closing dates of funding" },
  params = {
    days = { type = "integer", min = 1, max = 3660, default = 60, label = { fr = "Jours à venir", en = "Days ahead" } },
    date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } },
  },
  run = function(params, doc)
    require("lib.closing").run(params, doc)
  end,
}

grappe.job {
  id = "echeances",
  title = { fr = "Avertit des clôtures à 30, 7 et 1 jours", en = "Warns 30, 7 and 1 days before closing dates" },
  cron = "0 7 * * *",
  zone = "Europe/Brussels",
  run = function()
    return require("lib.closing").alert(grappe.today())
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
  run = function(rows)
    return require("lib.bce").run(rows)
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
