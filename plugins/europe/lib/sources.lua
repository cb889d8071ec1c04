-- The sources of the rows of a report, named for people at its end.
local sources = {}

local function title(source, is_short)
  local document = source:match("^(00%d)_")
  if document then
    local name = grappe.t("sources.s" .. document)
    return is_short and name or ("%s (%s)"):format(name, source)
  end
  return source == "ROR" and grappe.t("sources.ror") or source
end

local function count(records)
  local counts, names = {}, {}
  for _, record in ipairs(records) do
    for source in (record.source or ""):gmatch("[^;]+") do
      if not counts[source] then
        counts[source], names[#names + 1] = 0, source
      end
      counts[source] = counts[source] + (record.count or 1)
    end
  end
  table.sort(names)
  return names, counts
end

--- Writes one line per source of `records`, with the number of records from it; a record with `count` stands for so many. With
--- `is_short` the files of the documents are left out.
function sources.cite(doc, records, is_short)
  local names, counts = count(records)
  for _, name in ipairs(names) do
    doc:source(grappe.t("sources.line", { title = title(name, is_short), count = counts[name] }))
  end
end

return sources
