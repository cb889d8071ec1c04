--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

local uncovered = grappe.t("funding.uncovered", { stages = grappe.t("stage.prototype") })

test("the stage that nothing covers is named until an instrument covers it", function(t)
  t.equal(has(t.report("financements", {}), uncovered), true)
  grappe.calls.add { name = "Essai", level = "regional", stages = { "prototype" }, territories = { "BE-WAL" } }
  t.equal(has(t.report("financements", {}), uncovered), false)
end)

test("a planned instrument covers nothing yet", function(t)
  grappe.calls.add {
    name = "Essai", level = "regional", stages = { "prototype" }, territories = { "BE-WAL" }, standing = "proposed",
  }
  t.equal(has(t.report("financements", {}), grappe.t("funding.only_planned", {
    stages = grappe.t("stage.prototype") .. ", " .. grappe.t("stage.commercialisation"),
  })), true)
end)

test("an instrument of another country covers nothing in Wallonia", function(t)
  grappe.calls.add { name = "Essai", level = "national", stages = { "prototype" }, territories = { "FR" } }
  t.equal(has(t.report("financements", {}), uncovered), true)
end)

test("a stage shows only the instruments that name it", function(t)
  local text = t.report("financements", { stage = "export" })
  t.equal(has(text, "AWEX"), true)
  t.equal(has(text, "Tax shelter"), false)
end)

test("a line covers a stage until its period is over, and is then listed as closed", function(t)
  grappe.calls.add { name = "Essai", level = "regional", stages = { "prototype" }, territories = { "BE-WAL" }, period = "2023-01/2025-06" }
  t.equal(has(t.report("financements", { date = "2025-06-30" }), uncovered), false)
  local after = t.report("financements", { date = "2025-07-01" })
  t.equal(has(after, uncovered), true)
  t.equal(has(after:match(word("funding.closed_list") .. ".*"), "Essai"), true)
end)

test("a call is open on its last day", function(t)
  grappe.calls.add { name = "Essai", level = "regional", stages = { "prototype" }, territories = { "BE-WAL" }, closes = "2026-03-31" }
  t.equal(has(t.report("financements", { date = "2026-03-31" }), uncovered), false)
  t.equal(has(t.report("financements", { date = "2026-04-01" }), uncovered), true)
end)

test("an invented instrument is in no list and covers nothing", function(t)
  grappe.calls.add { name = "Fonds inventé", level = "regional", stages = { "prototype" }, territories = { "BE" }, source = "illustratif" }
  local text = t.report("financements", { detail = true })
  t.equal(has(text, "Fonds inventé"), false)
  t.equal(has(text, uncovered), true)
end)

test("what is missing to apply is counted from the records, not told by heart", function(t)
  local function rates() return t.report("financements"):match(word("funding.needed_rate_max") .. "%s+(%d+)%s+(%d+)") end
  local known, lacking = rates()
  grappe.calls.add { name = "Essai", level = "regional", territories = { "BE-WAL" }, rate_max = 0.5 }
  grappe.calls.add { name = "Essai sans taux", level = "regional", territories = { "BE-WAL" } }
  grappe.calls.add { name = "Essai clos", level = "regional", territories = { "BE-WAL" }, rate_max = 0.5, period = "2020" }
  t.equal({ rates() }, { tostring(math.tointeger(known + 1)), tostring(math.tointeger(lacking + 1)) })
end)

test("what is known to apply is shown for each call, and what is not is counted", function(t)
  local call = grappe.calls.add { name = "Appel d'essai", level = "regional", territories = { "BE-WAL" } }
  local function lacking(key)
    local text = t.report("financements"):gsub("%s+", " ")
    local title = grappe.t("funding.lacks"):gsub("%p", "%%%0")
    local part = text:match(title .. "(.*)")
    return tonumber(part:match(grappe.t(key):gsub("%p", "%%%0") .. " %d+ (%d+)"))
  end
  local before = { lacking("funding.needed_url"), lacking("funding.needed_documents"), lacking("funding.needed_opens") }
  t.equal(t.report("financements"):find(grappe.t("funding.terms"), 1, true), nil)
  grappe.calls.set(call.id, { url = "https://example.org/guichet", rate_max = 0.4, opens = "2020-01-01" })
  local text = t.report("financements")
  t.ok(text:find(grappe.t("funding.terms"), 1, true))
  t.ok(text:gsub("%s+", " "):find("40.-%%.-example.org/guichet"))
  t.equal(
    { lacking("funding.needed_url"), lacking("funding.needed_documents"), lacking("funding.needed_opens") },
    { before[1] - 1, before[2], before[3] - 1 })
end)
