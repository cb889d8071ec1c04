local labels = require "lib.labels"

test("every concept, territory and indicator of this plugin has a name in German, English and French", function(t)
  local function speaks(record, texts)
    for _, language in ipairs { "de", "en", "fr" } do
      t.equal({ record.id, language, texts[language] ~= nil }, { record.id, language, true })
    end
  end
  for concept in grappe.concepts.each { owner = "europe" } do speaks(concept, concept.label) end
  for territory in grappe.territories.each { owner = "europe" } do speaks(territory, territory.name) end
  for indicator in grappe.indicators.each { owner = "europe" } do speaks(indicator, indicator.label) end
end)

test("a filter on a territory holds what lies in it", function(t)
  t.equal(grappe.territories.get("FR-13").parent, "FR-PAC")
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "FR-13" }
  t.equal(grappe.actors.count { id = actor.id, territory = "FR-PAC" }, 1)
  t.equal(grappe.actors.count { id = actor.id, territory = "area-eu" }, 1)
  t.equal(grappe.actors.count { id = actor.id, territory = "BE" }, 0)
end)

test("an actor of an unknown kind is refused", function(t)
  t.equal(pcall(grappe.actors.add, { name = "Essai", kind = "compagny" }), false)
end)

--- A word as an import compares it: without case, accents, points and other punctuation.
local function key(word)
  return (labels.sort_key(word):gsub("%.", ""):gsub("[^%w]+", " "):match("^ ?(.-) ?$"))
end

--- Adds the words of a concept to those of the term of `scheme` and `code`.
local function note(words, scheme, code, concept)
  local texts = { concept.code }
  for _, text in pairs(concept.label) do texts[#texts + 1] = text end
  for _, text in ipairs(texts) do
    local word = scheme .. ":" .. key(text)
    words[word] = words[word] or {}
    words[word][code] = true
  end
end

test("every term that lists name has a Dutch label, and every synonym stands for a term", function(t)
  for _, scheme in ipairs { "actor-kind", "event-kind", "family", "relation-type", "sector", "skill-kind" } do
    for concept in grappe.concepts.each { scheme = scheme, owner = "europe" } do
      t.equal({ concept.id, concept.label.nl ~= nil }, { concept.id, true })
    end
  end
  for concept in grappe.concepts.each { scheme = { "legal-form", "synonym" } } do
    t.equal({ concept.id, #concept.exact_match }, { concept.id, 1 })
    t.ok(grappe.concepts.get(concept.exact_match[1]))
  end
end)

test("no word of a list stands for two terms of one vocabulary", function(t)
  local words = {}
  for _, scheme in ipairs { "actor-kind", "event-kind", "family", "relation-type", "sector" } do
    for concept in grappe.concepts.each { scheme = scheme } do note(words, scheme, concept.code, concept) end
  end
  for concept in grappe.concepts.each { scheme = { "legal-form", "synonym" } } do
    local scheme, code = concept.exact_match[1]:match("^([^:]+):(.+)$")
    note(words, scheme, code, concept)
  end
  local several = {}
  for word, codes in pairs(words) do
    if next(codes, next(codes)) then several[#several + 1] = word end
  end
  t.equal(several, {})
end)

test("the vocabularies of persons and members are there, and their codes are those the model names", function(t)
  local function codes(scheme)
    local list = {}
    for concept in grappe.concepts.each({ scheme = scheme }, { order = "code" }) do list[#list + 1] = concept.code end
    return list
  end
  t.equal(codes("purpose"), { "directory", "invitations", "matchmaking", "newsletter", "photos", "transfer" })
  t.equal(#codes("role"), 10)
  t.equal(#codes("membership-category"), 9)
end)
