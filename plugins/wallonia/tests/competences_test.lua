--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("a published need stands in the report with its posts", function(t)
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE-WNA" }
  local published = t.run("besoin", { actor = actor.id, skill = "toon-boom", count = 3, urgency = "high" })
  t.equal(published.actor, "Studio Essai")
  t.equal(published.taught_by[1].training, "Animation avec Toon Boom")
  local text = t.report("competences", { skill = "toon-boom" })
  t.equal(has(text, grappe.t("competences.posts", { count = 3 })), true)
  t.equal(has(text, "Technocité"), true)
end)

test("a shortage that nobody teaches is counted until a training teaches it", function(t)
  local function uncovered()
    return tonumber(t.report("competences", { skill = "operateur-media-server" }):match("(%d+)%s+" .. grappe.t("competences.uncovered")))
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

--- The number that a report shows before a figure's label, which is in the plural form of the number.
local function counted(text, label)
  return tonumber(text:match("(%d+)%s+" .. word(label, { count = 2 })) or text:match("([01])%s+" .. word(label, { count = 1 })))
end

local function figure(t, label, params)
  return counted(t.report("competences", params or {}), label)
end

test("a planned training teaches nobody yet", function(t)
  local taught, planned = figure(t, "competences.taught"), figure(t, "competences.planned")
  grappe.trainings.add { title = "Essai", skills = { "vj", "ingenieur-reseau" }, standing = "proposed" }
  t.equal({ figure(t, "competences.taught"), figure(t, "competences.planned") }, { taught, planned + 1 })
  t.equal(figure(t, "competences.uncovered", { skill = "ingenieur-reseau" }), 1)
end)

test("a training on a narrower or a broader skill answers a need in part, one on a sibling does not", function(t)
  local one = { skill = "realisateur-streaming" }
  t.equal(figure(t, "competences.uncovered", one), 1)
  grappe.trainings.add { title = "Essai", skills = { "ingenieur-reseau" } }
  t.equal(figure(t, "competences.uncovered", one), 1)
  local broad = grappe.trainings.add { title = "Essai", skills = { "profil-technico-artistique" } }
  t.equal(figure(t, "competences.uncovered", one), 0)
  t.equal(has(t.report("competences", one):gsub("%s+", " "), grappe.label {
    de = "weiter: Technisch", fr = "plus large : Profil", en = "broader: Technical",
  }), true)
  grappe.trainings.del(broad.id)
  local narrow = { skill = "profil-technico-artistique" }
  local narrower = grappe.label {
    de = "enger: Netzwerk", fr = "plus précis : Ingénieur réseau", en = "narrower: Network engineer",
  }
  t.equal(has(t.report("competences", narrow):gsub("%s+", " "), narrower), true)
end)

test("a company learns of trainings on near skills, and of no planned one", function(t)
  local actor = grappe.actors.add { name = "Studio Essai", kind = "company", territory = "BE-WNA" }
  grappe.trainings.add { title = "Promise", skills = { "animation-3d" }, standing = "proposed" }
  local published = t.run("besoin", { actor = actor.id, skill = "animation-3d" })
  t.equal({ #published.taught_by, published.taught_by[1].training }, { 1, "Animation avec Toon Boom" })
end)

test("the frameworks count the existing trainings tied to them", function(t)
  t.ok(has(t.report("competences"):gsub("%s+", " "), grappe.t("competences.no_framework")))
  grappe.trainings.add { title = "Essai", ["wallonia.frameworks"] = { "ares" } }
  grappe.trainings.add { title = "Promise", ["wallonia.frameworks"] = { "ares" }, standing = "proposed" }
  local text = t.report("competences")
  t.ok(text:find("ARES%s+Reco 2 %(l%.1832%)%s+1"))
  t.ok(not has(text:gsub("%s+", " "), grappe.t("competences.no_framework")))
end)
