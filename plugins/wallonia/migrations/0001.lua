-- The types of the white paper's own map, each under its family.
local rows = require "europe.lib.rows"

local path = "data/actor_types.csv"
local types = rows.csv(path)
for _, record in ipairs(types) do
  record.scheme = "wallonia-type"
end
rows.add(grappe.concepts, path, types)
