-- Registrations of the shared plugin: its own fields, its reports, and commands that search its vocabularies.
local levels = { "eu", "federal", "national", "regional", "community", "local", "private" }

grappe.field("actor", "family_basis", {
  type = "choice",
  values = { "map", "inferred", "none" }, audience = "staff",
  label = { de = "Herkunft der Familie", fr = "Origine de la famille", en = "Basis of the family" },
})
grappe.field("call", "contact", {
  type = "text",
  label = { de = "Kontaktstelle", fr = "Service à contacter", en = "Service to contact" },
})
grappe.field("call", "documents", {
  type = "list",
  of = { type = "text" },
  label = { de = "Unterlagen für den Antrag", fr = "Documents à fournir ou à lire", en = "Documents to provide or to read" },
})
grappe.field("territory", "members", {
  type = "list",
  of = { type = "reference", entity = "territory" },
  label = {
    de = "Mitglieder eines grenzüberschreitenden Raums",
    fr = "Membres d'une aire transfrontalière",
    en = "Members of a cross-border area",
  },
})
grappe.field("territory", "members_basis", {
  type = "choice",
  values = { "text", "illustrative" },
  label = { de = "Herkunft der Mitglieder", fr = "Origine des membres", en = "Basis of the members" },
})
grappe.field("territory", "members_note_fr", {
  type = "text",
  label = {
    de = "Anmerkung zu den Mitgliedern (Französisch)",
    fr = "Remarque sur les membres (français)",
    en = "Note on the members (French)",
  },
})
grappe.field("territory", "members_note_en", {
  type = "text",
  label = {
    de = "Anmerkung zu den Mitgliedern (Englisch)",
    fr = "Remarque sur les membres (anglais)",
    en = "Note on the members (English)",
  },
})
grappe.field("territory", "members_note_de", {
  type = "text",
  label = {
    de = "Anmerkung zu den Mitgliedern (Deutsch)",
    fr = "Remarque sur les membres (allemand)",
    en = "Note on the members (German)",
  },
})
grappe.field("territory", "cities", {
  type = "list",
  of = { type = "text" },
  label = {
    de = "Orte eines Gebiets ohne eigenen Code",
    fr = "Localités d'un territoire sans code propre",
    en = "Towns of a territory without a code of its own",
  },
})
grappe.field("concept", "general", {
  type = "boolean",
  label = { de = "Branche der Gesamtwirtschaft", fr = "Secteur de l'économie générale", en = "Sector of the whole economy" },
})
grappe.field("concept", "broader", {
  type = "list",
  of = { type = "text" },
  label = { de = "Übergeordnete Kompetenzen (Codes)", fr = "Compétences plus larges (codes)", en = "Broader skills (codes)" },
})
grappe.field("concept", "counterparts", {
  type = "list",
  of = { type = "text" },
  label = {
    de = "Entsprechungen in der anderen Revision",
    fr = "Correspondances dans l'autre révision",
    en = "Counterparts in the other revision",
  },
})

-- How the host found the territory or the point of a record that had none: by its postcode, or by its town.
for _, entity in ipairs { "actor", "event" } do
  grappe.field(entity, "place_basis", {
    type = "choice",
    values = { "postcode", "town" },
    label = {
      de = "Herkunft des ergänzten Gebiets oder Punkts",
      fr = "Origine du territoire ou du point complété",
      en = "Basis of the territory or point that was filled in",
    },
  })
end

-- What the registry of research organisations says, kept whoever owns the actor.
grappe.field("actor", "ror_types", {
  type = "text", label = { de = "Typen laut ROR", fr = "Types selon ROR", en = "Types in ROR" },
})
grappe.field("actor", "ror_status", {
  type = "choice", values = { "active", "inactive", "withdrawn" },
  label = { de = "Status laut ROR", fr = "Statut selon ROR", en = "Status in ROR" },
})
grappe.field("actor", "ror_names", {
  type = "list", of = { type = "text" }, label = { de = "Namen laut ROR", fr = "Noms selon ROR", en = "Names in ROR" },
})
grappe.field("actor", "ror_date", {
  type = "date", label = { de = "Von ROR bestätigt am", fr = "Confirmé par ROR le", en = "Confirmed by ROR on" },
})

grappe.importer {
  id = "ror",
  title = {
    de = "Abzug des Registers der Forschungseinrichtungen (ROR)",
    fr = "Données du registre des organismes de recherche (ROR)",
    en = "Dump of the registry of research organisations (ROR)",
  },
  accepts = { "text/csv", "application/jsonl" },
  params = {
    countries = {
      type = "text", label = { de = "Länder (BE,LU)", fr = "Pays (BE,LU)", en = "Countries (BE,LU)" },
    },
    date = {
      type = "date", optional = true,
      label = { de = "Datum des Abzugs", fr = "Date des données", en = "Date of the dump" },
    },
  },
  run = function(_, params)
    return require("lib.ror").run(params)
  end,
}

grappe.importer {
  id = "giving360",
  title = {
    de = "Fördermittel im Standard 360Giving",
    fr = "Aides au format 360Giving",
    en = "Grants in the 360Giving standard",
  },
  accepts = { "text/csv", "application/jsonl" },
  columns = require("lib.grants").columns,
  params = {
    licence = {
      type = "text", optional = true, label = { de = "Lizenz der Datei", fr = "Licence du fichier", en = "Licence of the file" },
    },
    source = {
      type = "text", optional = true,
      label = {
        de = "Quelle (Vorgabe: Name der Datei)", fr = "Source (par défaut : nom du fichier)", en = "Source (default: name of the file)",
      },
    },
  },
  run = function(_, params)
    return require("lib.grants").run(params)
  end,
}

grappe.report {
  id = "programmes",
  title = { de = "Europäische Programme", fr = "Programmes européens", en = "European programmes" },
  params = {
    sector = { type = "concept", scheme = "sector", optional = true, label = { de = "Branche", fr = "Secteur", en = "Sector" } },
    level = { type = "choice", values = levels, default = "eu", label = { de = "Ebene", fr = "Niveau", en = "Level" } },
    date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
    detail = {
      type = "boolean", default = false,
      label = {
        de = "Lücken und vorgeschlagene Änderungen",
        fr = "Lacunes et changements proposés",
        en = "Gaps and proposed changes",
      },
    },
  },
  run = function(params, doc)
    require("lib.programmes").run(params, doc)
  end,
}

grappe.report {
  id = "territoires",
  title = { de = "Gebiete", fr = "Territoires", en = "Territories" },
  params = {
    territory = {
      type = "reference", entity = "territory", optional = true,
      label = {
        de = "Gebiet (Vorgabe: die drei Regionen)",
        fr = "Territoire (par défaut : les trois régions)",
        en = "Territory (by default: the three regions)",
      },
    },
  },
  run = function(params, doc)
    require("lib.territories").run(params, doc)
  end,
}

grappe.report {
  id = "transfrontalier",
  title = { de = "Grenzüberschreitende Zusammenarbeit", fr = "Coopération transfrontalière", en = "Cross-border cooperation" },
  params = {
    area = {
      type = "choice", values = { "area-grande-region", "area-eurometropole", "area-euregio" }, optional = true,
      label = { de = "Grenzüberschreitender Raum", fr = "Aire transfrontalière", en = "Cross-border area" },
    },
    limit = { type = "integer", min = 1, max = 100, default = 10,
    label = { de = "Empfohlene Kontakte", fr = "Présentations", en = "Introductions" } },
  },
  run = function(params, doc)
    require("lib.cross_border").run(params, doc)
  end,
}

grappe.report {
  id = "rapport-annuel",
  title = { de = "Jahresbericht eines Gebiets", fr = "Rapport annuel d'un territoire", en = "Annual report of a territory" },
  params = {
    territory = {
      type = "reference", entity = "territory", default = "BE-WAL",
      label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
    },
    year = {
      type = "integer", min = 1990, max = 2100, optional = true, label = { de = "Jahr", fr = "Année", en = "Year" },
    },
    sections = {
      type = "list",
      of = {
        type = "choice", values = { "actors", "network", "events", "funding", "training", "indicators", "returns" },
      },
      optional = true, label = { de = "Abschnitte", fr = "Chapitres", en = "Sections" },
    },
  },
  run = function(params, doc)
    require("lib.annual_report").run(params, doc)
  end,
}

grappe.command {
  id = "vocabulaire",
  summary = {
    de = "Die Codes eines Vokabulars und ihre Bezeichnungen.",
    fr = "Les codes d'un vocabulaire et leurs libellés.",
    en = "The codes of a vocabulary and their labels.",
  },
  params = {
    scheme = {
      type = "choice",
      values = {
        "actor-kind", "event-kind", "family", "membership-category", "nace-2", "nace-2.1", "purpose", "relation-type", "role",
        "sector", "skill", "skill-kind",
      },
      label = { de = "Vokabular", fr = "Vocabulaire", en = "Vocabulary" },
    },
  },
  run = function(params)
    local rows = {}
    for concept in grappe.concepts.each({ scheme = params.scheme }, { order = "code" }) do
      rows[#rows + 1] = {
        code = concept.code, label_de = concept.label.de, label_en = concept.label.en, label_fr = concept.label.fr,
      }
    end
    return rows
  end,
}

grappe.command {
  id = "nace",
  summary = {
    de = "Ein NACE-Code, seine Bezeichnung und seine Entsprechungen in der anderen Revision.",
    fr = "Un code NACE, son libellé et ses correspondances dans l'autre révision.",
    en = "A NACE code, its label and its counterparts in the other revision.",
  },
  params = {
    code = { type = "text", label = { de = "Code, z. B. 74.10", fr = "Code, p. ex. 74.10", en = "Code, e.g. 74.10" } },
    revision = {
      type = "choice", values = { "2", "2.1" }, default = "2",
      label = { de = "Revision des Codes", fr = "Révision du code", en = "Revision of the code" },
    },
  },
  run = function(params)
    return require("lib.nace").lookup(params.code, params.revision)
  end,
}

grappe.command {
  id = "territoire",
  summary = {
    de = "Ein Gebiet nach seinem Code gemäß ISO 3166-2 oder NUTS: seine Lage und seine übrigen Codes.",
    fr = "Un territoire d'après son code ISO 3166-2 ou NUTS : où il est, et ses autres codes.",
    en = "A territory by its ISO 3166-2 or NUTS code: where it lies, and its other codes.",
  },
  params = { code = { type = "text", label = { de = "Code, z. B. BE35", fr = "Code, p. ex. BE35", en = "Code, e.g. BE35" } } },
  run = function(params)
    return require("lib.territories").lookup(params.code)
  end,
}

local body = {
  type = "reference", entity = "actor", optional = true,
  label = {
    de = "Körperschaft (Vorgabe: die einzige mit Mitgliedern)", fr = "Organisme (par défaut : le seul qui a des membres)",
    en = "Body (by default: the only one with members)",
  },
}

grappe.report {
  id = "membres",
  title = { de = "Mitglieder und Beiträge", fr = "Membres et cotisations", en = "Members and dues" },
  params = {
    body = body,
    year = {
      type = "integer", min = 1900, max = 2100, optional = true, label = { de = "Jahr", fr = "Année", en = "Year" },
    },
  },
  run = function(params, doc)
    require("lib.members").run(params, doc)
  end,
}

grappe.report {
  id = "relances",
  title = { de = "Zahlungserinnerungen", fr = "Relances de cotisations", en = "Reminders of dues" },
  params = {
    body = body,
    date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
  },
  run = function(params, doc)
    require("lib.reminders").run(params, doc)
  end,
}

local people = {
  territory = {
    type = "reference", entity = "territory", optional = true, label = { de = "Gebiet", fr = "Territoire", en = "Territory" },
  },
  event = {
    type = "reference", entity = "event", optional = true,
    label = { de = "Nur Angemeldete von", fr = "Seulement les inscrits à", en = "Only those registered for" },
  },
}

grappe.report {
  id = "annuaire",
  title = { de = "Verzeichnis der Personen", fr = "Annuaire des personnes", en = "Directory of persons" },
  params = people,
  run = function(params, doc)
    require("lib.people").run("directory", params, doc)
  end,
}

grappe.report {
  id = "destinataires",
  title = { de = "Personen für einen Zweck", fr = "Personnes pour une finalité", en = "Persons for a purpose" },
  params = {
    territory = people.territory, event = people.event,
    purpose = {
      type = "choice", values = { "directory", "newsletter", "invitations", "matchmaking", "photos", "transfer" },
      label = { de = "Zweck", fr = "Finalité", en = "Purpose" },
    },
  },
  run = function(params, doc)
    require("lib.people").run(params.purpose, params, doc)
  end,
}

grappe.importer {
  id = "membres",
  title = {
    de = "Mitglieder mit Ansprechpersonen und Beiträgen, aus einer Tabelle",
    fr = "Membres avec contacts et cotisations, d'une feuille",
    en = "Members with contact persons and dues, from one sheet",
  },
  accepts = { "text/csv" },
  columns = require("lib.sheet").columns(),
  params = {
    body = {
      type = "reference", entity = "actor", label = { de = "Körperschaft", fr = "Organisme", en = "Body" },
    },
    year = {
      type = "integer", min = 1900, max = 2100, optional = true,
      label = { de = "Jahr der Beiträge", fr = "Année des cotisations", en = "Year of the dues" },
    },
    kind = {
      type = "concept", scheme = "actor-kind", default = "company",
      label = { de = "Art neuer Akteure", fr = "Genre des nouveaux acteurs", en = "Kind of new actors" },
    },
    source = { type = "text", optional = true, label = { de = "Quelle", fr = "Source", en = "Source" } },
  },
  run = function(rows, params)
    return require("lib.members_import").run(rows, params)
  end,
}
