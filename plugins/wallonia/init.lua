-- Registrations of the Walloon plugin: its fields, its reports and its commands.
require("lib.fields").register()
require("lib.funding_entries").register()

local shown_themes = {
  "economie", "emploi", "formation", "entreprises", "recherche", "financement", "communaute", "pilotage", "societe",
}

local family = {
  type = "concept", scheme = "family", optional = true, label = { de = "Familie", fr = "Famille", en = "Family" },
}
local sector = {
  type = "concept", scheme = "sector", optional = true, label = { de = "Branche", fr = "Secteur", en = "Sector" },
}
local city = { type = "text", optional = true, label = { de = "Ort", fr = "Ville", en = "City" } }
local territory = {
  type = "reference", entity = "territory", optional = true,
  label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
}

grappe.report {
  id = "cartographie",
  title = {
    de = "Karte des kreativen Ökosystems",
    fr = "Cartographie de l'écosystème créatif",
    en = "Map of the creative ecosystem",
  },
  params = { family = family, sector = sector, city = city, territory = territory },
  run = function(params, doc)
    require("lib.mapping").run(params, doc)
  end,
}

local audiences = { "b2b", "b2c", "niche", "mass" }

grappe.report {
  id = "agenda",
  title = {
    de = "Veranstaltungskalender der digitalen Kreativität",
    fr = "Agenda de la créativité numérique",
    en = "Agenda of digital creativity",
  },
  params = {
    from = { type = "date", optional = true, label = { de = "Ab", fr = "À partir du", en = "From" } },
    unknown_dates = {
      type = "boolean", default = false,
      label = {
        de = "Mit denen, für die kein Jahr genannt ist",
        fr = "Avec ceux dont aucune année n'est dite",
        en = "With those of which no year is said",
      },
    },
    city = city,
    kind = { type = "concept", scheme = "event-kind", optional = true, label = {
      de = "Art",
      fr = "Genre",
      en = "Kind",
    } },
    theme = { type = "concept", scheme = "sector", optional = true, label = {
      de = "Thema",
      fr = "Thème",
      en = "Theme",
    } },
    public = { type = "choice", values = audiences, optional = true, label = {
      de = "Publikum",
      fr = "Public",
      en = "Audience",
    } },
    territory = territory,
  },
  run = function(params, doc)
    require("lib.agenda").run(params, doc)
  end,
}

grappe.report {
  id = "indicateurs",
  title = {
    de = "Zahlen zur digitalen Kreativität",
    fr = "Indicateurs de la créativité numérique",
    en = "Figures of digital creativity",
  },
  params = {
    theme = { type = "choice", values = shown_themes, optional = true, label = {
      de = "Thema",
      fr = "Thème",
      en = "Theme",
    } },
    territory = territory,
  },
  run = function(params, doc)
    require("lib.indicators").run(params, doc)
  end,
}

grappe.report {
  id = "competences",
  title = {
    de = "Kompetenzen: Bedarf und Weiterbildungen",
    fr = "Compétences : besoins et formations",
    en = "Skills: needs and trainings",
  },
  params = {
    skill = { type = "concept", scheme = "skill", optional = true, label = {
      de = "Kompetenz",
      fr = "Compétence",
      en = "Skill",
    } },
    segment = {
      type = "choice", values = { "initial", "continuing", "work-study", "jobseekers", "other" }, optional = true,
      label = { de = "Segment", fr = "Segment", en = "Segment" },
    },
    city = city,
  },
  run = function(params, doc)
    require("lib.competences").run(params, doc)
  end,
}

grappe.report {
  id = "equipements",
  title = { de = "Gemeinsame Ausstattung", fr = "Équipements partagés", en = "Shared equipment" },
  params = {
    equipment = {
      type = "concept", scheme = "wallonia-equipment", optional = true, label = {
        de = "Ausstattung",
        fr = "Équipement",
        en = "Equipment",
      },
    },
    territory = territory,
  },
  run = function(params, doc)
    require("lib.equipment").run(params, doc)
  end,
}

grappe.report {
  id = "communaute",
  title = {
    de = "Die Gemeinschaft: Steuerung, Mitglieder, Label",
    fr = "La communauté : pilotage, membres, labels",
    en = "The community: steering, members, labels",
  },
  params = { date = { type = "date", optional = true, label = {
    de = "Stand vom",
    fr = "À la date du",
    en = "As of",
  } } },
  run = function(params, doc)
    require("lib.community").run(params, doc)
  end,
}

grappe.report {
  id = "barometre",
  title = {
    de = "Monatliches Barometer des Ökosystems",
    fr = "Baromètre mensuel de l'écosystème",
    en = "Monthly barometer of the ecosystem",
  },
  run = function(params, doc)
    require("lib.barometer").run(params, doc)
  end,
}

grappe.job {
  id = "barometre",
  title = {
    de = "Zählt das Ökosystem jeden Monat",
    fr = "Compte l'écosystème chaque mois",
    en = "Counts the ecosystem every month",
  },
  cron = "0 6 1 * *",
  zone = "Europe/Brussels",
  run = function()
    require("lib.barometer").take(grappe.today())
  end,
}

grappe.importer {
  id = "bce",
  title = {
    de = "Offene Daten der Zentralen Unternehmensdatenbank",
    fr = "Données ouvertes de la Banque-Carrefour des Entreprises",
    en = "Open data of the Belgian enterprise register",
  },
  accepts = { "text/csv" },
  params = require("europe.lib.registers").params("5000-5999,1000", {
    de = "Datum des Registers, ohne meta.csv",
    fr = "Date du registre, sans meta.csv",
    en = "Date of the register, without meta.csv",
  }),
  run = function(_, params)
    return require("lib.bce").run(params)
  end,
}

grappe.command {
  id = "audit",
  summary = {
    de = "Was der Karte fehlt; --check nennt die betroffenen Akteure.",
    fr = "Ce qui manque à la cartographie ; --check nomme les acteurs concernés.",
    en = "What the map lacks; --check names the actors concerned.",
  },
  params = {
    check = {
      type = "choice", optional = true,
      values = { "family", "sector", "city", "province", "website", "founded", "description", "identifier", "tie" },
      label = { de = "Prüfung", fr = "Vérification", en = "Check" },
    },
  },
  run = function(params)
    local audit = require "lib.audit"
    return params.check and audit.list(params.check) or audit.summary()
  end,
}

grappe.command {
  id = "label",
  summary = {
    de = "Verleiht einem Akteur ein Label oder entzieht es.",
    fr = "Attribue ou retire un label à un acteur.",
    en = "Gives a label to an actor, or withdraws it.",
  },
  params = {
    actor = { type = "reference", entity = "actor", label = { de = "Akteur", fr = "Acteur", en = "Actor" } },
    label = { type = "reference", entity = "label", default = "label-wake", label = {
      de = "Label",
      fr = "Label",
      en = "Label",
    } },
    given = { type = "boolean", default = true, label = { de = "Verliehen", fr = "Attribué", en = "Given" } },
    expires = { type = "date", optional = true, label = {
      de = "Gültig bis",
      fr = "Valable jusqu'au",
      en = "Valid until",
    } },
  },
  run = function(params)
    return require("lib.labelling").set(params)
  end,
}

grappe.command {
  id = "besoin",
  summary = {
    de = "Veröffentlicht den Kompetenzbedarf eines Akteurs; sagt, wer die Kompetenz schon vermittelt.",
    fr = "Publie le besoin de compétence d'un acteur ; dit qui l'enseigne déjà.",
    en = "Publishes an actor's need for a skill; says who teaches it already.",
  },
  params = {
    actor = { type = "reference", entity = "actor", label = { de = "Akteur", fr = "Acteur", en = "Actor" } },
    skill = { type = "concept", scheme = "skill", label = { de = "Kompetenz", fr = "Compétence", en = "Skill" } },
    count = { type = "integer", min = 1, max = 10000, default = 1, label = {
      de = "Stellen",
      fr = "Postes",
      en = "Posts",
    } },
    urgency = {
      type = "choice", values = { "low", "medium", "high" }, default = "medium",
      label = { de = "Dringlichkeit", fr = "Urgence", en = "Urgency" },
    },
  },
  run = function(params)
    return require("lib.need").publish(params)
  end,
}

require("lib.rules").register()

grappe.page {
  path = "label",
  title = {
    de = "Das Label wake! und seine Gemeinschaft", fr = "Le label wake! et sa communauté",
    en = "The wake! label and its community",
  },
  run = function(request, doc)
    return require("lib.portal").label(request, doc)
  end,
}

grappe.menu { label = { de = "Label wake!", fr = "Label wake!", en = "wake! label" }, path = "label", order = 40 }

grappe.form {
  id = "rejoindre",
  title = { de = "Der Gemeinschaft beitreten", fr = "Rejoindre la communauté", en = "Join the community" },
  text = {
    de = "Das Team liest jeden Vorschlag, bevor etwas erscheint.",
    fr = "L'équipe lit chaque proposition avant que quoi que ce soit ne paraisse.",
    en = "The team reads each proposal before anything appears.",
  },
  audience = "public",
  fields = {
    { name = "organisation", type = "text", label = { de = "Organisation", fr = "Organisation", en = "Organisation" } },
    {
      name = "kind", type = "concept", scheme = "actor-kind", optional = true,
      label = { de = "Art der Organisation", fr = "Genre d'organisation", en = "Kind of organisation" },
      hint = {
        de = "Nur nötig, wenn die Organisation noch nicht im Verzeichnis steht.",
        fr = "Utile seulement si l'organisation n'est pas encore dans l'annuaire.",
        en = "Needed only if the organisation is not in the directory yet.",
      },
    },
    { name = "city", type = "text", optional = true, label = { de = "Ort", fr = "Ville", en = "City" } },
    {
      name = "message", type = "text", multiline = true, max_length = 2000, optional = true,
      label = { de = "Was Sie mitbringen", fr = "Ce que vous apportez", en = "What you bring" },
    },
  },
  submit = function(values)
    return require("lib.portal").join(values)
  end,
}

grappe.card {
  on = "actor",
  title = { de = "wake! by Digital Wallonia", fr = "wake! by Digital Wallonia", en = "wake! by Digital Wallonia" },
  run = function(actor, doc)
    return require("lib.portal").card(actor, doc)
  end,
}
