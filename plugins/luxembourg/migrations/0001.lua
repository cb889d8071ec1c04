-- The records from the sources on Luxembourg, and its research organisations.
local rows = require "europe.lib.rows"

local kinds = {
  actors = { aliases = "list", categories = "list", sectors = "list", lat = "number", lon = "number" },
  events = { categories = "list", themes = "list", attendance = "integer" },
  trainings = { skills = "list" },
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
load_csv("trainings")
load_csv("skill_needs")
load_csv("relations")
