-- Shared by the importers of public registers: selections by code and by postcode, the actors known by a number, and the writing of
-- what a register says of an actor. A record of another owner gets the plugin's own fields only, so that nothing is refused.
local registers = {}

--- The parts of "59,62.01; 63".
local function parts(text)
  local list = {}
  for part in (text or ""):gmatch("[^,;%s]+") do
    list[#list + 1] = part
  end
  return list
end

--- Returns the selection of activity codes that `text` names by their beginnings, "59,62.01"; nil for none.
function registers.codes(text)
  local list = {}
  for position, part in ipairs(parts(text)) do
    if not part:match("^%d[%d.]*%u?$") then
      error(grappe.t("registers.bad_code", { found = part }), 0)
    end
    list[position] = part:gsub("%.", "")
  end
  return #list > 0 and list or nil
end

--- Whether an activity code, with or without points, begins with one of the selection.
function registers.has_code(codes, code)
  code = (code or ""):gsub("%.", "")
  for _, start in ipairs(codes) do
    if code:sub(1, #start) == start then
      return true
    end
  end
  return false
end

--- Returns the ranges of postcodes that `text` names, "5000-5999,1000"; nil for none.
function registers.ranges(text)
  local list = {}
  for position, part in ipairs(parts(text)) do
    local first, last = part:match("^(%d+)%-(%d+)$")
    first, last = first or part:match("^%d+$"), last or part
    if not first or #first ~= #last or first > last then
      error(grappe.t("registers.bad_range", { found = part }), 0)
    end
    list[position] = { first = first, last = last }
  end
  return #list > 0 and list or nil
end

--- Whether a postcode lies in one of the ranges.
function registers.in_ranges(ranges, postcode)
  for _, range in ipairs(ranges) do
    if postcode and #postcode == #range.first and postcode >= range.first and postcode <= range.last then
      return true
    end
  end
  return false
end

--- Returns the parameters of an importer that adds actors of a register.
---
--- `postcodes` is an example of a selection, "5000-5999"; `date` the label of the register's date.
function registers.params(postcodes, date)
  local function selection(german, french, english)
    return { type = "text", optional = true, label = { de = german, fr = french, en = english } }
  end
  return {
    only = {
      type = "choice", values = { "known" }, optional = true,
      label = { de = "known: keinen Akteur hinzufügen", fr = "known : n'ajouter aucun acteur", en = "known: add no actor" },
    },
    nace = selection(
      "Diese Tätigkeiten hinzufügen (Anfänge von Codes, 59,62)", "Ajouter ces activités (débuts de codes, 59,62)",
      "Add these activities (beginnings of codes, 59,62)"),
    postcode = selection(
      ("Diese Postleitzahlen hinzufügen (%s)"):format(postcodes), ("Ajouter ces codes postaux (%s)"):format(postcodes),
      ("Add these postcodes (%s)"):format(postcodes)),
    date = { type = "date", optional = true, label = date },
  }
end

--- Returns the ids of actors by their number in a register.
function registers.known(scheme)
  local actors = {}
  for identifier in grappe.identifiers.each({ scheme = scheme }, { fields = { "actor", "value" } }) do
    actors[identifier.value] = identifier.actor
  end
  return actors
end

--- Adds the elements of a list that `list` lacks, in their order; returns `list`.
function registers.unite(list, others)
  local seen = {}
  for _, element in ipairs(list) do
    seen[element] = true
  end
  for _, element in ipairs(others or {}) do
    if not seen[element] then
      seen[element], list[#list + 1] = true, element
    end
  end
  return list
end

local function same(one, other)
  if type(one) ~= "table" or type(other) ~= "table" then
    return one == other
  end
  if #one ~= #other then
    return false
  end
  for position, element in ipairs(one) do
    if element ~= other[position] then
      return false
    end
  end
  return true
end

local function note(changes, actor, field, value)
  if value ~= nil and not same(actor[field], value) then
    changes[field] = value
  end
end

--- Writes the facts that a register has of an actor, and returns whether that changed the record.
---
--- `facts.own` are fields of the plugin, without its name; lists are united with those of the record when `facts.adds` is set. On a
--- record of the plugin itself, `facts.core` are fields of the model that the register decides, `facts.missing` those that it only
--- fills, `facts.aliases` further names.
function registers.keep(id, facts)
  local actor, changes = grappe.actors.get(id), {}
  for name, value in pairs(facts.own or {}) do
    local field = grappe.plugin.name .. "." .. name
    if type(value) == "table" and facts.adds then
      value = registers.unite(table.move(actor[field] or {}, 1, #(actor[field] or {}), 1, {}), value)
    end
    note(changes, actor, field, value)
  end
  if actor.owner == grappe.plugin.name then
    for field, value in pairs(facts.core or {}) do
      note(changes, actor, field, value)
    end
    for field, value in pairs(facts.missing or {}) do
      note(changes, actor, field, actor[field] or value)
    end
    local names = registers.unite(table.move(actor.aliases or {}, 1, #(actor.aliases or {}), 1, {}), facts.aliases)
    for position = #names, 1, -1 do
      if names[position] == actor.name then
        table.remove(names, position)
      end
    end
    if #names > 0 then
      note(changes, actor, "aliases", names)
    end
  end
  if not next(changes) then
    return false
  end
  grappe.actors.set(id, changes)
  return true
end

return registers
