local funding = grappe.funding
local white_paper = { title = "Livre blanc" }

funding.rules {
  call = "tax-shelter", version = "1", valid_from = "2014", legal = white_paper,
  funding.one_of {
    fact = "project_sectors", values = { "cinema", "jeu-video", "arts-de-la-scene" }, excludes = { "edition", "expositions" },
  },
}

funding.rules {
  call = "cheques", version = "2022", valid_from = "2022", valid_to = "2023", legal = white_paper,
  funding.territory { within = "BE-WAL" },
}

funding.rules {
  call = "cheques", version = "2024", valid_from = "2024", legal = white_paper, exclusive_with = { "awex" },
  funding.territory { within = "BE-WAL" },
  funding.one_of { fact = "legal_form", excludes = { "asbl" }, remedy = { fr = "Créer une société", en = "Found a company" } },
}

funding.rules {
  call = "awex", version = "1", valid_from = "2020", legal = white_paper,
  funding.has { fact = "identifier.BE-BCE_KBO", remedy = { fr = "Demander un numéro BCE provisoire", en = "Ask for a provisional number" } },
}

funding.rules {
  call = "games-fund", version = "1", valid_from = "2020", legal = { title = "PACA", url = "https://example.org/paca" },
  illustrative = true,
  funding.ratio { id = "budget-share", fact = "regional_spend", of = "budget", min = 0.5 },
  funding.custom {
    id = "grant-share", needs = { "grant", "regional_spend" },
    check = function(facts)
      if facts.grant.amount == 0 then error("no grant was asked for") end
      return facts.regional_spend.amount >= 1.6 * facts.grant.amount
    end,
  },
  funding.attested { id = "not-begun", question = { fr = "Les travaux n'ont pas commencé ?", en = "Work has not begun?" } },
}

funding.rules {
  call = "closed-call", version = "1", valid_from = "2020", legal = white_paper,
  funding.any_of {
    id = "either", funding.has { fact = "website" },
    funding.all_of { funding.is_sme {}, funding.none_of { funding.between { fact = "staff", max = 2 } } },
  },
}
