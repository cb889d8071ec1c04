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

grappe.command {
  id = "partenaire",
  summary = {
    fr = "Note où en est un partenariat étranger du pôle.",
    en = "Notes how far a foreign partnership of the cluster has come.",
  },
  params = {
    actor = { type = "reference", entity = "actor", label = { fr = "Partenaire", en = "Partner" } },
    stage = {
      type = "choice", values = { "identified", "interested", "contacted", "negotiating", "agreed", "active" },
      label = { fr = "Avancement", en = "Stage" },
    },
    next_step = { type = "text", optional = true, label = { fr = "Prochaine étape", en = "Next step" } },
  },
  run = function(params)
    local relation = require("lib.export").advance(params)
    return { id = relation.id, partner = params.actor, stage = relation["paca.pipeline"] }
  end,
}

require("lib.rules").register()
