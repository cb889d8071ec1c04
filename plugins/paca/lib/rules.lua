-- The rules of the example fund: its aid must be spent in the region, and work may not have begun. Illustrative: no text of
-- the cluster states them.
local rules = {}

local funding = grappe.funding

--- Registers the rule set.
function rules.register()
  funding.rules {
    call = "fi-paca-jeux-exemple", version = "1", valid_from = "2024-01-01", illustrative = true,
    legal = { title = "Règles données à titre d'exemple" },
    funding.one_of {
      fact = "project_sectors", values = { "jeu-video" }, label = {
        de = "Ein Videospiel",
        fr = "Un jeu vidéo",
        en = "A video game",
      },
      question = {
        de = "Zu welcher Branche gehört das Projekt?",
        fr = "De quel secteur est le projet ?",
        en = "Which sector is the project of?",
      },
    },
    funding.ratio {
      id = "half-of-budget", fact = "regional_spend", of = "budget", min = 0.5,
      label = {
        de = "Die Hälfte des Budgets in der Region ausgegeben",
        fr = "La moitié du budget dépensée dans la région",
        en = "Half of the budget spent in the region",
      },
      question = {
        de = "Wie viel wird in der Region ausgegeben?",
        fr = "Combien sera dépensé dans la région ?",
        en = "How much will be spent in the region?",
      },
    },
    funding.ratio {
      id = "spend-per-grant", fact = "regional_spend", of = "grant", min = 1.6,
      label = {
        de = "160 % der Förderung in der Region ausgegeben",
        fr = "160 % de l'aide dépensés dans la région",
        en = "160 % of the grant spent in the region",
      },
      question = {
        de = "Welche Förderung wird beantragt?",
        fr = "Quelle aide est demandée ?",
        en = "Which grant is asked for?",
      },
    },
    funding.attested {
      id = "not-begun", label = { de = "Arbeiten nicht begonnen", fr = "Travaux non commencés", en = "Work not begun" },
      question = {
        de = "Haben die Arbeiten nicht vor dem Antrag begonnen?",
        fr = "Les travaux n'ont-ils pas commencé avant la demande ?",
        en = "Has work not begun before the application?",
      },
    },
  }
end

return rules
