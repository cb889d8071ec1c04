local function flat(text)
  return (text:gsub("%s+", " "))
end

test("a sub-sector counts its firms apart from its actors, and the wishes of the meetings", function(t)
  local name = require("europe.lib.labels").concepts("sector")["jeu-video"]
  t.ok(flat(t.report("secteurs")):find("grappe import", 1, true))
  grappe.actors.add { name = "Essai", kind = "company", territory = "LU-ES", sectors = { "jeu-video" } }
  grappe.actors.add { name = "Musée Essai", kind = "museum", territory = "LU-ES", sectors = { "jeu-video" } }
  t.run("avis", { event = "ev-lcic-cocktail-reseautage", themes = { "x" }, sectors = { "jeu-video" } })
  local text = flat(t.report("secteurs"))
  t.ok(text:find(name .. " jeu-video 2 1 0 1", 1, true))
  t.ok(not text:find("grappe import", 1, true))
end)
