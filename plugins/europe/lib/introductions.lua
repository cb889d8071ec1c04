-- Introductions: pairs to bring together, those that attended the same meetings apart from the others, with reasons and an explained
-- score.
local labels = require "europe.lib.labels"
local meetings = require "europe.lib.meetings"

local introductions = {}

local t = grappe.t
--- Maximum number of introductions that one search returns.
local search_max = 1000

--- A score that equal sums in another order share.
local function rounded(score)
  return math.floor(score * 1e6 + 0.5) / 1e6
end

--- The best introductions: by score, then by the names and ids of both actors, so that the same records give the same list.
local function best(filter, options, limit)
  local list, left_out = grappe.network.introductions(filter, {
    groups = options.groups, relations = options.relations, limit = math.min(search_max, 4 * limit),
  })
  for _, pair in ipairs(list) do
    pair.score = rounded(pair.score)
  end
  labels.sort(list, function(pair)
    return ("%014.6f"):format(1e6 - pair.score)
      .. table.concat({ pair.first.name, pair.second.name, pair.first.id, pair.second.id }, "\0")
  end)
  return table.move(list, 1, math.min(limit, #list), 1, {}), left_out
end

local function ids_of(list)
  local ids, seen = {}, {}
  for _, pair in ipairs(list) do
    for _, side in ipairs { "first", "second" } do
      local id = pair[side].id
      if not seen[id] then
        seen[id], ids[#ids + 1] = true, id
      end
    end
  end
  return ids
end

local function joined(names)
  return table.concat(labels.sort(names), ", ")
end

--- The reasons for an introduction, in words.
local function reasons(pair, events, sectors)
  local parts = {}
  if #events > 0 then
    parts[1] = t("introductions.met", { events = joined(events) })
  end
  if #pair.through > 0 then
    local names = {}
    for position, actor in ipairs(pair.through) do
      names[position] = actor.name
    end
    parts[#parts + 1] = t("introductions.through", { names = joined(names) })
  end
  if #pair.sectors > 0 then
    local names = {}
    for position, sector in ipairs(pair.sectors) do
      names[position] = sectors[sector] or sector
    end
    parts[#parts + 1] = t("introductions.sectors", { names = joined(names) })
  end
  return table.concat(parts, " · ")
end

local function rows_of(list)
  local shared, sectors = meetings.shared(ids_of(list)), labels.concepts("sector")
  local met, not_met = {}, {}
  for _, pair in ipairs(list) do
    local events = shared(pair.first.id, pair.second.id)
    local rows = #events > 0 and met or not_met
    rows[#rows + 1] = { pair.first.name, pair.second.name, pair.score, reasons(pair, events, sectors) }
  end
  return met, not_met
end

local function part(doc, title, rows)
  if #rows == 0 then
    return
  end
  doc:heading(t(title), 3)
  doc:table {
    columns = {
      t("introductions.first"), t("introductions.second"),
      { t("introductions.score"), align = "right", kind = "number", decimals = 2 }, t("introductions.why"),
    },
    rows = rows,
  }
end

--- Writes the introductions among the actors of `filter`, at most `limit`; `options` holds the groups and the relations of the network.
function introductions.write(doc, filter, options, limit)
  local list, left_out = best(filter, options, limit)
  local met, not_met = rows_of(list)
  doc:heading(t("introductions.title"), 2)
  if left_out > 0 then
    doc:note(t("introductions.left_out", { count = left_out }))
  end
  if #met + #not_met == 0 then
    doc:note(t("introductions.none"))
    return
  end
  part(doc, "introductions.strangers", not_met)
  part(doc, "introductions.acquainted", met)
  doc:note(t("introductions.explained"))
  if #met == 0 then
    doc:note(t("introductions.no_attendance"))
  end
end

return introductions
