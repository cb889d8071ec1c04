-- Reminders: the next steps of foreign partnerships by their date, those overdue first, and what is missing for the others.
local labels = require "europe.lib.labels"
local partners = require "lib.partners"
local sources = require "europe.lib.sources"

local reminders = {}

local t = grappe.t
local parts = { "late", "coming", "undated", "without_step" }

--- The part of the list that a partnership belongs to on a day. A date of reduced precision is late when its whole month or year is over.
local function part_of(partner, day)
  if not partner.next_step then
    return "without_step"
  end
  if not partner.due then
    return "undated"
  end
  return partner.due < day:sub(1, #partner.due) and "late" or "coming"
end

local function last_contact(partner)
  local log, last = partners.log(partner.relation), nil
  for _, entry in ipairs(log) do
    last = (not last or entry.date > last) and entry.date or last
  end
  return last
end

local function row_of(partner, part, territories)
  return {
    t("reminders." .. part), labels.date(partner.due), partner.actor.name, labels.text(territories[partner.country].name),
    t("pipeline." .. partner.stage), partner.next_step or "–", partner.owner and t("owner." .. partner.owner) or t("reminders.no_owner"),
    labels.date(last_contact(partner)),
  }
end

--- The partnerships of one role and up to a date, with the part each belongs to, in order.
local function selected(params, territories, day)
  local list = {}
  for _, partner in ipairs(partners.find(territories)) do
    local part = part_of(partner, day)
    local is_due = not params["until"] or part ~= "coming" or partner.due <= params["until"]
    if is_due and (not params.owner or partner.owner == params.owner) then
      list[#list + 1] = { partner = partner, part = part }
    end
  end
  local rank = {}
  for position, part in ipairs(parts) do
    rank[part] = position
  end
  return labels.sort(list, function(entry)
    return rank[entry.part] .. (entry.partner.due or "") .. "\0" .. entry.partner.actor.name
  end)
end

local function incomplete(doc, list)
  local commands = {}
  for _, entry in ipairs(list) do
    if entry.part == "undated" or entry.part == "without_step" or not entry.partner.owner then
      commands[#commands + 1] = t("reminders.command", { name = entry.partner.actor.name, id = entry.partner.actor.id })
    end
  end
  if #commands > 0 then
    doc:heading(t("reminders.incomplete"), 2)
    doc:list(commands)
  end
end

--- Writes the report; `params` may hold `date` (the day that decides what is late; today without it), `until` and `owner`.
function reminders.run(params, doc)
  local day, territories = params.date or grappe.today(), partners.territories()
  local list, counts, rows, cited = selected(params, territories, day), {}, {}, {}
  for position, entry in ipairs(list) do
    counts[entry.part] = (counts[entry.part] or 0) + 1
    rows[position], cited[position] = row_of(entry.partner, entry.part, territories), entry.partner.relation
  end
  local figures = {}
  for position, part in ipairs(parts) do
    figures[position] = { label = t("reminders." .. part), value = counts[part] or 0 }
  end
  local year, month, number = (day .. "-01-01"):match("^(%d+)-(%d+)-(%d+)")
  doc:text(t("reminders.as_of", { year = year, month = month, day = number }))
  doc:figures(figures)
  doc:table {
    columns = {
      t("reminders.state"), t("export.due"), t("export.partner"), t("export.country"), t("export.stage"), t("export.next_step"),
      t("export.owner"), t("reminders.last"),
    },
    rows = rows, group = 1, empty = t("reminders.none"),
  }
  incomplete(doc, list)
  doc:note(t("reminders.roles"))
  sources.cite(doc, cited)
end

return reminders
