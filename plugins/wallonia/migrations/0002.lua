-- The records from the sources on Wallonia, Brussels and Belgium.
local rows = require "europe.lib.rows"

local kinds = {
  actors = {
    aliases = "list", categories = "list", sectors = "list", lat = "number", lon = "number", ["wallonia.type"] = "list",
  },
  events = { categories = "list", themes = "list", attendance = "integer" },
  trainings = { skills = "list" },
  observations = { value = "number", value_max = "number", year = "integer" },
  relations = { share = "number" },
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
load_csv("events")
load_jsonl("programmes")
load_jsonl("calls")
load_csv("trainings")
load_csv("skill_needs")
load_csv("indicators")
load_csv("observations")
load_csv("relations")
