import Localization

/// The files of a new importer of CSV files into actors, with tests.
struct ImporterTemplate {
  let base: PluginTemplate

  var files: [String: String] {
    [
      "plugin.toml": manifest, "init.lua": initLua, "lib/rows.lua": library, "tests/import_test.lua": tests,
      "locales/fr.toml": "name_missing = \"ligne {line} : il manque le nom\"\n",
      "locales/en.toml": "name_missing = \"line {line}: the name is missing\"\n",
      "locales/de.toml": "name_missing = \"Zeile {line}: der Name fehlt\"\n",
    ]
  }

  private var manifest: String {
    base.manifest(
      """
      [dependencies]
      europe = ">=1.0, <2.0"

      # \(base.said("engine.plugin-template.nothing-granted-not-asked"))
      [permissions]
      actors = { access = "write", reason = { fr = "importer les acteurs d'une liste", en = "import the actors of a list" } }
      """, schema: 0)
  }

  private var initLua: String {
    """
    -- \(base.said("engine.plugin-template.registers-what-plugin-brings"))
    grappe.importer {
      id = "actors",
      title = { fr = "Liste d'acteurs", en = "List of actors", de = "Liste von Akteuren" },
      accepts = { "text/csv" },
      params = {
        territory = { type = "reference", entity = "territory", label = { fr = "Territoire", en = "Territory", de = "Gebiet" } },
        kind = {
          type = "concept", scheme = "actor-kind", default = "company", label = { fr = "Genre", en = "Kind", de = "Art" },
        },
      },
      run = function(rows, params)
        return require("lib.rows").import(rows, params)
      end,
    }

    """
  }

  private var library: String {
    """
    -- \(base.said("engine.plugin-template.importer-rows"))
    local M = {}

    -- The name without blanks around it, nil for an empty one.
    function M.name(text)
      local name = (text or ""):match("^%s*(.-)%s*$")
      return name ~= "" and name or nil
    end

    function M.import(rows, params)
      local result = { added = 0, known = 0 }
      for row, line in rows do
        local name = M.name(row.name) or error(grappe.t("name_missing", { line = line }), 0)
        if grappe.actors.count { name = name, territory = params.territory } > 0 then
          result.known = result.known + 1
        else
          grappe.actors.add { name = name, kind = params.kind, city = M.name(row.city), territory = params.territory }
          result.added = result.added + 1
        end
      end
      return result
    end

    return M

    """
  }

  private var tests: String {
    """
    local rows = require "lib.rows"

    test("a name loses the blanks around it, and an empty one is none", function(t)
      t.equal(rows.name("  KIKK "), "KIKK")
      t.equal(rows.name("  "), nil)
    end)

    test("each row becomes an actor, and a known one is not added again", function(t)
      local list = "name,city\\nStudio Essai,Namur\\nAtelier Essai,\\n"
      t.equal(t.import("actors", list, { territory = "BE" }), { added = 2, known = 0 })
      t.equal(t.import("actors", list, { territory = "BE" }), { added = 0, known = 2 })
      t.equal(grappe.actors.count { name = "Studio Essai", city = "Namur" }, 1)
    end)

    test("a row without a name stops the import, and nothing stays", function(t)
      t.raises(function() t.import("actors", "name,city\\nStudio Essai,Namur\\n,Liège\\n", { territory = "BE" }) end, "3")
      t.equal(grappe.actors.count { name = "Studio Essai" }, 0)
    end)

    """
  }
}
