import Ecosystem

/// The files of a new plugin.
struct PluginTemplate {
  let name: String
  let title: String
  let language: Language

  /// Where the stubs for editors lie; bundles leave out what begins with a dot.
  static let stubFolder = ".grappe/meta"

  /// The texts by path.
  var files: [String: String] {
    [
      "plugin.toml": manifest, "init.lua": initLua, "lib/themes.lua": library, "data/themes.csv": data,
      "migrations/0001.lua": migration, "locales/fr.toml": french, "locales/en.toml": english,
      "tests/themes_test.lua": tests, "README.md": readme, ".luarc.json": editor, ".gitignore": "*.grappe\n",
    ]
  }

  private func said(fr: String, en: String) -> String { language == .fr ? fr : en }

  /// The title within a TOML string.
  private var quotedTitle: String {
    "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private var manifest: String {
    """
    [plugin]
    name = "\(name)"
    version = "0.1.0"
    api = 1
    title = { fr = \(quotedTitle), en = \(quotedTitle) }
    licence = "EUPL-1.2"

    # \(said(fr: "Rien n'est accordé qui ne soit demandé ici ; l'admin lit chaque raison.", en: "Nothing is granted that is not asked for here; the admin reads each reason."))
    [permissions]
    vocabulary = { access = "write", reason = { fr = "poser ses thèmes", en = "lay down its themes" } }
    actors = { access = "read", reason = { fr = "compter les acteurs par thème", en = "count the actors by theme" } }

    # \(said(fr: "Le numéro de la dernière migration.", en: "The number of the last migration."))
    [data]
    schema = 1

    """
  }

  private var initLua: String {
    """
    -- \(said(fr: "Enregistre ce que le greffon apporte ; les données se lisent et s'écrivent ailleurs.", en: "Registers what the plugin brings; data is read and written elsewhere."))
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
    -- \(said(fr: "Les thèmes, et combien d'acteurs portent chacun.", en: "The themes, and how many actors bear each."))
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
    -- \(said(fr: "Pose les thèmes ; court une fois, dans la transaction de l'installation.", en: "Lays down the themes; runs once, in the transaction of the installation."))
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

  private var readme: String {
    """
    # \(title)

    \(said(fr: "Un greffon de Grappe.", en: "A plugin of Grappe."))

        grappe check .
        grappe test .
        grappe pack .

    | | |
    |---|---|
    | `plugin.toml` | \(said(fr: "son nom, ses permissions et leurs raisons", en: "its name, its permissions and their reasons")) |
    | `init.lua` | \(said(fr: "ce qu'il apporte : un champ, un rapport", en: "what it brings: a field, a report")) |
    | `lib/` | \(said(fr: "son code", en: "its code")) |
    | `data/`, `migrations/` | \(said(fr: "ses données, et comment elles entrent", en: "its data, and how they enter")) |
    | `locales/` | \(said(fr: "ses textes", en: "its texts")) |
    | `tests/` | \(said(fr: "ses tests", en: "its tests")) |

    """
  }

  /// The settings of lua-language-server: the sandbox's Lua, and where the stubs are.
  private let editor = """
    {
      "runtime.version": "Lua 5.4",
      "runtime.builtin": { "io": "disable", "debug": "disable", "package": "disable" },
      "workspace.library": [".grappe/meta"]
    }

    """
}
