-- Orientation: which institution is competent for a question of legal status or of funding.
local labels = require "europe.lib.labels"
local rows = require "europe.lib.rows"

local orientation = {}

local t = grappe.t

--- Writes the report; `params.question` narrows it to the rows whose question or mandate contains the words.
function orientation.run(params, doc)
  local wanted = params.question and labels.sort_key(params.question)
  local list, unconfirmed = {}, 0
  for _, row in ipairs(rows.csv("data/orientation.csv")) do
    local question, mandate = labels.text(row.question), labels.text(row.mandate)
    if not wanted or labels.sort_key(question .. " " .. mandate):find(wanted, 1, true) then
      local mark = row.confirmed == "no" and "\u{A0}†" or ""
      unconfirmed = unconfirmed + (row.confirmed == "no" and 1 or 0)
      list[#list + 1] = { question, row.institution .. mark, mandate, row.basis or "" }
    end
  end
  if #list == 0 then
    doc:note(t("orientation.nothing"))
    return
  end
  doc:table {
    columns = { t("orientation.question"), t("orientation.institution"), t("orientation.mandate"), t("orientation.basis") },
    rows = list,
  }
  if unconfirmed > 0 then
    doc:note(t("orientation.unconfirmed", { count = unconfirmed }))
  end
  doc:note(t("orientation.no_advice"))
  doc:source(t("orientation.source"))
end

return orientation
