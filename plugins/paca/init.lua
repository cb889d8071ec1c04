-- Registrations of the plugin of Provence-Alpes-Côte d'Azur: its fields, its report and a command.
grappe.field("actor", "family_basis", {
  type = "choice",
  values = { "map", "inferred", "none" }, audience = "staff",
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

-- Statements of the register Sirene, kept whoever owns the actor.
grappe.field("actor", "sirene_siret", {
  type = "text",
  label = {
    de = "SIRET des Sitzes laut Sirene",
    fr = "SIRET du siège selon Sirene",
    en = "SIRET of the seat in Sirene",
  },
})
grappe.field("actor", "sirene_address", {
  type = "text",
  label = {
    de = "Anschrift des Sitzes laut Sirene",
    fr = "Adresse du siège selon Sirene",
    en = "Address of the seat in Sirene",
  },
})
grappe.field("actor", "sirene_postcode", {
  type = "text",
  label = {
    de = "Postleitzahl des Sitzes laut Sirene",
    fr = "Code postal du siège selon Sirene",
    en = "Postcode of the seat in Sirene",
  },
})
grappe.field("actor", "sirene_activities", {
  type = "list", of = { type = "text" },
  label = {
    de = "NAF-Tätigkeiten laut Sirene (Version:Code)",
    fr = "Activités NAF selon Sirene (version:code)",
    en = "NAF activities in Sirene (version:code)",
  },
})
grappe.field("actor", "sirene_category", {
  type = "text",
  label = {
    de = "Rechtskategorie laut Sirene (Code)",
    fr = "Catégorie juridique selon Sirene (code)",
    en = "Legal category in Sirene (code)",
  },
})
grappe.field("actor", "sirene_founded", {
  type = "date", label = { de = "Gründung laut Sirene", fr = "Création selon Sirene", en = "Creation in Sirene" },
})
grappe.field("actor", "sirene_state", {
  type = "choice", values = { "active", "closed" },
  label = {
    de = "Verwaltungsstand laut Sirene",
    fr = "État administratif selon Sirene",
    en = "Administrative state in Sirene",
  },
})
grappe.field("actor", "sirene_date", {
  type = "date",
  label = {
    de = "Von Sirene bestätigt am",
    fr = "Confirmé par Sirene le",
    en = "Confirmed by Sirene on",
  },
})

grappe.importer {
  id = "sirene",
  title = {
    de = "Bestand des Registers Sirene (StockEtablissement, StockUniteLegale)",
    fr = "Stock du répertoire Sirene (StockEtablissement, StockUniteLegale)",
    en = "Stock files of the register Sirene (StockEtablissement, StockUniteLegale)",
  },
  accepts = { "text/csv" },
  params = require("europe.lib.registers").params("13000-13999", {
    de = "Datum des Bestands",
    fr = "Date du stock",
    en = "Date of the stock",
  }),
  run = function(_, params)
    return require("lib.sirene").run(params)
  end,
}

grappe.report {
  id = "ecosysteme",
  title = {
    de = "Ökosystem von Provence-Alpes-Côte d'Azur",
    fr = "Écosystème de Provence-Alpes-Côte d'Azur",
    en = "Ecosystem of Provence-Alpes-Côte d'Azur",
  },
  params = {
    departement = {
      type = "choice", optional = true,
      values = { "FR-04", "FR-05", "FR-06", "FR-13", "FR-83", "FR-84" },
      label = { de = "Département", fr = "Département", en = "Département" },
    },
    kind = {
      type = "concept", scheme = "actor-kind", optional = true,
      label = { de = "Art", fr = "Genre", en = "Kind" },
    },
  },
  run = function(params, doc)
    require("lib.ecosystem").run(params, doc)
  end,
}

grappe.field("relation", "pipeline", {
  type = "choice",
  values = { "identified", "interested", "contacted", "negotiating", "agreed", "active" },
  label = { de = "Stand der Partnerschaft", fr = "Avancement du partenariat", en = "Stage of the partnership" },
})
grappe.field("relation", "next_step", {
  type = "text",
  label = { de = "Nächster Schritt", fr = "Prochaine étape", en = "Next step" },
})
grappe.field("relation", "stage_since", {
  type = "date",
  label = { de = "Stand erreicht am", fr = "Avancement atteint le", en = "Stage reached on" },
})
grappe.field("relation", "owner", {
  type = "choice",
  values = { "management", "international", "projects", "funding", "communication", "membership" },
  label = { de = "Zuständige Funktion", fr = "Fonction responsable", en = "Role in charge" },
})
grappe.field("relation", "due", {
  type = "date", indexed = true,
  label = {
    de = "Termin des nächsten Schritts",
    fr = "Échéance de la prochaine étape",
    en = "Due date of the next step",
  },
})
grappe.field("relation", "log", {
  type = "list", of = { type = "text" },
  label = { de = "Verlauf der Partnerschaft", fr = "Journal du partenariat", en = "Log of the partnership" },
})

local owners = { "management", "international", "projects", "funding", "communication", "membership" }
local departements = { "FR-04", "FR-05", "FR-06", "FR-13", "FR-83", "FR-84" }

grappe.report {
  id = "poles",
  title = {
    de = "Die beiden Pole: Verbindungen, Brücken, Kontaktvorschläge",
    fr = "Les deux pôles : liens, ponts, présentations",
    en = "The two poles: ties, bridges, introductions",
  },
  params = {
    first = { type = "choice", values = departements, default = "FR-13", label = {
      de = "Erster Pol",
      fr = "Premier pôle",
      en = "First pole",
    } },
    second = { type = "choice", values = departements, default = "FR-06", label = {
      de = "Zweiter Pol",
      fr = "Second pôle",
      en = "Second pole",
    } },
    limit = {
      type = "integer", min = 1, max = 100, default = 10,
      label = { de = "Anzahl der Kontaktvorschläge", fr = "Nombre de présentations", en = "Number of introductions" },
    },
  },
  run = function(params, doc)
    require("lib.clusters").run(params, doc)
  end,
}

grappe.report {
  id = "maillon",
  title = {
    de = "Das fehlende Glied: entstanden, nicht begleitet, nicht gefördert",
    fr = "Le maillon manquant : créés, non accompagnés, non financés",
    en = "The missing link: created, not accompanied, not funded",
  },
  run = function(params, doc)
    require("lib.missing_link").run(params, doc)
  end,
}

grappe.report {
  id = "export",
  title = {
    de = "Export: ausländische Partner und Exportreife der Akteure",
    fr = "Export : partenaires étrangers et préparation des acteurs",
    en = "Export: foreign partners and readiness",
  },
  params = {
    kind = {
      type = "list", of = { type = "concept", scheme = "actor-kind" }, default = { "company", "cluster", "freelancer", "association" },
      label = { de = "Arten von Akteuren", fr = "Genres d'acteurs", en = "Kinds of actors" },
    },
  },
  run = function(params, doc)
    require("lib.export").run(params, doc)
  end,
}

grappe.report {
  id = "chaine",
  title = {
    de = "Die Wertschöpfungskette, Glied für Glied",
    fr = "La chaîne de valeur, maillon par maillon",
    en = "The value chain, link by link",
  },
  params = {
    departement = {
      type = "choice", values = departements, optional = true, label = {
        de = "Département",
        fr = "Département",
        en = "Département",
      },
    },
  },
  run = function(params, doc)
    require("lib.value_chain").run(params, doc)
  end,
}

grappe.report {
  id = "relances",
  title = {
    de = "Erinnerungen: die nächsten Schritte der Partnerschaften",
    fr = "Relances : les prochaines étapes des partenariats",
    en = "Reminders: the next steps of partnerships",
  },
  params = {
    date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
    ["until"] = { type = "date", optional = true, label = {
      de = "Termine bis",
      fr = "Échéances jusqu'au",
      en = "Due until",
    } },
    owner = { type = "choice", values = owners, optional = true, label = {
      de = "Zuständige Funktion",
      fr = "Fonction responsable",
      en = "Role in charge",
    } },
  },
  run = function(params, doc)
    require("lib.reminders").run(params, doc)
  end,
}

grappe.command {
  id = "partenaire",
  summary = {
    de = "Führt eine ausländische Partnerschaft des Clusters: Stand, zuständige Funktion, nächster Schritt, Verlauf.",
    fr = "Tient un partenariat étranger du pôle : avancement, fonction responsable, prochaine étape, journal.",
    en = "Keeps a foreign partnership of the cluster: stage, role in charge, next step, log.",
  },
  params = {
    actor = { type = "reference", entity = "actor", label = { de = "Partner", fr = "Partenaire", en = "Partner" } },
    stage = {
      type = "choice", values = { "identified", "interested", "contacted", "negotiating", "agreed", "active" }, optional = true,
      label = { de = "Stand", fr = "Avancement", en = "Stage" },
    },
    date = { type = "date", optional = true, label = {
      de = "Datum des Ereignisses (sonst heute)",
      fr = "Date du fait (sinon aujourd'hui)",
      en = "Date of the fact (else today)",
    } },
    owner = {
      type = "choice", values = owners, optional = true,
      label = {
        de = "Zuständige Funktion, keine Person",
        fr = "Fonction responsable, non une personne",
        en = "Role in charge, not a person",
      },
    },
    next_step = { type = "text", optional = true, label = {
      de = "Nächster Schritt",
      fr = "Prochaine étape",
      en = "Next step",
    } },
    due = { type = "date", optional = true, label = {
      de = "Termin des nächsten Schritts",
      fr = "Échéance de la prochaine étape",
      en = "Due date of the next step",
    } },
    done = {
      type = "boolean", default = false, label = {
        de = "Der geplante Schritt ist erledigt",
        fr = "L'étape prévue est faite",
        en = "The step that was planned is done",
      },
    },
    note = { type = "text", optional = true, label = {
      de = "Was geschehen ist",
      fr = "Ce qui s'est passé",
      en = "What happened",
    } },
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

grappe.page {
  path = "accompagnement",
  title = {
    de = "Wer könnte mich begleiten?", fr = "Qui pourrait m'accompagner ?", en = "Who could accompany me?",
  },
  params = {
    kind = {
      type = "concept", scheme = "actor-kind", optional = true,
      label = { de = "Art", fr = "Genre", en = "Kind" },
    },
  },
  run = function(request, doc)
    return require("lib.portal").accompany(request, doc)
  end,
}

grappe.menu {
  label = { de = "Begleitung", fr = "Accompagnement", en = "Support" }, path = "accompagnement", order = 40,
}

grappe.form {
  id = "demander",
  title = {
    de = "Um Begleitung bitten", fr = "Demander un accompagnement", en = "Ask for support",
  },
  text = {
    de = "Das Team liest jede Anfrage und antwortet; bis dahin erscheint nichts.",
    fr = "L'équipe lit chaque demande et y répond ; rien ne paraît avant.",
    en = "The team reads each request and answers it; nothing appears before.",
  },
  audience = "public",
  fields = {
    { name = "project", type = "text", max_length = 120, label = { de = "Projekt", fr = "Projet", en = "Project" } },
    {
      name = "holder", type = "text",
      label = { de = "Träger", fr = "Porteur", en = "Holder" },
      hint = {
        de = "Der Name der Organisation, wie er im Verzeichnis steht.", fr = "Le nom de l'organisation tel qu'il est dans l'annuaire.",
        en = "The name of the organisation as the directory has it.",
      },
    },
    {
      name = "stage", type = "choice", optional = true,
      values = { "idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export" },
      label = { de = "Stand", fr = "Stade", en = "Stage" },
      labels = {
        idea = { de = "Idee", fr = "Idée", en = "Idea" }, ["r-and-d"] = { de = "F&E", fr = "R&D", en = "R&D" },
        prototype = { de = "Prototyp", fr = "Prototype", en = "Prototype" },
        production = { de = "Produktion", fr = "Production", en = "Production" },
        commercialisation = { de = "Vermarktung", fr = "Commercialisation", en = "Commercialisation" },
        growth = { de = "Wachstum", fr = "Croissance", en = "Growth" }, export = { de = "Export", fr = "Export", en = "Export" },
      },
    },
    {
      name = "need", type = "text", multiline = true, max_length = 2000,
      label = { de = "Was fehlt", fr = "Ce qui manque", en = "What is missing" },
    },
  },
  submit = function(values)
    return require("lib.portal").ask(values)
  end,
}

grappe.card {
  on = "actor",
  title = { de = "Begleitung", fr = "Accompagnement", en = "Support" },
  run = function(actor, doc)
    return require("lib.portal").card(actor, doc)
  end,
}
