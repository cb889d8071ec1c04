import Engine

/// The Lua code around a plugin's test: it creates `t` and calls the test with it.
enum TestPrelude {
  /// A chunk that takes the test's function.
  static let source = #"""
    local host, run = grappe_test, ...
    local t = {}

    local function sorted_keys(value)
      local keys = {}
      for key in pairs(value) do keys[#keys + 1] = key end
      table.sort(keys, function(a, b)
        if math.type(a) == "integer" and math.type(b) == "integer" then return a < b end
        return tostring(a) < tostring(b)
      end)
      return keys
    end

    local function key_name(key)
      if type(key) == "string" and key:find("^[%a_][%w_]*$") then return "." .. key end
      return "[" .. (type(key) == "string" and string.format("%q", key) or tostring(key)) .. "]"
    end

    local function show(value, depth)
      depth = depth or 0
      if type(value) == "string" then return (string.format("%q", value):gsub("\\\n", "\\n")) end
      if type(value) ~= "table" then return tostring(value) end
      if depth > 4 then return "{ … }" end
      local parts, list = {}, #value
      for position = 1, math.min(list, 20) do parts[#parts + 1] = show(value[position], depth + 1) end
      if list > 20 then parts[#parts + 1] = "… (" .. list .. ")" end
      for _, key in ipairs(sorted_keys(value)) do
        if math.type(key) ~= "integer" or key < 1 or key > list then
          local name = key_name(key)
          if name:sub(1, 1) == "." then name = name:sub(2) end
          parts[#parts + 1] = name .. " = " .. show(value[key], depth + 1)
        end
      end
      return "{ " .. table.concat(parts, ", ") .. " }"
    end

    -- The path of the first difference, in the order of the keys, and what stands there; nil where there is none.
    local function difference(actual, wanted, path, seen)
      if actual == wanted or (actual ~= actual and wanted ~= wanted) then return nil end
      if type(actual) ~= "table" or type(wanted) ~= "table" then return path, actual, wanted end
      if seen[actual] == wanted then return nil end
      seen[actual] = wanted
      local keys = {}
      for key in pairs(actual) do keys[key] = true end
      for key in pairs(wanted) do keys[key] = true end
      for _, key in ipairs(sorted_keys(keys)) do
        local place, left, right = difference(actual[key], wanted[key], path .. key_name(key), seen)
        if place then return place, left, right end
      end
    end

    -- Where two long texts part, with what stands around.
    local function parting(actual, wanted)
      if type(actual) ~= "string" or type(wanted) ~= "string" or #actual + #wanted < 120 then return "" end
      local at = 1
      while actual:byte(at) == wanted:byte(at) do at = at + 1 end
      local _, line = actual:sub(1, at - 1):gsub("\n", "\n")
      return string.format("\n    they part at byte %d, line %d: wanted %q, actual %q", at, line + 1,
        wanted:sub(at, at + 30), actual:sub(at, at + 30))
    end

    function t.equal(actual, wanted, message)
      local path, left, right = difference(actual, wanted, "", {})
      if not path then return end
      local text = message or "the values differ"
      if path ~= "" then text = text .. " at " .. path end
      text = text .. "\n    wanted: " .. show(right) .. "\n    actual: " .. show(left) .. parting(left, right)
      if path ~= "" then text = text .. "\n    wanted in all: " .. show(wanted) .. "\n    actual in all: " .. show(actual) end
      error(text, 2)
    end

    function t.ok(value, message)
      if not value then error(message or ("a true value is wanted, it is " .. show(value)), 2) end
    end

    function t.raises(call, words)
      local went_well, problem = pcall(call)
      if went_well then error("an error is wanted, none was raised", 2) end
      if words and not tostring(problem):find(words, 1, true) then
        error("an error with " .. show(words) .. " is wanted\n    actual: " .. tostring(problem), 2)
      end
      return problem
    end

    function t.denied(call)
      local went_well, problem = pcall(call)
      if went_well then error("a refusal is wanted, the call went through", 2) end
      local code = host.code_of(tostring(problem))
      if not code or code:sub(1, 11) ~= "permission." then
        error("a refusal is wanted, another error was raised: " .. tostring(problem), 2)
      end
      return code
    end

    function t.as(date) host.set_date(date) end

    function t.deliver()
      local count = 0
      local number, handler, record, event = host.next_delivery()
      while number do
        handler(record, event)
        count = count + 1
        number, handler, record, event = host.next_delivery(number)
      end
      return count
    end

    function t.job(id)
      local run, argument = host.job(id)
      return run(argument)
    end

    function t.report(id, params)
      local report, values = host.begin_report(id, params)
      report(values, grappe.document())
      return host.end_report()
    end

    function t.import(id, text, params)
      local import, values = host.begin_import(id, text, params)
      return import(grappe.rows(), values)
    end

    function t.run(id, params)
      local command, values = host.begin_command(id, params)
      return command(values)
    end

    run(t)
    """#
}
