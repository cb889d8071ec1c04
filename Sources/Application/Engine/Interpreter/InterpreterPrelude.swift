/// The Lua code between a typed line and the display of its values. Saves references to its functions before user code can
/// replace them, and returns two: one that runs a line and turns its results into plain data, one that lists the names in a
/// table.
enum InterpreterPrelude {
  /// The chunk's name; frames of chunks below `grappe/` are left out of tracebacks.
  static let name = "grappe/interpreter"

  static let source = Array(
    """
    local type, next, tostring, getmetatable, rawget, rawlen = type, next, tostring, getmetatable, rawget, rawlen
    local pack, length, format, globals, strings = table.pack, utf8.len, string.format, _G, string
    local pcall, min = pcall, math.min
    local substitute, byte, infinity = string.gsub, string.byte, math.huge
    local depth_max, values_max = 8, 150000

    local function describes_itself(value)
      local metatable = getmetatable(value)
      return type(metatable) == "table" and rawget(metatable, "__tostring") ~= nil
    end

    local plain

    -- Bytes that are no text, as Lua writes them in a literal.
    local function escaped(value)
      return (substitute(format("%q", value), "[\\128-\\255]", function(sign) return "\\\\" .. byte(sign) end))
    end

    local function scalar(value)
      local kind = type(value)
      if kind == "string" and not length(value) then return escaped(value) end
      if value ~= value then return "nan" end
      if value == infinity or value == -infinity then return value > 0 and "inf" or "-inf" end
      if kind == "string" or kind == "number" or kind == "boolean" or kind == "nil" then return value end
      return tostring(value)
    end

    local function is_list(value, count)
      if count == 0 then return next(value) == nil end
      for key in next, value do
        if math.type(key) ~= "integer" or key < 1 or key > count then return false end
      end
      return true
    end

    local function list(value, count, kept, depth, state)
      local copy = {}
      for position = 1, count do
        if position > kept or state.left <= 0 then return copy, count - position + 1 end
        local element = plain(rawget(value, position), depth, state)
        copy[position] = element == nil and "nil" or element
      end
      return copy, 0
    end

    local function map(value, depth, state)
      local copy = {}
      for key, member in next, value do
        if state.left <= 0 then return copy end
        local name = type(key) == "string" and length(key) and key or "[" .. tostring(key) .. "]"
        copy[name] = type(member) == "function" and "function" or plain(member, depth, state)
      end
      return copy
    end

    -- The value as data, and how many elements of a list were left out.
    function plain(value, depth, state, kept)
      state.left = state.left - 1
      if type(value) ~= "table" then return scalar(value), 0 end
      if describes_itself(value) or state.inside[value] or depth > depth_max then return tostring(value), 0 end
      state.inside[value] = true
      local count, copy, left = rawlen(value), nil, 0
      if is_list(value, count) then
        copy, left = list(value, count, kept or count, depth + 1, state)
      else
        copy = map(value, depth + 1, state)
      end
      state.inside[value] = nil
      return copy, left
    end

    local function show(kept, results)
      local shown, state = {}, { left = values_max, inside = {} }
      for position = 1, results.n do
        local value, left = plain(results[position], 1, state, kept)
        shown[position] = { value = value, left = left }
      end
      return shown
    end

    -- The collections and their functions, which lines can replace.
    local known = {}
    for _, modules in next, { globals, rawget(globals, "grappe") } do
      for _, module in next, modules do
        if type(module) == "table" and rawget(module, "count") then known[module] = rawget(module, "find") end
      end
    end

    -- The collection of a line; nil where a line has put something else in the place of it or its find.
    local function collection(find)
      local modules = find.library and rawget(globals, "grappe") or globals
      local module = type(modules) == "table" and rawget(modules, find.collection)
      return module and known[module] and rawget(module, "find") == known[module] and module
    end

    -- Records of a line that only calls find: too many are counted, not read.
    local function found(find)
      local module = collection(find)
      if not module then return nil end
      local filter, options, more = find.arguments()
      local kind = type(options)
      if more ~= nil or kind ~= "nil" and kind ~= "table" then return nil end
      -- A wrong filter or option is an error of find, which the line itself raises.
      local is_right, count = pcall(module.count, filter)
      if not is_right or math.type(count) ~= "integer" then return nil end
      local limited = { limit = find.shown }
      for key, value in next, options or {} do
        if key ~= "limit" then
          limited[key] = value
        elseif math.type(value) ~= "integer" or value < 0 then
          return nil
        else
          count = min(count, value)
        end
      end
      if count <= find.whole then return nil end
      local is_found, records = pcall(module.find, filter, limited)
      return is_found and { { value = (plain(records, 1, { left = values_max, inside = {} })), left = count - #records } }
    end

    local function run(kept, line, find, ...)
      return find and found(find) or show(kept, pack(line(...)))
    end

    local function members(...)
      local here, path = globals, pack(...)
      for position = 1, path.n do
        here = type(here) == "table" and rawget(here, path[position]) or nil
      end
      if type(here) == "string" then here = strings end
      local found = {}
      if type(here) ~= "table" then return found end
      for key, value in next, here do
        if type(key) == "string" then found[#found + 1] = { name = key, kind = type(value) } end
      end
      return found
    end

    return run, members
    """.utf8)
}
