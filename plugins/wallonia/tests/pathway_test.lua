--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

--- The part of the report between the answer's heading and the next one.
local function section(text, answer)
  return text:match("▸ " .. answer .. "(.-)▸") or text:match("▸ " .. answer .. "(.-)\n\n") or ""
end

local function route(t, project)
  t.run("exemples")
  return t.report("parcours", { project = project, date = "2024-06-01" })
end

test("a game studio fits the game line and the tax shelter", function(t)
  local open = section(route(t, "exemple-jeu"), grappe.t("eligibility.eligible"))
  t.ok(open:find("Wallimage Gaming", 1, true))
  t.ok(open:find("Tax shelter", 1, true))
  t.ok(open:find("Chèques-entreprises", 1, true))
end)

test("an association is kept out of the vouchers, and its books out of the tax shelter", function(t)
  local closed = section(route(t, "exemple-edition"), grappe.t("eligibility.ineligible"))
  t.ok(closed:find("Chèques%-entreprises.-asbl"))
  t.ok(closed:find("Tax shelter", 1, true))
end)

test("without an enterprise number export aid is a question, not an answer", function(t)
  local text = route(t, "exemple-installation")
  t.ok(section(text, grappe.t("eligibility.unknown")):find("AWEX", 1, true))
  t.ok(text:find(grappe.label {
    de = "Wie lautet die Unternehmensnummer", fr = "Quel est le numéro d'entreprise", en = "What is the enterprise number",
  }, 1, true))
end)

test("a museum's exhibition fits MuseumExpoTech and not the tax shelter", function(t)
  local text = route(t, "exemple-exposition")
  t.ok(section(text, grappe.t("eligibility.eligible")):find("MuseumExpoTech", 1, true))
  t.ok(section(text, grappe.t("eligibility.ineligible")):find("Tax shelter", 1, true))
end)

test("the game line is closed after 2024", function(t)
  t.run("exemples")
  local text = t.report("parcours", { project = "exemple-jeu", date = "2026-01-15" })
  t.ok(not section(text, grappe.t("eligibility.eligible")):find("Wallimage Gaming", 1, true))
end)

test("the examples go away as they came", function(t)
  t.run("exemples")
  t.equal(grappe.projects.count(), 4)
  t.run("exemples", { given = false })
  t.equal(grappe.projects.count(), 0)
  t.equal(grappe.actors.count { source = "illustratif" }, 0)
end)

test("an instrument without rules is named, to be checked, until it is over", function(t)
  t.run("exemples", {})
  grappe.calls.add { name = "Appel sans règles", level = "regional", territories = { "BE-WAL" }, period = "2026" }
  grappe.calls.add { name = "Appel inventé", level = "regional", territories = { "BE-WAL" }, source = "illustratif" }
  local function named(date)
    local text = t.report("parcours", { project = "exemple-jeu", date = date })
    local part = text:match(word("parcours.to_check_list") .. "(.*)") or ""
    return part:find("Appel sans règles", 1, true) ~= nil, part:find("Appel inventé", 1, true) ~= nil
  end
  t.equal({ named("2026-06-01") }, { true, false })
  t.equal({ named("2027-01-01") }, { false, false })
end)

--- The part of a report from a heading of the texts to its end.
local function from(text, key)
  return text:match(word(key) .. "(.*)") or ""
end

test("an answer decides a call, for this report or for good", function(t)
  t.run("exemples", {})
  local params = { project = "exemple-installation", date = "2024-06-01" }
  local asked = from(t.report("parcours", params), "parcours.questions")
  t.ok(asked:find("icc=", 1, true))
  params.repondre = { "icc=oui" }
  local open = section(t.report("parcours", params), grappe.t("eligibility.eligible"))
  t.ok(open:find("St'art", 1, true) or open:find("Start", 1, true))
  params.repondre = nil
  t.ok(from(t.report("parcours", params), "parcours.questions"):find("icc=", 1, true))
  local kept = t.run("parcours", { project = "exemple-installation", repondre = { "icc=oui", "recherche=non" }, retenir = true })
  t.equal(kept.answers, { "icc=oui", "recherche=non" })
  t.ok(not from(t.report("parcours", params), "parcours.questions"):find("icc=", 1, true))
  kept = t.run("parcours", { project = "exemple-installation", repondre = { "icc=", "recherche=oui" }, retenir = true })
  t.equal(grappe.projects.get("exemple-installation")["wallonia.answers"], { "recherche=oui" })
  t.equal(kept.questions[1].parameter, "repondre")
  t.ok(kept.questions[1].prefix:find("=$"))
end)

test("an answer of another form, or on something nobody asks, is refused with what is known", function(t)
  t.run("exemples", {})
  local function answer(text)
    return function() t.run("parcours", { project = "exemple-jeu", repondre = { text } }) end
  end
  t.raises(answer("oui"), "icc=")
  t.raises(answer("couleur=bleu"), "prestataires")
end)

test("the most decisive question comes first", function(t)
  t.run("exemples", {})
  local matches = grappe.funding.match("exemple-independant", { territories = { has = "BE" } }, {
    as_of = "2024-06-01", project = "exemple-installation",
  })
  for position = 2, #matches.questions do
    t.ok(matches.questions[position - 1].decides >= matches.questions[position].decides)
  end
end)

test("the conditions among many answers are those of each answer alone", function(t)
  t.run("exemples", {})
  local options = { as_of = "2024-06-01", project = "exemple-installation", conditions = true }
  local matches = grappe.funding.match("exemple-independant", { territories = { has = "BE" } }, options)
  t.ok(#matches.results > 5)
  for _, match in ipairs(matches.results) do
    local alone = grappe.funding.check("exemple-independant", match.call, {}, {
      as_of = "2024-06-01", project = "exemple-installation",
    })
    t.equal(match.conditions, alone.conditions)
  end
  options.conditions = nil
  matches = grappe.funding.match("exemple-independant", { territories = { has = "BE" } }, options)
  t.equal(matches.results[1].conditions, nil)
end)

test("no stage is covered by an instrument whose rate nobody states", function(t)
  t.run("exemples", {})
  local function stages(text)
    return text:match(word("parcours.by_stage") .. "(.-)▸") or from(text, "parcours.by_stage")
  end
  local text = stages(t.report("parcours", { project = "exemple-jeu", date = "2024-06-01" }))
  t.ok(text:find(grappe.t("coverage.rate_unknown"), 1, true))
  t.ok(not text:find(" " .. grappe.t("coverage.covered") .. " ", 1, true))
  for call in grappe.calls.each { territories = { has = "BE" } } do
    if not call.rate_max then grappe.calls.set(call.id, { rate_max = 1 }) end
  end
  text = stages(t.report("parcours", { project = "exemple-jeu", date = "2024-06-01" }))
  t.ok(text:find(" " .. grappe.t("coverage.covered") .. " ", 1, true))
end)

test("an instrument of unknown stage is to be checked, and not among those left out", function(t)
  t.run("exemples", {})
  grappe.calls.set("fi-tax-shelter", { stages = "" })
  local text = t.report("parcours", { project = "exemple-jeu", date = "2024-06-01" })
  local listed = from(text, "parcours.to_check_list")
  t.ok(listed:find("Tax shelter", 1, true))
  t.ok(listed:find(grappe.t("parcours.lacks_stage"), 1, true))
end)

test("what the route combines is shown with what each instrument excludes", function(t)
  t.run("exemples", {})
  local text = from(t.report("parcours", { project = "exemple-jeu", date = "2024-06-01" }), "parcours.combinations")
  t.ok(text:find(grappe.t("parcours.no_limit_known"):sub(1, 30), 1, true))
  local rules = grappe.rule_sets.find { call = "fi-tax-shelter" }[1]
  local conditions = rules.conditions
  conditions.exclusive_with = { "fi-wallimage-gaming" }
  grappe.rule_sets.set(rules.id, { conditions = conditions })
  text = from(t.report("parcours", { project = "exemple-jeu", date = "2024-06-01" }), "parcours.combinations")
  local rows = from(text, "parcours.excludes"):match("^(.-)▸")
  for _, name in ipairs { "Tax shelter", "Wallimage Gaming" } do
    local _, times = rows:gsub(name, "")
    t.ok(times >= 2, name)
  end
  t.ok(not text:find(grappe.t("parcours.no_limit_known"):sub(1, 30), 1, true))
end)
