-- The units that have a word of their own in the reports.
local units = {}

local codes = {
  "EUR", "EUR-per-year", "actors", "axes", "clusters", "companies", "countries", "domains", "fte", "games",
  "initiatives", "jobs", "m2", "member-states", "members", "months", "organisations", "parties", "percent",
  "percent-per-year", "persons", "pillars", "plans", "poles", "projects", "rank", "ratio", "recommendations",
  "regions", "sectors", "shows", "signatories", "strategies", "structures", "thousand-jobs", "years",
}
local known = {}

for _, code in ipairs(codes) do
  known[code] = true
end

--- Returns the word for a unit; a unit without one as it is recorded.
function units.text(unit)
  local code = unit:match("^%S+")
  return known[code] and grappe.t("unit." .. code) or unit
end

return units
