-- Reads the data files of the plugin that requires this module as records ready to be added: typed
-- cells, no empty ones, and errors that name the file and the line.
local rows = {}

local function refuse(key, args)
  error(grappe.t(key, args), 0)
end

local function read(path)
  local content = grappe.bundle.read(path)
  if not content then
    refuse("data.missing", { file = path })
  end
  return content
end

local function split(cell)
  local list = {}
  for part in cell:gmatch("[^;]+") do
    list[#list + 1] = part
  end
  return list
end

local function integer(cell)
  return math.tointeger(tonumber(cell))
end

local converters = { list = split, integer = integer, number = tonumber }

local languages = { de = true, en = true, fr = true, nl = true }

-- "label_fr" and "label_en" fold into label = { fr = …, en = … }; every other column is a field.
local function set_cell(record, column, value)
  local field, language = column:match("^(.+)_(%l%l)$")
  if languages[language] then
    record[field] = record[field] or {}
    record[field][language] = value
  else
    record[column] = value
  end
end

local function convert(cell, kind, place)
  local converter = converters[kind]
  if not converter then
    return cell
  end
  local value = converter(cell)
  if value == nil then
    refuse("data.bad_cell", { place = place, found = cell, wanted = grappe.t("data." .. kind) })
  end
  return value
end

--- The rows of a CSV file as records. `kinds` names the columns that are not text:
--- `{ aliases = "list", lat = "number", year = "integer" }`; lists are split on ";".
function rows.csv(path, kinds)
  local table_of_texts, problem = grappe.csv.decode(read(path))
  if not table_of_texts then
    refuse("data.refused", { place = path, problem = problem })
  end
  local records = {}
  for number, row in ipairs(table_of_texts) do
    local record = {}
    for column, cell in pairs(row) do
      local place = ("%s:%d: %s"):format(path, number + 1, column)
      set_cell(record, column, convert(cell, kinds and kinds[column], place))
    end
    records[number] = record
  end
  return records
end

--- The records of a file with one JSON object a line.
function rows.jsonl(path)
  local records = {}
  for line in read(path):gmatch("[^\n]+") do
    local record, problem = grappe.json.decode(line)
    if not record then
      refuse("data.bad_json", { place = ("%s:%d"):format(path, #records + 1), problem = tostring(problem) })
    end
    records[#records + 1] = record
  end
  return records
end

--- Adds the records read from `path`; a refused one raises with the file, the line and the cause.
--- `first_line` is the line of the first record: 2 below a CSV header (the default), 1 in JSON Lines.
function rows.add(collection, path, records, first_line)
  for number, record in ipairs(records) do
    local called, added, problem = pcall(collection.add, record)
    if not (called and added) then
      local line = number + (first_line or 2) - 1
      refuse("data.refused", { place = ("%s:%d"):format(path, line), problem = tostring(called and problem or added) })
    end
  end
end

--- Writes one apostrophe, the straight one, in the texts of stored records, as their file has it; a text that somebody changed stays.
function rows.straighten(collection, records, fields)
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

return rows
