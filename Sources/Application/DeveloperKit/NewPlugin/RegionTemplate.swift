import Localization

/// The files of a new region: its territory, its actors from a CSV file, a report and tests.
struct RegionTemplate {
  let base: PluginTemplate

  var files: [String: String] {
    [
      "plugin.toml": manifest, "init.lua": initLua, "lib/actors.lua": library, "data/actors.csv": data,
      "migrations/0001.lua": migration, "tests/actors_test.lua": tests,
      "locales/fr.toml": "kind = \"Genre\"\nactors = \"Acteurs\"\nnone = \"Aucun acteur dans cette ville.\"\n",
      "locales/en.toml": "kind = \"Kind\"\nactors = \"Actors\"\nnone = \"No actor in this city.\"\n",
      "locales/de.toml": "kind = \"Art\"\nactors = \"Akteure\"\nnone = \"Kein Akteur in dieser Stadt.\"\n",
    ]
  }

  /// The code of the region's territory: the plugin's name, with hyphens.
  private var territory: String { base.name.replacing("_", with: "-") }

  private var manifest: String {
    base.manifest(
      """
      [dependencies]
      europe = ">=1.0, <2.0"

      # \(base.said("engine.plugin-template.nothing-granted-not-asked"))
      [permissions]
      vocabulary = { access = "write", reason = { fr = "poser son territoire", en = "lay down its territory" } }
      actors = { access = "write", territories = ["\(territory)"], reason = { fr = "tenir ses acteurs", en = "keep its actors" } }
      """, schema: 1)
  }

  private var initLua: String {
    """
    -- \(base.said("engine.plugin-template.registers-what-plugin-brings"))
    grappe.report {
      id = "actors",
      title = { fr = "Acteurs par genre", en = "Actors by kind", de = "Akteure nach Art" },
      params = {
        city = { type = "text", optional = true, label = { fr = "Ville", en = "City", de = "Stadt" } },
      },
      run = function(params, doc)
        require("lib.actors").report(params, doc)
      end,
    }

    """
  }

  private var library: String {
    """
    -- \(base.said("engine.plugin-template.region-actors"))
    local M = {}

    function M.counts(city)
      local rows = {}
      for kind in grappe.concepts.each({ scheme = "actor-kind" }, { order = "code" }) do
        local count = grappe.actors.count { territory = "\(territory)", kind = kind.code, city = city }
        if count > 0 then rows[#rows + 1] = { grappe.label(kind.label), count } end
      end
      return rows
    end

    function M.report(params, doc)
      if params.city then doc:subtitle(params.city) end
      doc:table {
        columns = { grappe.t("kind"), { grappe.t("actors"), align = "right" } },
        rows = M.counts(params.city),
        totals = true,
        empty = grappe.t("none"),
      }
    end

    return M

    """
  }

  private let data = """
    id,name,kind,city,website
    maison-des-images,Maison des images,association,Villeneuve,
    studio-du-canal,Studio du canal,company,Port-Saint-Jean,https://example.org

    """

  private var migration: String {
    """
    -- \(base.said("engine.plugin-template.region-migration"))
    grappe.territories.add {
      scheme = "plugin", code = "\(territory)", name = { fr = \(base.luaTitle), en = \(base.luaTitle) },
    }
    for _, row in ipairs(assert(grappe.csv.decode(assert(grappe.bundle.read("data/actors.csv"))))) do
      grappe.actors.add {
        id = "\(territory)-" .. row.id, name = row.name, kind = row.kind, city = row.city, territory = "\(territory)",
        website = row.website ~= "" and row.website or nil,
      }
    end

    """
  }

  private var tests: String {
    """
    local actors = require "lib.actors"

    test("the migration lays down the actors of the file", function(t)
      t.equal(grappe.actors.count { territory = "\(territory)" }, 2)
    end)

    test("a city without actors says so", function(t)
      t.equal(actors.counts("Nowhere"), {})
      t.contains(t.report("actors", { city = "Nowhere" }), grappe.t("none"))
    end)

    test("the report speaks three languages", function(t)
      for _, language in ipairs { "fr", "en", "de" } do
        t.lang(language)
        t.contains(t.report("actors"), grappe.t("actors"))
      end
    end)

    test("an actor of another region is refused", function(t)
      t.denied(function() grappe.actors.add { name = "x", kind = "company", territory = "BE" } end)
    end)

    """
  }
}
