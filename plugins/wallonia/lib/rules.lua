-- The rules of the funding instruments whose conditions the white paper states. Each rule set names its lines; what the text does
-- not state (rates, ceilings, dates of closing) is no condition here, so an answer "eligible" means: no statement of the text is
-- against it.
local rules = {}

local funding = grappe.funding
local paper = "Livre blanc « Creative Tech Valley »"

local in_wallonia = {
  de = "In Wallonien ansässig sein",
  fr = "Être établi en Wallonie",
  en = "To be established in Wallonia",
}

local function legal(place)
  return { title = ("%s, %s"):format(paper, place) }
end

local function walloon()
  return funding.territory { within = "BE-WAL", label = in_wallonia }
end

local function company()
  return funding.one_of {
    fact = "kind", values = { "company", "freelancer" },
    label = { de = "Ein Unternehmen sein", fr = "Être une entreprise", en = "To be a company" },
    remedy = {
      de = "Das Projekt mit einem Unternehmen tragen",
      fr = "Porter le projet avec une entreprise",
      en = "Carry the project with a company",
    },
  }
end

local function of_sector(values, label)
  return funding.one_of { fact = "sectors", values = values, label = label }
end

--- A condition on the sector of the project, not of the actor: the instrument finances projects.
local function project_of(values, excludes, label)
  return funding.one_of {
    fact = "project_sectors", values = values, excludes = excludes, label = label,
    question = {
      de = "Zu welcher Branche gehört das Projekt?",
      fr = "De quel secteur est le projet ?",
      en = "Which sector is the project of?",
    },
  }
end

local enterprise_number = {
  fact = "identifier.BE-BCE_KBO",
  label = {
    de = "Eine Unternehmensnummer (ZUD) haben",
    fr = "Avoir un numéro d'entreprise (BCE)",
    en = "To have an enterprise number (BCE)",
  },
  question = {
    de = "Wie lautet die Unternehmensnummer?",
    fr = "Quel est le numéro d'entreprise ?",
    en = "What is the enterprise number?",
  },
}

local function has_number(remedy)
  enterprise_number.remedy = remedy
  return funding.has(enterprise_number)
end

local function vouchers()
  funding.rules {
    call = "fi-cheques-entreprises", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 1 (l.1807)"),
    walloon(),
    funding.one_of {
      fact = "legal_form", excludes = { "asbl" },
      label = {
        de = "Keine Vereinigung ohne Gewinnerzielungsabsicht (asbl) sein",
        fr = "Ne pas être une asbl",
        en = "Not to be a non-profit association (asbl)",
      },
      question = {
        de = "Welche Rechtsform liegt vor?",
        fr = "Quelle est la forme juridique ?",
        en = "What is the legal form?",
      },
      remedy = {
        de = "Den Antrag mit einer Partnergesellschaft stellen; die Öffnung für Vereinigungen ist empfohlen, nicht beschlossen",
        fr = "Porter la demande avec une société partenaire ; l'ouverture aux asbl est recommandée, pas acquise",
        en = "Apply with a partner company; opening the vouchers to associations is recommended, not decided",
      },
    },
    has_number {
      de = "Sich in die Zentrale Unternehmensdatenbank eintragen",
      fr = "S'inscrire à la Banque-Carrefour des Entreprises",
      en = "Register with the enterprise register",
    },
  }
  funding.rules {
    call = "fi-cheques-formation", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 1 (l.1816)"),
    walloon(), company(),
  }
  funding.rules {
    call = "fi-cheques-innovation", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 9 (l.2063)"),
    walloon(),
  }
end

local function export_aid()
  funding.rules {
    call = "fi-aides-export-awex", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 1 (l.1805)"),
    walloon(),
    has_number {
      de = "Eine ZUD-Nummer beantragen; die vorläufige Nummer für Gründerzentren und Smart ist empfohlen, nicht beschlossen",
      fr = "Demander un numéro BCE ; le numéro provisoire pour couveuses et coopérative Smart est recommandé, pas acquis",
      en = "Ask for a BCE number; the provisional number for business incubators and Smart is recommended, not decided",
    },
  }
end

local function tax_shelter()
  funding.rules {
    call = "fi-tax-shelter", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 6 (l.1946)"),
    funding.territory { within = "BE", label = {
      de = "In Belgien ansässig sein",
      fr = "Être établi en Belgique",
      en = "To be established in Belgium",
    } },
    project_of({ "cinema", "jeu-video", "arts-de-la-scene" }, { "edition", "exposition", "musee" }, {
      de = "Kino, Videospiel oder darstellende Künste; weder Verlag noch Ausstellungsproduktion",
      fr = "Cinéma, jeu vidéo ou arts de la scène ; ni édition de contenus ni production d'expositions",
      en = "Cinema, video games or performing arts; neither publishing nor the production of exhibitions",
    }),
  }
end

local function wallimage()
  funding.rules {
    call = "fi-wallimage-gaming", version = "2022-1", valid_from = "2022-01-01", valid_to = "2024-12-31",
    legal = legal("Reco 6 (l.1963)"),
    walloon(), project_of({ "jeu-video" }, nil, { de = "Ein Videospiel", fr = "Un jeu vidéo", en = "A video game" }),
  }
  funding.rules {
    call = "fi-wallimage-coproductions", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 6 (l.1952)"),
    project_of({ "audiovisuel", "cinema", "series", "animation" }, nil, {
      de = "Eine audiovisuelle Produktion",
      fr = "Une production audiovisuelle",
      en = "An audiovisual production",
    }),
    funding.attested {
      id = "walloon-providers", label = {
        de = "Wallonische Dienstleister",
        fr = "Des prestataires wallons",
        en = "Walloon providers",
      },
      question = {
        de = "Beschäftigt die Produktion wallonische Dienstleister?",
        fr = "La production fait-elle travailler des prestataires wallons ?",
        en = "Does the production employ Walloon providers?",
      },
    },
  }
  funding.rules {
    call = "fi-wallimage-entreprises", version = "2024-1", valid_from = "2024-01-01",
    legal = legal("Reco 6 (l.1960, l.1962)"),
    walloon(), company(),
    of_sector({ "audiovisuel", "jeu-video", "cinema", "animation" }, {
      de = "Audiovisuelle Branche oder Videospiele",
      fr = "Secteur de l'audiovisuel ou du jeu vidéo",
      en = "Audiovisual or video-game sector",
    }),
  }
end

local function investors()
  funding.rules {
    call = "fi-start-invest", version = "2024-1", valid_from = "2024-01-01",
    legal = legal("Reco 6 (l.1960, l.1961)"),
    funding.any_of {
      label = {
        de = "In Wallonien oder Brüssel ansässig sein",
        fr = "Être établi en Wallonie ou à Bruxelles",
        en = "To be established in Wallonia or Brussels",
      },
      walloon(), funding.territory { id = "brussels", within = "BE-BRU" },
    },
    funding.attested {
      id = "cultural-company", label = {
        de = "Ein Kultur- oder Kreativunternehmen",
        fr = "Une entreprise culturelle ou créative",
        en = "A cultural or creative enterprise",
      },
      question = {
        de = "Handelt es sich um ein Kultur- oder Kreativunternehmen?",
        fr = "Est-ce une entreprise culturelle ou créative ?",
        en = "Is it a cultural or creative enterprise?",
      },
    },
  }
  funding.rules {
    call = "fi-rd-spw", version = "2024-1", valid_from = "2024-01-01",
    legal = legal("Reco 6 / Recherche créative (l.1958, l.805)"),
    walloon(),
    funding.attested {
      id = "research", label = {
        de = "Forschung oder Entwicklung",
        fr = "De la recherche ou du développement",
        en = "Research or development",
      },
      question = {
        de = "Handelt es sich um Forschung oder Entwicklung?",
        fr = "Est-ce de la recherche ou du développement ?",
        en = "Is it research or development?",
      },
    },
  }
end

local function calls_for_museums()
  funding.rules {
    call = "fi-museumexpotech", version = "2024-1", valid_from = "2024-01-01", legal = legal("Reco 6 (l.1961)"),
    walloon(),
    project_of({ "musee", "exposition", "technologie" }, nil, {
      de = "Ein Projekt zu Museen und Technologie",
      fr = "Un projet de musée et de technologie",
      en = "A project of museums and technology",
    }),
  }
end

--- Registers every rule set.
function rules.register()
  vouchers()
  export_aid()
  tax_shelter()
  wallimage()
  investors()
  calls_for_museums()
end

return rules
