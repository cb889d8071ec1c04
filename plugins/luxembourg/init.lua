-- Registrations of the Luxembourg plugin: its fields, the report of the network and a command.
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
  id = "reseau",
  title = { fr = "Réseau : les acteurs les plus reliés", en = "Network: the best-connected actors" },
  params = {
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { fr = "Nombre d'acteurs", en = "Number of actors" },
    },
    territory = {
      type = "reference", entity = "territory", optional = true,
      label = { fr = "Territoire", en = "Territory" },
    },
  },
  run = function(params, doc)
    require("lib.reseau").run(params, doc)
  end,
}

grappe.report {
  id = "hubs",
  title = { fr = "Hubs et nœuds : qui rencontrer d'abord", en = "Hubs and nodes: whom to meet first" },
  params = {
    territory = {
      type = "reference", entity = "territory", default = "LU", label = { fr = "Territoire", en = "Territory" },
    },
    limit = {
      type = "integer", min = 1, max = 100, default = 10, label = { fr = "Nombre d'acteurs", en = "Number of actors" },
    },
  },
  run = function(params, doc)
    require("lib.hubs").run(params, doc)
  end,
}

grappe.report {
  id = "consortium",
  title = { fr = "Consortium : les plus petites équipes possibles", en = "Consortium: the smallest possible teams" },
  params = {
    project = {
      type = "reference", entity = "project", optional = true, label = { fr = "Projet", en = "Project" },
    },
    skills = {
      type = "list", of = { type = "concept", scheme = "skill" }, optional = true,
      label = { fr = "Compétences voulues", en = "Skills wanted" },
    },
    sectors = {
      type = "list", of = { type = "concept", scheme = "sector" }, optional = true,
      label = { fr = "Secteurs voulus", en = "Sectors wanted" },
    },
    territory = {
      type = "reference", entity = "territory", default = "LU", label = { fr = "Territoire", en = "Territory" },
    },
    staff_min = {
      type = "integer", min = 1, max = 100000, optional = true,
      label = { fr = "Effectif minimal (ETP)", en = "Least staff (FTE)" },
    },
    limit = {
      type = "integer", min = 1, max = 50, default = 5, label = { fr = "Nombre d'équipes", en = "Number of teams" },
    },
  },
  run = function(params, doc)
    require("lib.consortium").run(params, doc)
  end,
}

grappe.report {
  id = "sessions",
  title = { fr = "Sessions à thème : attentes et programme", en = "Themed sessions: wishes and programme" },
  run = function(params, doc)
    require("lib.sessions").run(params, doc)
  end,
}

grappe.report {
  id = "orientation",
  title = { fr = "Orientation : l'institution compétente", en = "Orientation: the competent institution" },
  params = {
    question = { type = "text", optional = true, label = { fr = "Mots cherchés", en = "Words looked for" } },
  },
  run = function(params, doc)
    require("lib.orientation").run(params, doc)
  end,
}

grappe.command {
  id = "avis",
  summary = {
    fr = "Note l'avis d'un participant sur une rencontre, sans dire qui il est.",
    en = "Notes a participant's feedback on a meeting, without saying who it is.",
  },
  params = {
    event = { type = "reference", entity = "event", label = { fr = "Rencontre", en = "Meeting" } },
    score = { type = "integer", min = 1, max = 5, optional = true, label = { fr = "Note de 1 à 5", en = "Score from 1 to 5" } },
    themes = { type = "list", of = { type = "text" }, optional = true, label = { fr = "Thèmes voulus", en = "Themes wanted" } },
    formats = { type = "list", of = { type = "text" }, optional = true, label = { fr = "Formats voulus", en = "Formats wanted" } },
    sectors = {
      type = "list", of = { type = "concept", scheme = "sector" }, optional = true,
      label = { fr = "Secteurs concernés", en = "Sectors concerned" },
    },
    difficulties = {
      type = "list", of = { type = "text" }, optional = true, label = { fr = "Difficultés", en = "Pain points" },
    },
  },
  run = function(params)
    params.difficulties, params.pain_points = nil, params.difficulties
    return { id = grappe.feedbacks.add(params).id }
  end,
}

grappe.command {
  id = "isoles",
  summary = { fr = "Acteurs luxembourgeois qu'aucun lien ne touche.", en = "Luxembourg actors that no tie touches." },
  run = function()
    return require("lib.reseau").isolated()
  end,
}
