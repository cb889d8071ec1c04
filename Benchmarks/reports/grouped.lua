-- Number of actors and earliest start by territory and kind; grouped, with subtotals and a total.
local doc = grappe.document { title = "Acteurs par territoire et genre" }
local rows = {}
for _, row in ipairs(grappe.sql [[
  SELECT territory, kind, count(*) AS actors, min(founded) AS since FROM actors
  GROUP BY territory, kind ORDER BY territory, kind]]) do
  rows[#rows + 1] = { row.territory or "", row.kind, row.actors, row.since and { date = row.since } or "" }
end
doc:table {
  columns = { "Territoire", "Genre", { "Acteurs", kind = "integer" }, { "Depuis", kind = "date" } },
  rows = rows, group = 1, subtotals = true, totals = true,
}
