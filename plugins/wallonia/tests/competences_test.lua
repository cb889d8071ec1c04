local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("a published need stands in the report with its posts", function(t)
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE-WNA" }
  local published = t.run("besoin", { actor = actor.id, skill = "toon-boom", count = 3, urgency = "high" })
  t.equal(published.actor, "Studio Essai")
  t.equal(published.taught_by[1].training, "Animation avec Toon Boom")
  local text = t.report("competences", { skill = "toon-boom" })
  t.equal(has(text, "3 poste(s)"), true)
  t.equal(has(text, "Technocité"), true)
end)

test("a shortage that nobody teaches is counted until a training teaches it", function(t)
  local function uncovered()
    return tonumber(t.report("competences", { skill = "operateur-media-server" }):match("(%d+)%s+En pénurie, sans formation"))
  end
  t.equal(uncovered(), 1)
  grappe.trainings.add { title = "Essai", skills = { "operateur-media-server" } }
  t.equal(uncovered(), 0)
end)

test("a training in another city is left out", function(t)
  grappe.trainings.add { title = "Formation d'essai", city = "Andenne", territory = "BE-WNA" }
  t.equal(has(t.report("competences", { city = "Andenne" }), "Formation d'essai"), true)
  t.equal(has(t.report("competences", { city = "Mons" }), "Formation d'essai"), false)
end)
