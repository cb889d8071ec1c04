import Ecosystem
import Engine
import Localization

/// The files of a new plugin.
struct PluginTemplate {
  let name: String
  let title: String
  let language: Language

  /// The folder of the stubs for editors; bundles leave out names that begin with a dot.
  static let stubFolder = ".grappe/meta"

  /// Returns the texts by path.
  func files(_ kind: PluginKind) -> [String: String] {
    let own =
      switch kind {
      case .report: report
      case .region: RegionTemplate(base: self).files
      case .importer: ImporterTemplate(base: self).files
      case .page: PageTemplate(base: self).files
      case .library: LibraryTemplate(base: self).files
      }
    return own.merging(["README.md": readme(kind), ".luarc.json": editor, ".gitignore": "*.grappe\n"]) { own, _ in own }
  }

  private var report: [String: String] {
    [
      "plugin.toml": reportManifest, "init.lua": initLua, "lib/themes.lua": library, "data/themes.csv": data,
      "migrations/0001.lua": migration, "locales/fr.toml": french, "locales/en.toml": english,
      "tests/themes_test.lua": tests,
    ]
  }

  func said(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
    Message(id, arguments).text(in: language)
  }

  /// The title within a TOML string.
  private var quotedTitle: String {
    "\"" + title.replacingExactly("\\", with: "\\\\").replacingExactly("\"", with: "\\\"") + "\""
  }

  /// The title within a Lua string.
  var luaTitle: String { quotedTitle }

  /// Returns a manifest.
  ///
  /// - Parameters:
  ///   - tables: the tables between the identity and the data.
  ///   - schema: the number of the last migration.
  func manifest(_ tables: String, schema: Int) -> String {
    """
    [plugin]
    name = "\(name)"
    version = "0.1.0"
    api = 1
    title = { fr = \(quotedTitle), en = \(quotedTitle) }
    licence = "EUPL-1.2"

    \(tables)

    # \(said("engine.plugin-template.number-last-migration"))
    [data]
    schema = \(schema)

    """
  }

  private var reportManifest: String {
    manifest(
      """
      # \(said("engine.plugin-template.nothing-granted-not-asked"))
      [permissions]
      vocabulary = { access = "write", reason = { fr = "poser ses thèmes", en = "lay down its themes" } }
      actors = { access = "read", reason = { fr = "compter les acteurs par thème", en = "count the actors by theme" } }
      """, schema: 1)
  }

  private var initLua: String {
    """
    -- \(said("engine.plugin-template.registers-what-plugin-brings"))
    grappe.field("actor", "theme", {
      type = "concept",
      scheme = "\(name)-theme",
      label = { fr = "Thème", en = "Theme" },
    })

    grappe.report {
      id = "themes",
      title = { fr = "Acteurs par thème", en = "Actors by theme" },
      params = {
        city = { type = "text", optional = true, label = { fr = "Ville", en = "City" } },
      },
      run = function(params, doc)
        require("lib.themes").report(params, doc)
      end,
    }

    """
  }

  private var library: String {
    """
    -- \(said("engine.plugin-template.themes-how-many-actors"))
    local M = {}

    function M.counts(city)
      local rows = {}
      for theme in grappe.concepts.each({ scheme = "\(name)-theme" }, { order = "code" }) do
        local filter = { ["\(name).theme"] = theme.code, city = city }
        rows[#rows + 1] = { theme.label[grappe.t("language")], grappe.actors.count(filter) }
      end
      return rows
    end

    function M.report(params, doc)
      if params.city then doc:subtitle(params.city) end
      doc:table {
        columns = { grappe.t("theme"), { grappe.t("actors"), align = "right" } },
        rows = M.counts(params.city),
        totals = true,
      }
    end

    return M

    """
  }

  private let data = "code,label_fr,label_en\nimage,Image,Image\njeu,Jeu,Games\nson,Son,Sound\n"

  private var migration: String {
    """
    -- \(said("engine.plugin-template.lays-down-themes-runs"))
    local text = assert(grappe.bundle.read("data/themes.csv"))
    for _, row in ipairs(assert(grappe.csv.decode(text))) do
      grappe.concepts.add {
        scheme = "\(name)-theme",
        code = row.code,
        label = { fr = row.label_fr, en = row.label_en },
      }
    end

    """
  }

  private let french = "language = \"fr\"\ntheme = \"Thème\"\nactors = \"Acteurs\"\n"
  private let english = "language = \"en\"\ntheme = \"Theme\"\nactors = \"Actors\"\n"

  private var tests: String {
    """
    local themes = require "lib.themes"

    test("the migration lays down the themes", function(t)
      t.equal(grappe.concepts.count { scheme = "\(name)-theme" }, 3)
    end)

    test("a theme without actors counts none", function(t)
      t.equal(themes.counts()[1], { "Image", 0 })
    end)

    test("the report names every theme, and the city that is asked for", function(t)
      local text = t.report("themes", { city = "Namur" })
      for _, words in ipairs { "Image", "Namur" } do
        t.ok(text:find(words, 1, true), words .. " is missing")
      end
    end)

    """
  }

  private func readme(_ kind: PluginKind) -> String {
    """
    # \(title)

    \(said("engine.plugin-template.plugin-grappe"))

        grappe check .
        grappe test .
        grappe pack .

    | | |
    |---|---|
    | `plugin.toml` | \(said("engine.plugin-template.name-permissions-their-reasons")) |
    | `init.lua` | \(said("engine.plugin-template.brings-\(kind.rawValue)")) |
    | `lib/` | \(said("engine.plugin-template.code")) |
    | `data/`, `migrations/` | \(said("engine.plugin-template.data-how-they-enter")) |
    | `locales/` | \(said("engine.plugin-template.texts")) |
    | `tests/` | \(said("engine.plugin-template.tests")) |

    """
  }

  /// The settings of lua-language-server: the sandbox's Lua, and where the stubs are.
  private let editor = """
    {
      "runtime.version": "Lua 5.4",
      "runtime.builtin": { "io": "disable", "debug": "disable" },
      "workspace.library": [".grappe/meta"]
    }

    """
}
