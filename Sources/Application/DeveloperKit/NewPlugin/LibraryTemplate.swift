import Localization

/// The files of a new library: a module that plugins which depend on it require, with tests.
struct LibraryTemplate {
  let base: PluginTemplate

  var files: [String: String] {
    ["plugin.toml": manifest, "init.lua": initLua, "lib/lists.lua": library, "tests/lists_test.lua": tests]
  }

  private var manifest: String {
    base.manifest(
      """
      # \(base.said("engine.plugin-template.library-exports", ["name": base.name]))
      [exports]
      modules = ["lib.lists"]
      """, schema: 0)
  }

  private var initLua: String { "-- \(base.said("engine.plugin-template.library-init"))\n" }

  private var library: String {
    """
    -- \(base.said("engine.plugin-template.library-module"))
    local M = {}

    -- A new list of what the function gives for each element.
    function M.map(list, change)
      local changed = {}
      for position, element in ipairs(list) do changed[position] = change(element) end
      return changed
    end

    -- A new list of the elements for which the function is true.
    function M.filter(list, keeps)
      local kept = {}
      for _, element in ipairs(list) do
        if keeps(element) then kept[#kept + 1] = element end
      end
      return kept
    end

    -- The elements by what the function gives for each, in their order.
    function M.group(list, key)
      local groups = {}
      for _, element in ipairs(list) do
        local name = key(element)
        groups[name] = groups[name] or {}
        table.insert(groups[name], element)
      end
      return groups
    end

    return M

    """
  }

  private let tests = """
    local lists = require "lib.lists"

    test("map changes each element, and leaves the list as it is", function(t)
      local list = { 1, 2 }
      t.equal(lists.map(list, function(x) return x * 10 end), { 10, 20 })
      t.equal(list, { 1, 2 })
    end)

    test("filter keeps the elements in their order", function(t)
      t.equal(lists.filter({ 3, 1, 2 }, function(x) return x > 1 end), { 3, 2 })
      t.equal(lists.filter({}, function() return true end), {})
    end)

    test("group collects the elements of each key", function(t)
      local groups = lists.group({ "ab", "cd", "ae" }, function(text) return text:sub(1, 1) end)
      t.equal(groups, { a = { "ab", "ae" }, c = { "cd" } })
    end)

    """
}
