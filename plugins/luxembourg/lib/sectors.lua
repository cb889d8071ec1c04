-- Sub-sectors: for each one the actors, meetings and wishes that are known in the territory, and how to enter the members.
local labels = require "europe.lib.labels"
local scope = require "europe.lib.scope"
local size = require "europe.lib.size"
local sources = require "europe.lib.sources"

local sectors = {}

local t = grappe.t
local columns = { "actors", "firms", "events", "wishes" }
local firm_kinds = { company = true, freelancer = true }

--- Counts one more in `column` for each of the sectors of a record.
local function add(counts, codes, column)
  for _, code in ipairs(codes or {}) do
    counts[code] = counts[code] or { actors = 0, firms = 0, events = 0, wishes = 0 }
    counts[code][column] = counts[code][column] + 1
  end
end

local function count(territory)
  local counts, cited, events = {}, {}, {}
  for actor in grappe.actors.each(scope.sector { territory = territory, standing = "existing" }) do
    add(counts, actor.sectors, "actors")
    add(counts, firm_kinds[actor.kind] and actor.sectors, "firms")
    cited[#cited + 1] = actor
  end
  for event in grappe.events.each(scope.real { territory = territory }) do
    add(counts, event.themes, "events")
    cited[#cited + 1], events[#events + 1] = event, event.id
  end
  if #events > 0 then
    for feedback in grappe.feedbacks.each(scope.real { event = events }) do
      add(counts, feedback.sectors, "wishes")
      cited[#cited + 1] = feedback
    end
  end
  return counts, cited
end

local function rows_of(counts)
  local texts, codes, rows = labels.concepts("sector"), {}, {}
  for code in pairs(counts) do
    codes[#codes + 1] = code
  end
  table.sort(codes)
  labels.sort(codes, function(code) return ("%06d"):format(999999 - counts[code].actors) .. (texts[code] or code) end)
  for position, code in ipairs(codes) do
    rows[position] = { texts[code] or code, code }
    for _, column in ipairs(columns) do
      table.insert(rows[position], counts[code][column])
    end
  end
  return rows
end

--- Writes the report; `params.territory` is the territory.
function sectors.run(params, doc)
  if size.is_too_large(doc, { territory = params.territory, standing = "existing" }, "--territory") then
    return
  end
  local counts, cited = count(params.territory)
  local rows = rows_of(counts)
  local firms = grappe.actors.count(scope.sector {
    territory = params.territory, standing = "existing", kind = { "company", "freelancer" },
  })
  doc:figures { labels.figure("sectors.known", #rows), labels.figure("sectors.firms_count", firms) }
  local titles = { t("sectors.sector"), t("sectors.code") }
  for _, column in ipairs(columns) do
    titles[#titles + 1] = { t("sectors." .. column), align = "right", kind = "integer" }
  end
  doc:table { columns = titles, rows = rows, empty = t("sectors.none") }
  if params.territory == "LU" then
    doc:note(t("sectors.text"))
  end
  if firms == 0 then
    doc:note(t("sectors.enter"))
  end
  sources.cite(doc, cited)
end

return sectors
