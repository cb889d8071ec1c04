test("a link is empty until an actor of a trade stands there", function(t)
  local before = t.report("chaine", { departement = "FR-05" })
  t.ok(not before:find(grappe.t("link.financement") .. "%s+0%s+0%s+1"))
  grappe.actors.add { name = "Fonds d'essai", kind = "fund", territory = "FR-05", sectors = { "jeu-video" } }
  t.ok(t.report("chaine", { departement = "FR-05" }):find(grappe.t("link.financement") .. "%s+0%s+0%s+1"))
end)

test("each trade tells its firms and projects, and how to enter what is missing", function(t)
  local function flat()
    return (t.report("chaine", { departement = "FR-05" }):gsub("%s+", " "))
  end
  local name = require("europe.lib.labels").concepts("sector")["jeu-video"]
  t.ok(flat():find(name .. " 0 0 0", 1, true))
  t.ok(flat():find("jeu-video", 1, true))
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "FR-05", sectors = { "jeu-video" } }
  grappe.projects.add { name = "Projet d'essai", holder = actor.id, territory = "FR-05", sectors = { "jeu-video" } }
  t.ok(flat():find(name .. " 1 1 1", 1, true))
  t.ok(not flat():find("jeu-video", 1, true))
end)

test("the steps of the chain are those of the article, with their place in it", function(t)
  local text = t.report("chaine"):gsub("%s+", " ")
  t.ok(text:find(grappe.t("step.support") .. " " .. grappe.t("state.need"), 1, true))
  t.ok(text:find("(l.23)", 1, true))
end)
