local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local function is_alone(id)
  for _, actor in ipairs(require("lib.network").isolated()) do
    if actor.id == id then
      return true
    end
  end
  return false
end

test("an actor is alone until a tie touches it", function(t)
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "LU-ES" }
  t.equal(is_alone(actor.id), true)
  grappe.relations.add { from = actor.id, type = "member-of", to = "luxembourg-creative-industries-cluster" }
  t.equal(is_alone(actor.id), false)
end)

test("a tie shows at both of its ends, each in its own words", function(t)
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "LU-ES", sectors = { "xr" } }
  grappe.relations.add { from = actor.id, type = "member-of", to = "luxembourg-creative-industries-cluster" }
  local text = t.report("reseau", { limit = 100 })
  t.equal(has(text, grappe.t("tie.out.member-of")), true)
  t.equal(has(text, grappe.t("tie.in.member-of")), true)
end)

test("the limit bounds the list", function(t)
  t.ok(t.report("reseau", { limit = 100 }):find("\n%s*2%s+Luxinnovation"))
  t.equal(t.report("reseau", { limit = 1 }):find("\n%s*2%s+Luxinnovation"), nil)
end)

test("actors of another sector are ranked apart, invented ones nowhere", function(t)
  local law = grappe.actors.add { name = "Centre de droit", kind = "company", territory = "LU-VD", sectors = { "sante" } }
  local studio = grappe.actors.add { name = "Studio", kind = "company", territory = "LU-VD", sectors = { "xr" } }
  local fiction = { name = "Inventé", kind = "company", territory = "LU-VD", sectors = { "xr" }, source = "illustratif" }
  fiction = grappe.actors.add(fiction)
  for _, from in ipairs { law.id, studio.id, fiction.id } do
    grappe.relations.add { from = from, type = "partner-of", to = "luxinnovation" }
  end
  local text = t.report("reseau", { territory = "LU-VD" })
  local function between(first, last)
    local start = text:find(grappe.t(first), 1, true)
    return text:sub(start, (text:find(grappe.t(last), start, true)))
  end
  local sector, others = between("reseau.best", "reseau.neighbours"), between("reseau.others", "reseau.network")
  t.equal({ has(sector, "Studio"), has(sector, "Centre de droit"), has(others, "Centre de droit") }, { true, false, true })
  t.equal(has(text, "Inventé"), false)
end)

test("an actor outside Luxembourg is refused", function(t)
  t.denied(function()
    grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WLX" }
  end)
end)
