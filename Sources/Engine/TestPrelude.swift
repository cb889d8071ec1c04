/// The Lua side of a plugin's test: it makes `t` and calls the test with it.
enum TestPrelude {
  /// A chunk that takes the test's function.
  static let source = #"""
    local host, run = grappe_test, ...
    local t = {}

    local function show(value)
      if type(value) == "string" then return string.format("%q", value) end
      if type(value) ~= "table" then return tostring(value) end
      local keys, parts = {}, {}
      for key in pairs(value) do keys[#keys + 1] = key end
      table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
      for _, key in ipairs(keys) do parts[#parts + 1] = tostring(key) .. " = " .. show(value[key]) end
      return "{ " .. table.concat(parts, ", ") .. " }"
    end

    local function same(a, b)
      if a == b then return true end
      if type(a) ~= "table" or type(b) ~= "table" then return false end
      for key, value in pairs(a) do if not same(value, b[key]) then return false end end
      for key in pairs(b) do if a[key] == nil then return false end end
      return true
    end

    function t.equal(actual, wanted, message)
      if same(actual, wanted) then return end
      error((message or "the values differ") .. "\n    wanted: " .. show(wanted) .. "\n    actual: " .. show(actual), 2)
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
      local text = tostring(problem)
      if not (text:find("permission denied", 1, true) or text:find("may write its own fields", 1, true)
        or text:find("field of another plugin", 1, true) or text:find("alone may delete", 1, true)) then
        error("a refusal is wanted, another error was raised: " .. text, 2)
      end
    end

    function t.as(date) host.set_date(date) end

    function t.report(id, params)
      local report, values = host.begin_report(id, params)
      report(values, grappe.document())
      return host.end_report()
    end

    function t.run(id, params)
      local command, values = host.begin_command(id, params)
      return command(values)
    end

    run(t)
    """#
}
