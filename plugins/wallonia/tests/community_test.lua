--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

--- The number that a report shows before a figure's label, which is in the plural form of the number.
local function counted(text, label)
  return tonumber(text:match("(%d+)%s+" .. word(label, { count = 2 })) or text:match("([01])%s+" .. word(label, { count = 1 })))
end

local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

test("the steering committee names its members", function(t)
  t.equal(has(t.report("communaute"), "Agoria"), true)
end)

test("a label is valid until it is withdrawn", function(t)
  t.as("2026-03-01")
  local given = t.run("label", { actor = "kikk", expires = "2027-03-01" })
  t.equal(given.issued, "2026-03-01")
  t.equal(grappe.actors.get("kikk")["wallonia.label"], true)
  t.equal(has(t.report("communaute", { date = "2026-06-01" }), grappe.t("communaute.valid")), true)
  t.equal(has(t.report("communaute", { date = "2027-03-02" }), grappe.t("communaute.expired")), true)
  t.as("2026-09-01")
  t.run("label", { actor = "kikk", given = false })
  t.equal(has(t.report("communaute", { date = "2026-10-01" }), grappe.t("communaute.expired")), true)
  t.equal(grappe.actors.get("kikk")["wallonia.label"], false)
end)

test("giving a label twice keeps one award", function(t)
  t.run("label", { actor = "kikk" })
  t.run("label", { actor = "kikk", expires = "2030-01-01" })
  t.equal(grappe.label_awards.count { actor = "kikk" }, 1)
end)

test("the three numbers of the committee are told with what each counts", function(t)
  local function words() return t.report("communaute"):gsub("%s+", " ") end
  local count = tonumber(words():match(grappe.label {
    de = "Der Ausschuss: (%d+) Einrichtungen", fr = "Le comité : (%d+) structures", en = "The committee: (%d+) bodies",
  }))
  t.equal(words():match(grappe.label {
    de = "kündigen (%d+) an und führen (%d+)", fr = "annoncent (%d+) et listent (%d+)", en = "announce (%d+) and list (%d+)",
  }), "30")
  t.equal(has(words(), "team.davanac"), true)
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WNA" }
  grappe.relations.add { from = actor.id, type = "steering-committee-member-of", to = "wake-by-digital-wallonia" }
  t.equal(tonumber(words():match(grappe.label {
    de = "Der Ausschuss: (%d+) Einrichtungen", fr = "Le comité : (%d+) structures", en = "The committee: (%d+) bodies",
  })), count + 1)
  t.equal(tonumber(words():match("(%d+) " .. word("communaute.committee"))), count + 1)
end)

test("a planned tie is listed with a mark and counts apart", function(t)
  local function figures()
    local text = t.report("communaute")
    return counted(text, "communaute.others"), counted(text, "communaute.planned")
  end
  local others, planned = figures()
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WNA" }
  grappe.relations.add { from = actor.id, type = "supports", to = "wake-by-digital-wallonia", standing = "proposed" }
  t.equal({ figures() }, { others, planned + 1 })
  t.equal(has(t.report("communaute"), "Essai\u{A0}*"), true)
end)
