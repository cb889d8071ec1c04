local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local function actor(name, territory, sectors)
  return grappe.actors.add { name = name, kind = "company", territory = territory, sectors = sectors or { "design" } }.id
end

test("the areas show their members, and say where these come from", function(t)
  local text = t.report("transfrontalier", {})
  for _, name in ipairs { "Grande Région", "Eurométropole", "Euregio", "Wallonie picarde", "Nord-Pas-de-Calais", "Sarre" } do
    t.equal({ name, has(text, name) }, { name, true })
  end
  t.equal(has(text, "à titre d'illustration"), true)
  t.equal(has(t.report("transfrontalier", { area = "area-eurometropole" }), "à titre d'illustration"), false)
end)

test("with actors of one country only there is nothing to compare", function(t)
  actor("Seul", "BE-WLG")
  t.equal(has(t.report("transfrontalier", { area = "area-euregio" }), "tous d'un même pays"), true)
end)

test("ties within countries and across are compared with chance", function(t)
  local ids = { actor("A", "BE-WLG"), actor("B", "BE-WLG"), actor("C", "NL-LI") }
  grappe.relations.add { from = ids[1], type = "partner-of", to = ids[2] }
  -- One tie within Belgium; of the three pairs two cross the border: (2 − 1) / 3.
  local text = t.report("transfrontalier", { area = "area-euregio" }):gsub("%s+", " ")
  t.equal(has(text, "entre pays de l'aire : 0 ; dans un même pays : 1. Indice E-I : -1,00 ; le hasard donnerait 0,33."), true)
  grappe.relations.add { from = ids[1], type = "partner-of", to = ids[3] }
  local crossed = t.report("transfrontalier", { area = "area-euregio" }):gsub("%s+", " ")
  t.equal(has(crossed, "Indice E-I : 0,00"), true)
end)

test("a planned tie is not counted in the index, but listed with a mark", function(t)
  local here, there = actor("Ici", "BE-WLG"), actor("Là-bas", "NL-LI")
  grappe.relations.add { from = here, type = "partner-of", to = there, standing = "proposed" }
  local text = t.report("transfrontalier", { area = "area-euregio" })
  t.equal(has(text:gsub("%s+", " "), "entre pays de l'aire : 0 ;"), true)
  t.equal(has(text, "partenaire de\u{A0}*"), true)
end)

test("actors that share a sector across a border are introduced", function(t)
  actor("Studio mosan", "BE-WLG", { "xr" })
  actor("Studio limbourgeois", "NL-LI", { "xr" })
  local text = t.report("transfrontalier", { area = "area-euregio", limit = 3 })
  t.equal(has(text, "Qui présenter à qui"), true)
  t.equal(has(text, "Réalité étendue (XR)"), true)
end)

test("belonging is no tie between countries, and few ties are no conclusion", function(t)
  local here, there = actor("Filiale", "BE-WLG"), actor("Maison mère", "NL-LI")
  grappe.relations.add { from = here, type = "part-of", to = there }
  local text = t.report("transfrontalier", { area = "area-euregio" }):gsub("%s+", " ")
  t.equal(has(text, "entre pays de l'aire : 0 ; dans un même pays : 0"), true)
  t.equal(has(text, "Trop peu de liens (0)"), true)
end)

test("an actor of another sector, a planned one and an invented one are not compared nor introduced", function(t)
  actor("Studio mosan", "BE-WLG", { "xr" })
  actor("Laboratoire limbourgeois", "NL-LI", { "biotech" })
  grappe.actors.add { name = "Prévu", kind = "company", territory = "NL-LI", sectors = { "xr" }, standing = "proposed" }
  grappe.actors.add { name = "Inventé", kind = "company", territory = "NL-LI", sectors = { "xr" }, source = "illustratif" }
  t.equal(has(t.report("transfrontalier", { area = "area-euregio" }), "tous d'un même pays"), true)
end)
