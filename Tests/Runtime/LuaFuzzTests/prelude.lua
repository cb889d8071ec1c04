-- Runs before the generated calls, in lua5.4 and in the sandbox alike. Each call prints one line: its number, `=` and the results
-- or `!` and the error, then the tables it kept and the calls of logged metamethods.

local pairs_of, print_line, type_of, kind_of = next, print, type, math.type
local format, gsub, byte, concat, sort, pack = string.format, string.gsub, string.byte, table.concat, table.sort, table.pack
local protected, has_length = pcall, rawlen

local LONGEST_SHOWN, DEEPEST_SHOWN = 200, 3

local function hash(text)
  local sum = #text
  for i = 1, #text do sum = (sum ~ byte(text, i)) * 1099511628211 end
  return sum
end

local function escape(char) return format("\\x%02x", byte(char)) end

-- Addresses are masked: the sandbox shows numbers in their place.
local function quote(text)
  text = gsub(text, ": 0x%x+", ": ADDRESS")
  if #text > LONGEST_SHOWN then return format("string(%d:%x)", #text, hash(text)) end
  return (gsub(gsub(format("%q", text), "\\\n", "\\n"), "[\127-\255]", escape))
end

local function show_number(value)
  if kind_of(value) == "integer" then return format("%d", value) end
  return value ~= value and "nan" or format("%a", value)
end

local show

local function show_table(value, depth)
  if depth > DEEPEST_SHOWN then return "{...}" end
  local list, named, length = {}, {}, has_length(value)
  for key, element in pairs_of, value do
    if kind_of(key) ~= "integer" or key < 1 or key > length then
      named[#named + 1] = "[" .. show(key, depth + 1) .. "]=" .. show(element, depth + 1)
    end
  end
  for i = 1, length do list[i] = show(rawget(value, i), depth + 1) end
  sort(named)
  return "{" .. concat(list, ",") .. ";" .. concat(named, ",") .. "}"
end

function show(value, depth)
  local kind = type_of(value)
  if kind == "string" then return quote(value) end
  if kind == "number" then return show_number(value) end
  if kind == "table" then return show_table(value, depth or 1) end
  if kind == "nil" or kind == "boolean" then return value and "true" or value == nil and "nil" or "false" end
  return kind
end

local function show_all(values, first)
  local texts = {}
  for i = first, values.n do texts[#texts + 1] = show(values[i]) end
  return concat(texts, " ")
end

local kept, logged

-- Shows a table after the call too.
local function K(value)
  kept[#kept + 1] = value
  return value
end

local function note(event, key, value)
  if #logged < 60 then logged[#logged + 1] = event .. "(" .. show(key) .. (value ~= nil and "," .. show(value) or "") .. ")" end
end

-- A proxy of a table that logs how it is used; `length` replaces its length.
local function M(list, length)
  return setmetatable({}, {
    __index = function(_, key) note("get", key) return list[key] end,
    __newindex = function(_, key, value) note("set", key, value) list[key] = value end,
    __len = function() note("len") if length == nil then return #list end return length end,
  })
end

-- A value with the metamethods that library functions ask for.
local function V(text)
  return setmetatable({ text }, {
    __tostring = function() note("tostring", text) return text end,
    __name = "Value",
    __eq = function(a, b) note("eq", a[1], b[1]) return a[1] == b[1] end,
    __lt = function(a, b) note("lt") return show(type_of(a) == "table" and a[1] or a) < show(type_of(b) == "table" and b[1] or b) end,
    __le = function(a, b) note("le") return true end,
    __concat = function(a, b) note("concat") return "joined" end,
    __len = function() note("len") return 2 end,
    __index = function(_, key) note("get", key) return key == 3 and "three" or nil end,
    __call = function(_, ...) note("call", select("#", ...)) return ... end,
    __add = function(a, b) note("add") return 7 end,
    __unm = function() note("unm") return 8 end,
    __idiv = function() note("idiv") return nil end,
    __close = function() note("close") end,
    __pairs = function(t) note("pairs") return next, t, nil end,
  })
end

-- Evaluates a call without making it a tail call, so that messages name it.
local function E(...) return ... end

-- Makes a call without a name.
local function D(call, ...) return E(call(...)) end

-- Sorts, and shows no more of the outcome than what every sort has in common: the list where it has one order, else the elements
-- without their order; the kind of an error, not which elements met. `proxy` stands for the list where its use is logged.
local function sorted(list, compare, has_order, proxy)
  local length = has_length(list)
  local done, message = protected(sort, proxy or list, compare)
  logged = {}
  if not has_order then
    local texts = {}
    for i = 1, length do texts[i] = show(list[i]) end
    sort(texts)
    return concat(texts, " ")
  end
  if type_of(message) == "string" then message = gsub(gsub(message, "^[^ ]*:%d+: ", ""), "attempt to compare.*", "attempt to compare") end
  return done, message, done and list
end

local function C(number, call)
  kept, logged = {}, {}
  local outcome = pack(protected(call))
  local line = number .. (outcome[1] and " = " or " ! ") .. show_all(outcome, 2)
  for i = 1, #kept do line = line .. " | " .. show(kept[i]) end
  if #logged > 0 then line = line .. " # " .. concat(logged, " ") end
  print_line(line)
end
