-- The theme of each indicator, Walloon and European, for the report of the figures.
local rows = require "europe.lib.rows"

for _, row in ipairs(rows.csv("data/indicator_themes.csv")) do
  grappe.indicators.set(row.indicator, { ["wallonia.theme"] = row.theme })
end
