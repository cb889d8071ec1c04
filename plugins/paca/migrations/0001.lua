-- The records from the sources on Provence-Alpes-Côte d'Azur, and its research organisations.
local rows = require "europe.lib.rows"

local kinds = {
  actors = { aliases = "list", categories = "list", sectors = "list", lat = "number", lon = "number" },
  observations = { value = "number", value_max = "number", year = "integer" },
}

local function load_csv(name)
  local path = "data/" .. name .. ".csv"
  rows.add(grappe[name], path, rows.csv(path, kinds[name]))
end

local function load_jsonl(name)
  local path = "data/" .. name .. ".jsonl"
  rows.add(grappe[name], path, rows.jsonl(path), 1)
end

load_csv("actors")
load_csv("identifiers")
load_jsonl("calls")
load_csv("indicators")
load_csv("observations")
load_csv("relations")
