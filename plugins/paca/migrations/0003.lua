-- The chamber of commerce of Nice and its film commission lie in the Alpes-Maritimes; one apostrophe in the texts.
local rows = require "europe.lib.rows"

for _, actor in ipairs(rows.csv("data/actors.csv")) do
  if actor.id == "cci-nice-cote-azur" or actor.id == "commission-du-film-cote-azur" then
    grappe.actors.set(actor.id, { territory = actor.territory })
  end
end

--- Writes one apostrophe, the straight one, in the texts of the records of a file; a text that somebody changed stays.
local function straighten(collection, records, fields)
  for _, record in ipairs(records) do
    local stored, changed = collection.get(record.id), {}
    for _, field in ipairs(stored and fields or {}) do
      local text = stored[field]
      if type(text) == "string" and text ~= record[field] and text:gsub("’", "'") == record[field] then
        changed[field] = record[field]
      end
    end
    if next(changed) then
      collection.set(record.id, changed)
    end
  end
end

straighten(grappe.calls, rows.jsonl("data/calls.jsonl"), { "name" })
