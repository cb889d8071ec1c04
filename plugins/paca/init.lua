-- Registrations of the plugin of Provence-Alpes-Côte d'Azur: its fields, its report and a command.
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

-- What the register Sirene says, kept whoever owns the actor.
grappe.field("actor", "sirene_siret", {
  type = "text", label = { fr = "SIRET du siège selon Sirene", en = "SIRET of the seat in Sirene" },
})
grappe.field("actor", "sirene_address", {
  type = "text", label = { fr = "Adresse du siège selon Sirene", en = "Address of the seat in Sirene" },
})
grappe.field("actor", "sirene_postcode", {
  type = "text", label = { fr = "Code postal du siège selon Sirene", en = "Postcode of the seat in Sirene" },
})
grappe.field("actor", "sirene_activities", {
  type = "list", of = { type = "text" },
  label = { fr = "Activités NAF selon Sirene (version:code)", en = "NAF activities in Sirene (version:code)" },
})
grappe.field("actor", "sirene_category", {
  type = "text", label = { fr = "Catégorie juridique selon Sirene (code)", en = "Legal category in Sirene (code)" },
})
grappe.field("actor", "sirene_founded", {
  type = "date", label = { fr = "Création selon Sirene", en = "Creation in Sirene" },
})
grappe.field("actor", "sirene_state", {
  type = "choice", values = { "active", "closed" },
  label = { fr = "État administratif selon Sirene", en = "Administrative state in Sirene" },
})
grappe.field("actor", "sirene_date", {
  type = "date", label = { fr = "Confirmé par Sirene le", en = "Confirmed by Sirene on" },
})

grappe.importer {
  id = "sirene",
  title = {
    fr = "Stock du répertoire Sirene (StockEtablissement, StockUniteLegale)",
    en = "Stock files of the register Sirene (StockEtablissement, StockUniteLegale)",
  },
  accepts = { "text/csv" },
  params = {
    only = {
      type = "choice", values = { "known" }, optional = true,
      label = { fr = "known : n'ajouter aucun acteur", en = "known: add no actor" },
    },
    nace = {
      type = "text", optional = true,
      label = { fr = "Ajouter ces activités (débuts de codes NAF, 59,62)", en = "Add these activities (beginnings of NAF codes, 59,62)" },
    },
    postcode = {
      type = "text", optional = true,
      label = { fr = "Ajouter ces codes postaux (13000-13999)", en = "Add these postcodes (13000-13999)" },
    },
    date = { type = "date", optional = true, label = { fr = "Date du stock", en = "Date of the stock" } },
  },
  run = function(_, params)
    return require("lib.sirene").run(params)
  end,
}

grappe.report {
  id = "ecosysteme",
  title = { fr = "Écosystème de Provence-Alpes-Côte d'Azur", en = "Ecosystem of Provence-Alpes-Côte d'Azur" },
  params = {
    departement = {
      type = "choice", optional = true,
      values = { "FR-04", "FR-05", "FR-06", "FR-13", "FR-83", "FR-84" },
      label = { fr = "Département", en = "Département" },
    },
    kind = {
      type = "concept", scheme = "actor-kind", optional = true,
      label = { fr = "Genre", en = "Kind" },
    },
  },
  run = function(params, doc)
    require("lib.ecosystem").run(params, doc)
  end,
}

grappe.field("relation", "pipeline", {
  type = "choice",
  values = { "identified", "interested", "contacted", "negotiating", "agreed", "active" },
  label = { fr = "Avancement du partenariat", en = "Stage of the partnership" },
})
grappe.field("relation", "next_step", {
  type = "text",
  label = { fr = "Prochaine étape", en = "Next step" },
})
grappe.field("relation", "stage_since", {
  type = "date",
  label = { fr = "Avancement atteint le", en = "Stage reached on" },
})
grappe.field("relation", "owner", {
  type = "choice",
  values = { "management", "international", "projects", "funding", "communication", "membership" },
  label = { fr = "Fonction responsable", en = "Role in charge" },
})
grappe.field("relation", "due", {
  type = "date", indexed = true,
  label = { fr = "Échéance de la prochaine étape", en = "Due date of the next step" },
})
grappe.field("relation", "log", {
  type = "list", of = { type = "text" },
  label = { fr = "Journal du partenariat", en = "Log of the partnership" },
})

local owners = { "management", "international", "projects", "funding", "communication", "membership" }
local departements = { "FR-04", "FR-05", "FR-06", "FR-13", "FR-83", "FR-84" }

grappe.report {
  id = "poles",
  title = { fr = "Les deux pôles : liens, ponts, présentations", en = "The two poles: ties, bridges, introductions" },
  params = {
    first = { type = "choice", values = departements, default = "FR-13", label = { fr = "Premier pôle", en = "First pole" } },
    second = { type = "choice", values = departements, default = "FR-06", label = { fr = "Second pôle", en = "Second pole" } },
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { fr = "Nombre de présentations", en = "Number of introductions" },
    },
  },
  run = function(params, doc)
    require("lib.clusters").run(params, doc)
  end,
}

grappe.report {
  id = "maillon",
  title = {
    fr = "Le maillon manquant : créés, non accompagnés, non financés",
    en = "The missing link: created, not accompanied, not funded",
  },
  run = function(params, doc)
    require("lib.missing_link").run(params, doc)
  end,
}

grappe.report {
  id = "export",
  title = { fr = "Export : partenaires étrangers et préparation des acteurs", en = "Export: foreign partners and readiness" },
  params = {
    kind = {
      type = "list", of = { type = "concept", scheme = "actor-kind" }, default = { "company", "cluster", "freelancer", "association" },
      label = { fr = "Genres d'acteurs", en = "Kinds of actors" },
    },
  },
  run = function(params, doc)
    require("lib.export").run(params, doc)
  end,
}

grappe.report {
  id = "chaine",
  title = { fr = "La chaîne de valeur, maillon par maillon", en = "The value chain, link by link" },
  params = {
    departement = {
      type = "choice", values = departements, optional = true, label = { fr = "Département", en = "Département" },
    },
  },
  run = function(params, doc)
    require("lib.value_chain").run(params, doc)
  end,
}

grappe.report {
  id = "relances",
  title = { fr = "Relances : les prochaines étapes des partenariats", en = "Reminders: the next steps of partnerships" },
  params = {
    date = { type = "date", optional = true, label = { fr = "À la date du", en = "As of" } },
    ["until"] = { type = "date", optional = true, label = { fr = "Échéances jusqu'au", en = "Due until" } },
    owner = { type = "choice", values = owners, optional = true, label = { fr = "Fonction responsable", en = "Role in charge" } },
  },
  run = function(params, doc)
    require("lib.reminders").run(params, doc)
  end,
}

grappe.command {
  id = "partenaire",
  summary = {
    fr = "Tient un partenariat étranger du pôle : avancement, fonction responsable, prochaine étape, journal.",
    en = "Keeps a foreign partnership of the cluster: stage, role in charge, next step, log.",
  },
  params = {
    actor = { type = "reference", entity = "actor", label = { fr = "Partenaire", en = "Partner" } },
    stage = {
      type = "choice", values = { "identified", "interested", "contacted", "negotiating", "agreed", "active" }, optional = true,
      label = { fr = "Avancement", en = "Stage" },
    },
    date = { type = "date", optional = true, label = { fr = "Date du fait (sinon aujourd'hui)", en = "Date of the fact (else today)" } },
    owner = {
      type = "choice", values = owners, optional = true,
      label = { fr = "Fonction responsable, non une personne", en = "Role in charge, not a person" },
    },
    next_step = { type = "text", optional = true, label = { fr = "Prochaine étape", en = "Next step" } },
    due = { type = "date", optional = true, label = { fr = "Échéance de la prochaine étape", en = "Due date of the next step" } },
    done = {
      type = "boolean", default = false, label = { fr = "L'étape prévue est faite", en = "The step that was planned is done" },
    },
    note = { type = "text", optional = true, label = { fr = "Ce qui s'est passé", en = "What happened" } },
  },
  run = function(params)
    local relation = require("lib.partners").advance(params)
    return {
      id = relation.id, partner = params.actor, stage = relation["paca.pipeline"], owner = relation["paca.owner"],
      next_step = relation["paca.next_step"], due = relation["paca.due"], entries = #relation["paca.log"],
    }
  end,
}

require("lib.rules").register()
