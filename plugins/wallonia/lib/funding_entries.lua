-- Registrations around funding: reports on instruments, routes, applications and returns, with their commands and the daily alert.
local entries = {}

local stages = { "idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export" }
local levels = { "eu", "federal", "national", "regional", "community", "local", "private" }
local given_answers = {
  de = "Antworten, wie icc=ja oder secteur=xr,jeu-video",
  fr = "Réponses, comme icc=oui ou secteur=xr,jeu-video",
  en = "Answers, such as icc=yes or secteur=xr,jeu-video",
}

--- Registers the reports, the commands and the job.
function entries.register()
  grappe.report {
    id = "financements",
    title = {
      de = "In Wallonien offene Förderungen",
      fr = "Financements ouverts en Wallonie",
      en = "Funding open in Wallonia",
    },
    params = {
      stage = { type = "choice", values = stages, optional = true, label = { de = "Phase", fr = "Stade", en = "Stage" } },
      level = { type = "choice", values = levels, optional = true, label = {
        de = "Ebene",
        fr = "Niveau",
        en = "Level",
      } },
      date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
      detail = {
        type = "boolean", default = false,
        label = {
          de = "Ausschlüsse, Lücken und vorgeschlagene Änderungen",
          fr = "Exclusions, lacunes et changements proposés",
          en = "Exclusions, gaps and proposed changes",
        },
      },
    },
    run = function(params, doc)
      require("lib.funding").run(params, doc)
    end,
  }

  grappe.report {
    id = "parcours",
    title = {
      de = "Förderweg eines Projekts",
      fr = "Parcours de financement d'un projet",
      en = "Funding route of a project",
    },
    params = {
      project = { type = "reference", entity = "project", label = { de = "Projekt", fr = "Projet", en = "Project" } },
      date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
      repondre = { type = "list", of = { type = "text" }, optional = true, label = given_answers },
    },
    run = function(params, doc)
      require("lib.pathway").run(params, doc)
    end,
  }

  grappe.command {
    id = "parcours",
    summary = {
      de = "Beantwortet die Fragen eines Förderwegs und nennt die nächste; --retenir behält die Antworten beim Projekt.",
      fr = "Répond aux questions d'un parcours et dit la suivante ; --retenir garde les réponses avec le projet.",
      en = "Answers the questions of a funding route and gives the next; --retenir keeps the answers with the project.",
    },
    params = {
      project = { type = "reference", entity = "project", label = { de = "Projekt", fr = "Projet", en = "Project" } },
      repondre = { type = "list", of = { type = "text" }, optional = true, label = given_answers },
      retenir = { type = "boolean", default = false, label = {
        de = "Antworten behalten",
        fr = "Garder les réponses",
        en = "Keep the answers",
      } },
      date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
    },
    run = function(params)
      return require("lib.pathway").answer(params)
    end,
  }

  grappe.command {
    id = "dossier",
    summary = {
      de = "Führt einen Antrag: Entwurf, Einreichung, Entscheidung, nächster Schritt und sein Termin.",
      fr = "Tient un dossier de demande : brouillon, dépôt, décision, prochaine étape et sa date.",
      en = "Keeps an application: draft, submission, decision, next step and its date.",
    },
    params = {
      call = { type = "reference", entity = "call", label = { de = "Förderung", fr = "Financement", en = "Funding" } },
      project = { type = "reference", entity = "project", optional = true, label = {
        de = "Projekt",
        fr = "Projet",
        en = "Project",
      } },
      actor = { type = "reference", entity = "actor", optional = true, label = {
        de = "Antragsteller",
        fr = "Demandeur",
        en = "Applicant",
      } },
      state = {
        type = "choice", optional = true, label = { de = "Stand", fr = "État", en = "State" },
        values = { "draft", "submitted", "eligible", "ineligible", "awarded", "rejected", "withdrawn" },
      },
      date = { type = "date", optional = true, label = {
        de = "Datum des Ereignisses (sonst heute)",
        fr = "Date du fait (sinon aujourd'hui)",
        en = "Date of the fact (else today)",
      } },
      amount = {
        type = "integer", min = 1, max = 1000000000, optional = true,
        label = {
          de = "Beantragter oder bewilligter Betrag in Euro",
          fr = "Montant demandé, ou octroyé, en euros",
          en = "Amount asked for, or awarded, in euros",
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
      reasons = { type = "list", of = { type = "text" }, optional = true, label = {
        de = "Gründe der Entscheidung",
        fr = "Motifs de la décision",
        en = "Reasons",
      } },
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
    title = {
      de = "Anträge und ihre nächsten Schritte",
      fr = "Dossiers de demande et prochaines étapes",
      en = "Applications and their next steps",
    },
    params = {
      project = { type = "reference", entity = "project", optional = true, label = {
        de = "Projekt",
        fr = "Projet",
        en = "Project",
      } },
      date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
    },
    run = function(params, doc)
      require("lib.follow_up").run(params, doc)
    end,
  }

  grappe.report {
    id = "echeances",
    title = { de = "Schlusstermine der Förderungen", fr = "Échéances des financements", en = "Closing dates of funding" },
    params = {
      days = { type = "integer", min = 1, max = 3660, default = 60, label = {
        de = "Kommende Tage",
        fr = "Jours à venir",
        en = "Days ahead",
      } },
      date = { type = "date", optional = true, label = { de = "Stand vom", fr = "À la date du", en = "As of" } },
    },
    run = function(params, doc)
      require("lib.closing").run(params, doc)
    end,
  }

  grappe.job {
    id = "echeances",
    title = {
      de = "Warnt 30 Tage, 7 Tage und 1 Tag vor Schlussterminen",
      fr = "Avertit 30 jours, 7 jours et 1 jour avant les clôtures",
      en = "Warns 30 days, 7 days and 1 day before closing dates",
    },
    cron = "0 7 * * *",
    zone = "Europe/Brussels",
    run = function()
      return require("lib.closing").alert(grappe.today())
    end,
  }

  grappe.report {
    id = "retombees",
    title = { de = "Wirkung der Förderungen", fr = "Retombées des aides", en = "Returns of public aid" },
    params = {
      call = { type = "reference", entity = "call", optional = true, label = {
        de = "Aufruf",
        fr = "Appel",
        en = "Call",
      } },
      territory = {
        type = "reference", entity = "territory", default = "BE-WAL",
        label = {
          de = "Gebiet, dessen Ausgaben zählen",
          fr = "Territoire dont les dépenses comptent",
          en = "Territory whose spending counts",
        },
      },
    },
    run = function(params, doc)
      require("lib.outcomes").run(params, doc)
    end,
  }

  grappe.command {
    id = "exemples",
    summary = {
      de = "Fügt vier erfundene Beispielprojekte hinzu, um den Förderweg zu erproben; --given nein entfernt sie.",
      fr = "Ajoute quatre projets d'exemple, inventés, pour essayer le parcours ; --given non les retire.",
      en = "Adds four example projects, invented, to try the route; --given no removes them.",
    },
    params = { given = { type = "boolean", default = true, label = {
      de = "Vorhanden",
      fr = "Présents",
      en = "Present",
    } } },
    run = function(params)
      local exemples = require "lib.examples"
      if params.given then
        return exemples.add()
      end
      exemples.remove()
      return {}
    end,
  }
end

return entries
