local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local function is_alone(id)
  for _, actor in ipairs(require("lib.reseau").isolated()) do
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
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "LU-ES" }
  grappe.relations.add { from = actor.id, type = "member-of", to = "luxembourg-creative-industries-cluster" }
  local text = t.report("reseau", { limit = 100 })
  t.equal(has(text, "membre de"), true)
  t.equal(has(text, "a pour membre"), true)
end)

test("the limit bounds the list", function(t)
  t.equal(has(t.report("reseau", { limit = 100 }), "géré par"), true)
  t.equal(has(t.report("reseau", { limit = 1 }), "géré par"), false)
end)

test("an actor outside Luxembourg is refused", function(t)
  t.denied(function()
    grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WLX" }
  end)
end)
