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

test("ties of belonging make nobody well connected and are counted apart", function(t)
  local one = grappe.actors.add { name = "Institut", kind = "research-centre", territory = "LU-VD", sectors = { "xr" } }
  local other = grappe.actors.add { name = "Département", kind = "research-centre", territory = "LU-VD", sectors = { "xr" } }
  grappe.relations.add { from = other.id, type = "part-of", to = one.id, source = "ROR" }
  local text = t.report("reseau", { territory = "LU-VD" })
  t.equal({ has(text, grappe.t("reseau.best")), has(text, grappe.t("reseau.structural")) }, { false, true })
  t.ok(has(text, grappe.t("reseau.register", { count = 1 }):sub(1, 30)))
end)

test("what changed since a date tells new actors, new ties and those that ended", function(t)
  t.as("2026-06-01")
  local one = grappe.actors.add { name = "Ancien studio", kind = "company", territory = "LU-VD", sectors = { "xr" } }
  local other = grappe.actors.add { name = "Autre studio", kind = "company", territory = "LU-VD", sectors = { "xr" } }
  grappe.relations.add { from = one.id, type = "partner-of", to = other.id, start = "2020", ["end"] = "2026-05" }
  grappe.relations.add { from = one.id, type = "interested-in", to = "luxinnovation", start = "2026-05-20" }
  grappe.relations.add { from = other.id, type = "interested-in", to = "luxinnovation", start = "2019" }
  local function figures(since)
    local text = t.report("reseau", { territory = "LU-VD", since = since })
    local counts = {}
    for position, key in ipairs { "changes.actors_count", "changes.began_count", "changes.ended_count" } do
      local many, single = grappe.t(key, { count = 2 }), grappe.t(key, { count = 1 })
      counts[position] = tonumber(text:match("(%d+)%s+" .. many) or text:match("([01])%s+" .. single))
    end
    return counts
  end
  t.equal(figures("2026-05-01"), { 2, 1, 1 })
  t.equal(figures("2026-05-25"), { 2, 0, 1 })
  t.equal(figures("2026-06-01"), { 2, 0, 0 })
end)

test("at most two hundred nodes are drawn, and the rest counted", function(t)
  local hub = grappe.actors.add { name = "Carrefour", kind = "hub", territory = "LU-VD", sectors = { "xr" } }
  for number = 1, 205 do
    local actor = grappe.actors.add { name = "Studio " .. number, kind = "company", territory = "LU-VD", sectors = { "xr" } }
    grappe.relations.add { from = actor.id, type = "partner-of", to = hub.id }
  end
  t.ok(has(t.report("reseau", { territory = "LU-VD" }), grappe.t("reseau.not_drawn", { count = 6 })))
end)

test("a tie between two records of other sectors is counted, not drawn", function(t)
  local function left_out()
    local pattern = grappe.t("reseau.other_ties", { count = 7 }):gsub("%p", "%%%0"):gsub("7", "(%%d+)")
    return tonumber(((t.report("reseau"):gsub("%s+", " ")):match(pattern)))
  end
  local before = left_out()
  for _, id in ipairs { "clinique-essai", "labo-essai" } do
    grappe.actors.add { id = id, name = id, kind = "company", territory = "LU", sectors = { "sante" } }
  end
  grappe.relations.add { from = "clinique-essai", type = "partner-of", to = "labo-essai" }
  t.equal(left_out(), before + 1)
  grappe.relations.add { from = "clinique-essai", type = "partner-of", to = "luxinnovation" }
  t.equal(left_out(), before + 1)
end)
