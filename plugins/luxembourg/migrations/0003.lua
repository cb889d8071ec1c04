-- One apostrophe in the texts of this plugin.
local rows = require "europe.lib.rows"

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

straighten(grappe.events, rows.csv("data/events.csv"), { "name" })
straighten(grappe.programmes, rows.jsonl("data/programmes.jsonl"), { "name" })
