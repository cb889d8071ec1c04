-- The open data of the Belgian enterprise register (Banque-Carrefour des Entreprises), as it is downloaded: a ZIP archive, or one of
-- its CSV files. Files are told apart by their columns. Rows of unknown enterprises are skipped, since the register has millions;
-- those of given activities and postcodes can be added.
local facts = require "lib.bce_facts"
local registers = require "europe.lib.registers"
local selection = require "lib.bce_selection"

local bce = {}

--- A column, or several, that only a file of this kind has.
local marks = {
  { kind = "enterprise", columns = { "EnterpriseNumber", "TypeOfEnterprise" } },
  { kind = "establishment", columns = { "EstablishmentNumber" } },
  { kind = "denomination", columns = { "TypeOfDenomination" } },
  { kind = "address", columns = { "TypeOfAddress" } },
  { kind = "activity", columns = { "NaceCode" } },
  { kind = "contact", columns = { "ContactType" } },
  { kind = "code", columns = { "Category", "Code", "Description" } },
  { kind = "meta", columns = { "Variable", "Value" } },
  -- Files of updates that only name the enterprises whose rows go.
  { kind = "ignored", columns = { "EntityNumber" } },
  { kind = "ignored", columns = { "EnterpriseNumber" } },
}

local function kind_of(columns)
  local present = {}
  for _, column in ipairs(columns) do
    present[column] = true
  end
  for _, mark in ipairs(marks) do
    local has = true
    for _, column in ipairs(mark.columns) do
      has = has and present[column]
    end
    if has then
      return mark.kind
    end
  end
end

--- Returns the names of the files by kind; a file alone that is none of the register is refused.
local function files_by_kind()
  local names, files = grappe.files(), {}
  for _, name in ipairs(names) do
    local _, columns = grappe.rows(name)
    local kind = kind_of(columns)
    if not kind and #names == 1 then
      error(grappe.t("bce.unknown_file", { file = name }), 0)
    end
    if kind then
      files[kind] = files[kind] or {}
      table.insert(files[kind], name)
    end
  end
  return files
end

--- "31-12-2019" as "2019-12-31"; nil when it is no date.
local function iso_date(text)
  local day, month, year = (text or ""):match("^(%d%d)%-(%d%d)%-(%d%d%d%d)$")
  return year and ("%s-%s-%s"):format(year, month, day)
end

--- The date of the extract, and whether it is of the whole register, as meta.csv tells.
local function extract(files)
  local values = {}
  for _, name in ipairs(files.meta or {}) do
    for row in grappe.rows(name) do
      values[row.Variable] = row.Value
    end
  end
  return iso_date(values.SnapshotDate), (values.ExtractType or ""):lower() == "full"
end

--- The labels of legal forms by code, in French where there is one.
local function legal_forms(files)
  local labels = {}
  for _, name in ipairs(files.code or {}) do
    for row in grappe.rows(name) do
      if row.Category == "JuridicalForm" and row.Code and (row.Language == "FR" or not labels[row.Code]) then
        labels[row.Code] = row.Description
      end
    end
  end
  return labels
end

--- Writes the rows of one file about one entity. `run.seen` holds the actors of which rows of this file were written before.
local function write(run, kind, id, rows)
  local said = facts[kind](rows, run)
  said.adds = run.adds or run.seen[id]
  run.seen[id] = true
  if registers.keep(id, said) then
    run.changed[id] = true
  end
end

--- Reads a file whose rows about one enterprise follow each other; the rows of an enterprise are written together.
local function fill(run, kind, name)
  local number, id, collected = nil, nil, nil
  run.seen = {}
  for row in grappe.rows(name) do
    run.rows = run.rows + 1
    local written = row.EnterpriseNumber or row.EntityNumber
    if written ~= number then
      if id then
        write(run, kind, id, collected)
      end
      number, id = written, run.actors[facts.digits(written)]
      collected = id and {}
    end
    if id then
      run.known = run.known + 1
      collected[#collected + 1] = row
    end
  end
  if id then
    write(run, kind, id, collected)
  end
end

local function count(set)
  local total = 0
  for _ in pairs(set) do
    total = total + 1
  end
  return total
end

--- Reads the files of the register. Parameters: `nace` and `postcode` select enterprises to be added, `only = "known"` adds none,
--- `date` is the date of a file that comes without meta.csv. Returns the number of rows read a second time to fill the actors,
--- of those about an actor, of the actors changed and added.
function bce.run(params)
  local files = files_by_kind()
  local date, is_full = extract(files)
  local run = {
    date = date or params.date, adds = not is_full, forms = legal_forms(files), actors = registers.known(facts.scheme),
    rows = 0, known = 0, changed = {},
  }
  local added = selection.add(files, params, run)
  local read = {}
  for _, kind in ipairs(facts.kinds) do
    for _, name in ipairs(files[kind] or {}) do
      fill(run, kind, name)
      read[#read + 1] = kind
    end
  end
  return {
    rows = run.rows, known = run.known, changed = count(run.changed), added = added, file = table.concat(read, ", "),
    date = run.date,
  }
end

return bce
