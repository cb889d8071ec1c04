-- The member of the steering committee that was missing, the citations that named a wrong line, the unit of the competitiveness
-- clusters, and the figures on policies in a theme of their own.
local rows = require "europe.lib.rows"

local kinds = { actors = { aliases = "list", categories = "list", sectors = "list", lat = "number", lon = "number",
  ["wallonia.type"] = "list" }, relations = { share = "number" } }

--- Adds the rows of a file that are not there yet; a workspace that is new has them all.
local function complete(collection, name)
  local path, missing = "data/" .. name .. ".csv", {}
  for _, row in ipairs(rows.csv(path, kinds[name])) do
    if not collection.get(row.id) then
      missing[#missing + 1] = row
    end
  end
  rows.add(collection, path, missing)
end

--- Writes the citation of some rows of a file again.
local function cite(collection, records, ids)
  for _, record in ipairs(records) do
    if ids[record.id] then
      collection.set(record.id, { locator = record.locator })
    end
  end
end

complete(grappe.actors, "actors")
complete(grappe.relations, "relations")
cite(grappe.relations, rows.csv("data/relations.csv"), {
  ["rl-151"] = true, ["rl-152"] = true, ["rl-153"] = true, ["rl-154"] = true,
})
cite(grappe.calls, rows.jsonl("data/calls.jsonl"), { ["fi-start-invest"] = true, ["fi-start-creativite-numerique"] = true })

grappe.indicators.set("ind-poles-competitivite", { unit = "poles" })
for _, row in ipairs(rows.csv("data/indicator_themes.csv")) do
  if row.policy then
    grappe.indicators.set(row.indicator, { ["wallonia.policy"] = true })
  end
end
