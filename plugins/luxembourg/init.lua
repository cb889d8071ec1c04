-- Registrations of the Luxembourg plugin: its fields, the report of the network and a command.
grappe.field("actor", "family_basis", {
  type = "choice",
  values = { "map", "inferred", "none" }, audience = "staff",
  label = { de = "Herkunft der Familie", fr = "Origine de la famille", en = "Basis of the family" },
})
grappe.field("actor", "ror_types", {
  type = "text",
  label = { de = "Arten laut ROR", fr = "Types selon ROR", en = "Types in ROR" },
})
grappe.field("actor", "ror_status", {
  type = "choice",
  values = { "active", "inactive", "withdrawn" },
  label = { de = "Status laut ROR", fr = "Statut selon ROR", en = "Status in ROR" },
})

grappe.field("actor", "guide", {
  type = "text",
  label = {
    de = "Dokument für Ratsuchende (Titel oder Adresse)", fr = "Document d'orientation (titre ou adresse)",
    en = "Document for guidance (title or address)",
  },
})

grappe.report {
  id = "reseau",
  title = {
    de = "Netzwerk: die am besten vernetzten Akteure",
    fr = "Réseau : les acteurs les plus reliés",
    en = "Network: the best-connected actors",
  },
  params = {
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { de = "Anzahl der Akteure", fr = "Nombre d'acteurs", en = "Number of actors" },
    },
    territory = {
      type = "reference", entity = "territory", optional = true,
      label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
    },
    since = {
      type = "date", optional = true,
      label = { de = "Mit den Änderungen seit dem", fr = "Avec ce qui a changé depuis le", en = "With what changed since" },
    },
  },
  run = function(params, doc)
    require("lib.network").run(params, doc)
  end,
}

grappe.report {
  id = "hubs",
  title = {
    de = "Hubs und Knoten: wen man zuerst treffen sollte",
    fr = "Hubs et nœuds : qui rencontrer d'abord",
    en = "Hubs and nodes: whom to meet first",
  },
  params = {
    territory = {
      type = "reference", entity = "territory", default = "LU", label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
    },
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { de = "Anzahl der Akteure", fr = "Nombre d'acteurs", en = "Number of actors" },
    },
  },
  run = function(params, doc)
    require("lib.hubs").run(params, doc)
  end,
}

grappe.report {
  id = "consortium",
  title = {
    de = "Konsortium: die kleinstmöglichen Teams",
    fr = "Consortium : les plus petites équipes possibles",
    en = "Consortium: the smallest possible teams",
  },
  params = {
    project = {
      type = "reference", entity = "project", optional = true, label = { de = "Projekt", fr = "Projet", en = "Project" },
    },
    skills = {
      type = "list", of = { type = "concept", scheme = "skill" }, optional = true,
      label = { de = "Gewünschte Kompetenzen", fr = "Compétences voulues", en = "Skills wanted" },
    },
    sectors = {
      type = "list", of = { type = "concept", scheme = "sector" }, optional = true,
      label = { de = "Gewünschte Branchen", fr = "Secteurs voulus", en = "Sectors wanted" },
    },
    territory = {
      type = "reference", entity = "territory", default = "LU", label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
    },
    kinds = {
      type = "list", of = { type = "concept", scheme = "actor-kind" }, optional = true,
      label = {
        de = "Zugelassene Arten von Akteuren (sonst jene, die umsetzen)",
        fr = "Genres d'acteurs admis (sinon ceux qui réalisent)",
        en = "Kinds of actors admitted (else those that do the work)",
      },
    },
    staff_min = {
      type = "integer", min = 1, max = 100000, optional = true,
      label = { de = "Mindestpersonalbestand (VZÄ)", fr = "Effectif minimal (ETP)", en = "Least staff (FTE)" },
    },
    limit = {
      type = "integer", min = 1, max = 50, default = 5,
      label = { de = "Anzahl der Teams", fr = "Nombre d'équipes", en = "Number of teams" },
    },
  },
  run = function(params, doc)
    require("lib.consortium").run(params, doc)
  end,
}

grappe.report {
  id = "presentations",
  title = {
    de = "Kontakte: wer wen kennenlernen sollte",
    fr = "Présentations : qui devrait rencontrer qui",
    en = "Introductions: who should meet whom",
  },
  params = {
    territory = {
      type = "reference", entity = "territory", default = "LU", label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
    },
    kinds = {
      type = "list", of = { type = "concept", scheme = "actor-kind" }, optional = true,
      label = {
        de = "Zugelassene Arten von Akteuren (sonst jene, die umsetzen)",
        fr = "Genres d'acteurs admis (sinon ceux qui réalisent)",
        en = "Kinds of actors admitted (else those that do the work)",
      },
    },
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { de = "Anzahl der Kontakte", fr = "Nombre de présentations", en = "Number of introductions" },
    },
  },
  run = function(params, doc)
    require("lib.introductions").run(params, doc)
  end,
}

grappe.report {
  id = "secteurs",
  title = {
    de = "Teilbranchen: wer und was bekannt ist",
    fr = "Sous-secteurs : qui et quoi est connu",
    en = "Sub-sectors: who and what is known",
  },
  params = {
    territory = {
      type = "reference", entity = "territory", default = "LU", label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
    },
  },
  run = function(params, doc)
    require("lib.sectors").run(params, doc)
  end,
}

grappe.report {
  id = "sessions",
  title = {
    de = "Themensitzungen: Wünsche und Programm",
    fr = "Sessions à thème : attentes et programme",
    en = "Themed sessions: wishes and programme",
  },
  run = function(params, doc)
    require("lib.sessions").run(params, doc)
  end,
}

grappe.report {
  id = "orientation",
  title = {
    de = "Orientierung: die zuständige Einrichtung",
    fr = "Orientation : l'institution compétente",
    en = "Orientation: the competent institution",
  },
  params = {
    question = { type = "text", optional = true,
    label = { de = "Gesuchte Wörter", fr = "Mots cherchés", en = "Words looked for" } },
  },
  run = function(params, doc)
    require("lib.orientation").run(params, doc)
  end,
}

grappe.command {
  id = "avis",
  summary = {
    de = "Erfasst die Rückmeldung einer teilnehmenden Person zu einem Treffen, ohne zu sagen, von wem sie stammt.",
    fr = "Note l'avis d'un participant sur une rencontre, sans dire qui il est.",
    en = "Notes a participant's feedback on a meeting, without saying who it is.",
  },
  params = {
    event = { type = "reference", entity = "event", label = { de = "Treffen", fr = "Rencontre", en = "Meeting" } },
    score = { type = "integer", min = 1, max = 5, optional = true,
    label = { de = "Bewertung von 1 bis 5", fr = "Note de 1 à 5", en = "Score from 1 to 5" } },
    themes = { type = "list", of = { type = "text" }, optional = true,
    label = { de = "Gewünschte Themen", fr = "Thèmes voulus", en = "Themes wanted" } },
    formats = { type = "list", of = { type = "text" }, optional = true,
    label = { de = "Gewünschte Formate", fr = "Formats voulus", en = "Formats wanted" } },
    sectors = {
      type = "list", of = { type = "concept", scheme = "sector" }, optional = true,
      label = { de = "Betroffene Branchen", fr = "Secteurs concernés", en = "Sectors concerned" },
    },
    difficulties = {
      type = "list", of = { type = "text" }, optional = true,
      label = { de = "Schwierigkeiten", fr = "Difficultés", en = "Pain points" },
    },
  },
  run = function(params)
    return { id = require("lib.feedback").add(params).id }
  end,
}

grappe.command {
  id = "isoles",
  summary = {
    de = "Luxemburgische Akteure ohne jede Verbindung.",
    fr = "Acteurs luxembourgeois qu'aucun lien ne touche.",
    en = "Luxembourg actors that no tie touches.",
  },
  run = function()
    return require("lib.network").isolated()
  end,
}

grappe.page {
  path = "sessions",
  title = { de = "Themensitzungen", fr = "Sessions à thème", en = "Themed sessions" },
  run = function(request, doc)
    return require("lib.portal").sessions(request, doc)
  end,
}

grappe.menu { label = { de = "Sitzungen", fr = "Sessions", en = "Sessions" }, path = "sessions", order = 40 }

grappe.form {
  id = "proposer",
  title = {
    de = "Ein Thema vorschlagen oder eine Sitzung ausrichten", fr = "Proposer un thème ou accueillir une session",
    en = "Propose a theme, or host a session",
  },
  text = {
    de = "Das Team des Clusters liest jeden Vorschlag, bevor etwas erscheint.",
    fr = "L'équipe du cluster lit chaque proposition avant que quoi que ce soit ne paraisse.",
    en = "The cluster's team reads each proposal before anything appears.",
  },
  audience = "public",
  fields = {
    { name = "theme", type = "text", max_length = 120, label = { de = "Thema", fr = "Thème", en = "Theme" } },
    {
      name = "description", type = "text", multiline = true, max_length = 2000, optional = true,
      label = { de = "Worum es gehen soll", fr = "Ce dont il s'agirait", en = "What it would be about" },
    },
    {
      name = "sectors", type = "list", of = { type = "concept", scheme = "sector" }, optional = true,
      label = { de = "Betroffene Branchen", fr = "Secteurs concernés", en = "Sectors concerned" },
    },
    {
      name = "format", type = "choice", values = { "onsite", "online", "hybrid" }, optional = true,
      label = { de = "Form", fr = "Format", en = "Format" },
      labels = {
        onsite = { de = "vor Ort", fr = "sur place", en = "on site" }, online = { de = "online", fr = "en ligne", en = "online" },
        hybrid = { de = "hybrid", fr = "hybride", en = "hybrid" },
      },
    },
    {
      name = "host", type = "text", optional = true,
      label = { de = "Wer ausrichtet", fr = "Qui accueille", en = "Who hosts" },
      hint = {
        de = "Der Name einer Organisation des Verzeichnisses, wenn sie den Raum stellt.",
        fr = "Le nom d'une organisation de l'annuaire, si elle prête ses locaux.",
        en = "The name of an organisation of the directory, if it offers its rooms.",
      },
    },
  },
  submit = function(values)
    return require("lib.portal").propose(values)
  end,
}

grappe.card {
  on = "actor",
  title = { de = "Könnte eine Sitzung ausrichten", fr = "Pourrait accueillir une session", en = "Could host a session" },
  run = function(actor, doc)
    return require("lib.portal").card(actor, doc)
  end,
}
