local scope = require "lib.scope"
local size = require "lib.size"

local function actor(name, fields)
  fields = fields or {}
  fields.name, fields.kind, fields.territory = name, "company", "FR"
  return grappe.actors.add(fields).id
end

test("beyond the limit a report says in one sentence what to narrow", function(t)
  local notes, most = {}, size.actors_max
  local doc = { note = function(_, text) notes[#notes + 1] = text end }
  local filter = { territory = "FR", name = { like = "Essai taille%" } }
  actor("Essai taille 1")
  actor("Essai taille 2")
  size.actors_max = 2
  t.equal(size.is_too_large(doc, filter, "--territory"), false)
  actor("Essai taille 3")
  t.equal(size.is_too_large(doc, filter, "--territory"), true)
  size.actors_max = most
  t.equal(#notes, 1)
  t.ok(notes[1]:find("3", 1, true) and notes[1]:find("--territory", 1, true))
end)

test("the ties of some actors are those of all that touch one of them, each once", function(t)
  local one, two, three = actor("Un"), actor("Deux"), actor("Trois")
  local function tie(from, type, to, fields)
    fields = fields or {}
    fields.from, fields.type, fields.to = from, type, to
    return grappe.relations.add(fields).id
  end
  local both, out, inward = tie(one, "partner-of", two), tie(one, "supports", three), tie(three, "funds", two)
  tie(three, "part-of", one)
  tie(three, "supports", two, { source = "illustratif" })
  local wanted, found = { both, out, inward }, {}
  table.sort(wanted)
  for position, relation in ipairs(size.relations_of({ one, two }, scope.ties, { standing = "existing" })) do
    found[position] = relation.id
  end
  t.equal(found, wanted)
end)

test("many records are read by their ids, in batches", function(t)
  local ids = { "commission-europeenne", "no-such-actor" }
  for number = 1, 600 do
    ids[#ids + 1] = "missing-" .. number
  end
  ids[#ids + 1] = actor("Le dernier")
  local records, count = size.by_id(grappe.actors, ids, { "id", "name" }), 0
  for _ in pairs(records) do
    count = count + 1
  end
  t.equal({ count, records[ids[#ids]].name }, { 2, "Le dernier" })
end)

test("records are counted by the id that they name, and the last of each is found, across batches", function(t)
  local ids = {}
  for number = 1, 600 do
    ids[number] = actor("Compté " .. number)
  end
  local one, two, without = actor("Compté un"), actor("Compté deux"), actor("Compté sans")
  table.move({ one, two, without }, 1, 3, #ids + 1, ids)
  for _, figure in ipairs { { one, 2021 }, { one, 2023 }, { one, 2022 }, { two, 2020 } } do
    grappe.figures.add { actor = figure[1], year = figure[2], staff = figure[2] % 100 }
  end
  t.equal(size.counts(grappe.figures, "actor", ids), { [one] = 3, [two] = 1 })
  t.equal(size.counts(grappe.figures, "actor", ids, { year = 2022 }), { [one] = 1 })
  local latest = size.latest(grappe.figures, "actor", ids, "year")
  t.equal({ latest[one].staff, latest[two].staff, latest[without] }, { 23, 20, nil })
end)

test("records of ids that a filter does not select are not read", function(t)
  local ids = { actor("De France"), actor("Du passé", { standing = "proposed" }) }
  local records = size.by_id(grappe.actors, ids, { "id" }, { standing = "existing" })
  t.equal({ records[ids[1]] ~= nil, records[ids[2]] }, { true, nil })
end)
