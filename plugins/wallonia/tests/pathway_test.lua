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
  t.ok(text:find(grappe.label { en = "What is the enterprise number", fr = "Quel est le numéro d'entreprise" }, 1, true))
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
