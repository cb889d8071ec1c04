local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

--- The text with each run of blanks as one space: the lines of a report are broken at its width.
local function flat(text)
  return (text:gsub("%s+", " "))
end

--- The note on the members of an area, in the language of the test.
local function note_of(area)
  local record = grappe.territories.get(area)
  return grappe.label {
    de = record["europe.members_note_de"], en = record["europe.members_note_en"], fr = record["europe.members_note_fr"],
  }
end

local function index(external, internal, value, expected)
  local function number(text) return (text:gsub("%.", grappe.t("decimal"))) end
  return grappe.t("transfrontalier.index", {
    external = external, internal = internal, index = number(value), expected = number(expected),
  })
end

local function actor(name, territory, sectors)
  return grappe.actors.add { name = name, kind = "company", territory = territory, sectors = sectors or { "design" } }.id
end

test("the areas show their members, and say where these come from", function(t)
  local text = t.report("transfrontalier", {})
  for _, id in ipairs { "area-grande-region", "area-eurometropole", "area-euregio", "area-wallonie-picarde", "DE-SL" } do
    local name = grappe.label(id, "territory")
    t.equal({ name, has(text, name) }, { name, true })
  end
  local note = note_of("area-grande-region")
  t.equal(has(flat(text), note), true)
  t.equal(has(flat(t.report("transfrontalier", { area = "area-eurometropole" })), note), false)
end)

test("with actors of one country only there is nothing to compare", function(t)
  actor("Seul", "BE-WLG")
  t.equal(has(flat(t.report("transfrontalier", { area = "area-euregio" })), grappe.t("transfrontalier.one_country")), true)
end)

test("ties within countries and across are compared with chance", function(t)
  local ids = { actor("A", "BE-WLG"), actor("B", "BE-WLG"), actor("C", "NL-LI") }
  grappe.relations.add { from = ids[1], type = "partner-of", to = ids[2] }
  -- One tie within Belgium; of the three pairs two cross the border: (2 − 1) / 3.
  local text = flat(t.report("transfrontalier", { area = "area-euregio" }))
  t.equal(has(text, index(0, 1, "-1.00", "0.33")), true)
  grappe.relations.add { from = ids[1], type = "partner-of", to = ids[3] }
  local crossed = flat(t.report("transfrontalier", { area = "area-euregio" }))
  t.equal(has(crossed, index(1, 1, "0.00", "0.33")), true)
end)

test("a planned tie is not counted in the index, but listed with a mark", function(t)
  local here, there = actor("Ici", "BE-WLG"), actor("Là-bas", "NL-LI")
  grappe.relations.add { from = here, type = "partner-of", to = there, standing = "proposed" }
  local text = t.report("transfrontalier", { area = "area-euregio" })
  t.equal(has(flat(text), grappe.t("transfrontalier.index", { external = 0, internal = "\0" }):match("^[^\0]*")), true)
  t.equal(has(text, grappe.label("partner-of", "relation.type") .. "\u{A0}*"), true)
end)

test("actors that share a sector across a border are introduced", function(t)
  actor("Studio mosan", "BE-WLG", { "xr" })
  actor("Studio limbourgeois", "NL-LI", { "xr" })
  local text = t.report("transfrontalier", { area = "area-euregio", limit = 3 })
  t.equal(has(text, grappe.t("transfrontalier.introductions")), true)
  t.equal(has(text, grappe.label("xr", "sector")), true)
end)

test("belonging is no tie between countries, and few ties are no conclusion", function(t)
  local here, there = actor("Filiale", "BE-WLG"), actor("Maison mère", "NL-LI")
  grappe.relations.add { from = here, type = "part-of", to = there }
  local text = t.report("transfrontalier", { area = "area-euregio" }):gsub("%s+", " ")
  local ties = grappe.t("transfrontalier.index", { external = 0, internal = 0, index = "\0" }):match("^[^\0]*")
  t.equal(has(text, ties), true)
  t.equal(has(text, grappe.t("transfrontalier.few", { count = 0 })), true)
end)

test("an actor of another sector, a planned one and an invented one are not compared nor introduced", function(t)
  actor("Studio mosan", "BE-WLG", { "xr" })
  actor("Laboratoire limbourgeois", "NL-LI", { "biotech" })
  grappe.actors.add { name = "Prévu", kind = "company", territory = "NL-LI", sectors = { "xr" }, standing = "proposed" }
  grappe.actors.add { name = "Inventé", kind = "company", territory = "NL-LI", sectors = { "xr" }, source = "illustratif" }
  t.equal(has(flat(t.report("transfrontalier", { area = "area-euregio" })), grappe.t("transfrontalier.one_country")), true)
end)
