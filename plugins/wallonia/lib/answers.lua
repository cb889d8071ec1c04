-- Answers to the questions of a funding route, written as people type them ("icc=oui"): given for one report, or kept with the project.
local answers = {}

local t = grappe.t

--- The short name of each fact that the rules ask for.
local names = {
  forme = "legal_form", genre = "kind", icc = "attested.cultural-company", numero = "identifier.BE-BCE_KBO",
  prestataires = "attested.walloon-providers", recherche = "attested.research", secteur = "project_sectors",
  taille = "size", territoire = "territory",
}

local truths = { oui = true, yes = true, ja = true, non = false, no = false, nein = false }
local lists = { project_sectors = true, sectors = true }

local shorts = {}
for short, fact in pairs(names) do
  shorts[fact] = short
end

local function known_names()
  local known = {}
  for short in pairs(names) do
    known[#known + 1] = short
  end
  table.sort(known)
  return table.concat(known, ", ")
end

local function fact_of(name)
  local fact = names[name] or shorts[name] and name
  if not fact then
    error(t("answers.unknown", { name = name, known = known_names() }), 0)
  end
  return fact
end

local function value_of(fact, text)
  local truth = truths[text:lower()]
  if truth ~= nil then
    return truth
  end
  if not lists[fact] then
    return text
  end
  local values = {}
  for word in text:gmatch("[^,%s]+") do
    values[#values + 1] = word
  end
  return values
end

--- Returns the name under which a fact is answered: `icc` for `attested.cultural-company`.
function answers.name(fact)
  return shorts[fact] or fact
end

--- Reads answers such as `{ "icc=oui", "secteur=xr,jeu-video" }`; an answer without a value withdraws the one before. Returns the texts
--- by fact. Raises for an answer of another form, or about a fact that no rule asks for.
function answers.read(texts)
  local read = {}
  for _, text in ipairs(texts or {}) do
    local name, value = text:match("^%s*([^=]-)%s*=%s*(.-)%s*$")
    if not name then
      error(t("answers.form", { text = text }), 0)
    end
    read[fact_of(name)] = value
  end
  return read
end

--- Returns the answers that are kept with the project, with those of `texts` in their place where both tell of the same fact.
function answers.of(project, texts)
  local merged = answers.read(project["wallonia.answers"])
  for fact, value in pairs(answers.read(texts)) do
    merged[fact] = value ~= "" and value or nil
  end
  return merged
end

--- Returns the answers as facts for `grappe.funding`.
function answers.facts(read)
  local facts = {}
  for fact, text in pairs(read) do
    facts[fact] = value_of(fact, text)
  end
  return facts
end

--- Returns the answers as people type them, in order.
function answers.texts(read)
  local texts = {}
  for fact, text in pairs(read) do
    texts[#texts + 1] = answers.name(fact) .. "=" .. text
  end
  table.sort(texts)
  return texts
end

--- Keeps the answers with the project, those it has already included. Returns all that are kept.
function answers.keep(project, texts)
  local kept = answers.texts(answers.of(project, texts))
  grappe.projects.set(project.id, { ["wallonia.answers"] = kept })
  return kept
end

return answers
