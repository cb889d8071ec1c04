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

    local say = host.say

    -- Where two long texts part, with what stands around.
    local function parting(actual, wanted)
      if type(actual) ~= "string" or type(wanted) ~= "string" or #actual + #wanted < 120 then return "" end
      local at = 1
      while actual:byte(at) == wanted:byte(at) do at = at + 1 end
      local _, line = actual:sub(1, at - 1):gsub("\n", "\n")
      return "\n    " .. say("parting", {
        byte = tostring(at), line = tostring(line + 1), wanted = string.format("%q", wanted:sub(at, at + 30)),
        actual = string.format("%q", actual:sub(at, at + 30)),
      })
    end

    local function wanted_and_actual(wanted, actual)
      return "\n    " .. say("wanted", { value = wanted }) .. "\n    " .. say("actual", { value = actual })
    end

    function t.equal(actual, wanted, message)
      local path, left, right = difference(actual, wanted, "", {})
      if not path then return end
      local text = message or say("values-differ")
      if path ~= "" then text = say("at-path", { text = text, path = path }) end
      text = text .. wanted_and_actual(show(right), show(left)) .. parting(left, right)
      if path ~= "" then
        text = text .. "\n    " .. say("wanted-whole", { value = show(wanted) }) .. "\n    "
          .. say("actual-whole", { value = show(actual) })
      end
      error(text, 2)
    end

    function t.ok(value, message)
      if not value then error(message or say("true-wanted", { value = show(value) }), 2) end
    end

    -- A text cut to what a person reads, without its line ends.
    local function cut(text)
      text = text:gsub("%s+", " ")
      return #text > 400 and text:sub(1, 400) .. "…" or text
    end

    function t.contains(whole, part, message)
      if type(whole) == "string" then
        if not whole:find(tostring(part), 1, true) then
          error((message or say("contains", { part = show(part) })) .. "\n    " .. say("actual", { value = cut(whole) }), 2)
        end
        return
      end
      if type(whole) ~= "table" then error(say("contains-type", { value = show(whole) }), 2) end
      for _, element in ipairs(whole) do
        if not difference(element, part, "", {}) then return end
      end
      error((message or say("contains", { part = show(part) })) .. "\n    " .. say("actual", { value = show(whole) }), 2)
    end

    function t.matches(text, pattern, message)
      if type(text) ~= "string" then error(say("matches-type", { value = show(text) }), 2) end
      local found = table.pack(text:find(pattern))
      if not found[1] then
        error((message or say("matches", { pattern = show(pattern) })) .. "\n    " .. say("actual", { value = cut(text) }), 2)
      end
      if found.n == 2 then return text:sub(found[1], found[2]) end
      return table.unpack(found, 3, found.n)
    end

    function t.raises(call, words)
      local went_well, problem = pcall(call)
      if went_well then error(say("error-wanted"), 2) end
      if words and not tostring(problem):find(words, 1, true) then
        error(say("error-with", { words = show(words) }) .. "\n    " .. say("actual", { value = tostring(problem) }), 2)
      end
      return problem
    end

    function t.denied(call)
      local went_well, problem = pcall(call)
      if went_well then error(say("refusal-wanted"), 2) end
      local code = host.code_of(tostring(problem))
      if not code or code:sub(1, 11) ~= "permission." then
        error(say("refusal-other", { problem = tostring(problem) }), 2)
      end
      return code
    end

    function t.snapshot(name, value)
      local text = type(value) == "string" and value or show(value)
      local file, kept = host.snapshot(name, text)
      if not kept then error(say("snapshot-missing", { file = file }), 2) end
      if text == kept then return end
      local at, line = 1, 1
      while text:byte(at) == kept:byte(at) do
        if text:byte(at) == 10 then line = line + 1 end
        at = at + 1
      end
      local function whole_line(all)
        local start = at
        while start > 1 and all:byte(start - 1) ~= 10 do start = start - 1 end
        return string.format("%q", all:sub(start):match("^[^\n]*"))
      end
      error(say("snapshot-differs", { file = file, line = tostring(line) }) .. wanted_and_actual(whole_line(kept), whole_line(text)), 2)
    end

    function t.as(date) host.set_date(date) end
    function t.lang(language) host.set_language(language) end
    function t.upgrade_from(version) host.upgrade_from(version) end
    function t.report(id, params) return host.report(id, params) end
    function t.page(path, options) return host.page(path, options) end
    function t.form(id, values, options) return host.form(id, values or {}, options) end
    function t.action(id, record, options) return host.action(id, record, options) end
    function t.card(entity, record, options) return host.card(entity, record, options) end
    function t.run(id, params) return host.run(id, params) end
    function t.import(id, text, params) return host.import(id, text, params) end
    function t.job(id) return host.job(id) end
    function t.handler(event, payload) return host.handler(event, payload or {}) end
    function t.deliver() return host.deliver() end

    run(t)
    """#
}
