--- A text of the reports as a pattern, in the language of the test.
local function word(key, args)
  return (grappe.t(key, args):gsub("%p", "%%%0"))
end

test("the job counts its month, and an actor more shows in the next", function(t)
  t.ok(t.report("barometre"):find(grappe.t("barometre.nothing"):sub(1, 20), 1, true))
  local barometre = require "lib.barometer"
  barometre.take("2026-03-01T05:00:00Z")
  grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WNA", sectors = { "xr" } }
  barometre.take("2026-04-01T04:00:00Z")
  local before, after = grappe.storage.get("barometre:2026-03"), grappe.storage.get("barometre:2026-04")
  t.equal(after.actors, before.actors + 1)
  t.equal(after.companies, before.companies + 1)
  t.ok(t.report("barometre"):find("2026%-04"))
end)

test("the registered job counts", function(t)
  t.as("2026-05-01")
  t.job("barometre")
  t.equal(#grappe.storage.keys(), 1)
end)

--- The number that a report shows before a figure's label, which is in the plural form of the number.
local function counted(text, label)
  return tonumber(text:match("(%d+)%s+" .. word(label, { count = 2 })) or text:match("([01])%s+" .. word(label, { count = 1 })))
end

--- The figure of a report that stands before `label`.
local function figure(t, report, label, params)
  return counted(t.report(report, params or {}), label)
end

test("each count of the barometer is the figure of its report", function(t)
  local fields = { kind = "company", territory = "BE-WNA", sectors = { "xr" } }
  for _, standing in ipairs { "existing", "proposed" } do
    fields.name, fields.standing = "Essai " .. standing, standing
    grappe.actors.add(fields)
    grappe.trainings.add { title = "Essai", standing = standing }
    grappe.calls.add { name = "Essai", level = "regional", territories = { "BE" }, standing = standing }
    grappe.calls.add { name = "Essai fini", level = "regional", territories = { "BE-WAL" }, standing = standing, period = "2019" }
  end
  t.run("exemples", {})
  t.as("2026-05-01")
  t.run("label", { actor = "kikk" })
  local day, wallonia = "2026-05-01", { territory = "BE-WAL" }
  require("lib.barometer").take(day)
  local counts = grappe.storage.get("barometre:2026-05")
  t.equal(counts.actors, figure(t, "cartographie", "cartographie.actors", wallonia))
  t.equal(counts.events, figure(t, "agenda", "agenda.events", wallonia))
  t.equal(counts.calls, figure(t, "financements", "funding.existing", { date = day }))
  t.equal(counts.trainings, figure(t, "competences", "competences.trainings"))
  t.equal(counts.labels, figure(t, "communaute", "communaute.valid_labels", { date = day }))
end)

test("belonging is no tie of the barometer, and an invented tie neither", function(t)
  local function ties()
    require("lib.barometer").take("2026-06-01")
    return grappe.storage.get("barometre:2026-06").ties
  end
  local before = ties()
  grappe.relations.add { from = "kikk", type = "part-of", to = "wallimage" }
  grappe.relations.add { from = "kikk", type = "supports", to = "wallimage", source = "illustratif" }
  t.equal(ties(), before)
  grappe.relations.add { from = "kikk", type = "partner-of", to = "wallimage" }
  t.equal(ties(), before + 1)
end)
