-- Four contrasting projects to try the route on. They are inventions, marked as such, and removed by the same command.
local exemples = {}

local source = "illustratif"

local function euros(amount)
  return { amount = amount * 100, currency = "EUR" }
end

local cases = {
  {
    actor = {
      id = "exemple-studio", name = "Exemple : studio de jeux", kind = "company", legal_form = "srl", territory = "BE-WNA",
      sectors = { "jeu-video" },
    },
    number = "1999.999.943",
    project = {
      id = "exemple-jeu", name = "Exemple : un jeu d'aventure", stage = "prototype", sectors = { "jeu-video" },
      skills_needed = { "sound-designer", "game-designer" }, budget = euros(400000),
    },
  },
  {
    actor = {
      id = "exemple-asbl", name = "Exemple : asbl culturelle", kind = "association", legal_form = "asbl", territory = "BE-WLG",
      sectors = { "culture", "edition" },
    },
    project = {
      id = "exemple-edition", name = "Exemple : une collection de livres numériques", stage = "commercialisation",
      sectors = { "edition" }, budget = euros(60000),
    },
  },
  {
    actor = {
      id = "exemple-independant", name = "Exemple : indépendant en coopérative", kind = "freelancer", territory = "BE-WHT",
      sectors = { "arts-numeriques" },
    },
    project = {
      id = "exemple-installation", name = "Exemple : une installation à l'étranger", stage = "export",
      sectors = { "arts-numeriques" }, budget = euros(25000),
    },
  },
  {
    actor = {
      id = "exemple-musee", name = "Exemple : musée", kind = "museum", territory = "BE-WHT", sectors = { "musee" },
    },
    project = {
      id = "exemple-exposition", name = "Exemple : exposition immersive de deux musées", stage = "production",
      sectors = { "exposition", "xr" }, budget = euros(300000),
    },
    partners = { { actor = "exemple-studio", role = "partner" } },
  },
}

local function marked(record)
  record.source, record.standing = source, "proposed"
  return record
end

local function add(case)
  grappe.actors.add(marked(case.actor))
  if case.number then
    grappe.identifiers.add(marked {
      id = case.actor.id .. "-bce", actor = case.actor.id, scheme = "BE-BCE_KBO", value = case.number, status = "provisional",
    })
  end
  case.project.holder = case.actor.id
  grappe.projects.add(marked(case.project))
  for _, partner in ipairs(case.partners or {}) do
    partner.id, partner.project = case.project.id .. "-" .. partner.actor, case.project.id
    grappe.consortium_members.add(marked(partner))
  end
end

--- Adds the examples; existing ones stay.
function exemples.add()
  local ids = {}
  for position, case in ipairs(cases) do
    if not grappe.projects.get(case.project.id) then
      add(case)
    end
    ids[position] = case.project.id
  end
  return ids
end

--- Removes them.
function exemples.remove()
  for _, collection in ipairs { "consortium_members", "projects", "identifiers", "actors" } do
    for _, record in ipairs(grappe[collection].find { source = source }) do
      grappe[collection].del(record.id)
    end
  end
end

return exemples
