import Foundation
import Testing

/// The languages of a plugin: its texts, its labels and the labels of its records.
@Suite struct LocaleTests {
  private static var plugin: PluginVersion {
    var plugin = PluginVersion(permissions: "")
    plugin.initLua = """
      grappe.command {
        id = "count", summary = { de = "Zählt.", en = "Counts.", nl = "Telt." },
        params = { n = { type = "integer", label = { nl = "Aantal", ["pt-BR"] = "Número" } } },
        run = function(params) return grappe.language .. " " .. grappe.t("acts", { count = params.n }) end,
      }
      grappe.command { id = "other", summary = { nl = "Telt.", ["pt-BR"] = "Conta." }, run = function() end }
      """
    plugin.files["locales/fr.toml"] = "acts = [\"{count} acte\", \"{count} actes\"]\n"
    plugin.files["locales/en.toml"] = "acts = [\"{count} act\", \"{count} acts\"]\n"
    return plugin
  }

  private static func installed(_ plugin: PluginVersion) throws -> (folder: TemporaryFolder, grappe: GrappeBinary, run: GrappeBinary.Run) {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try #require(try grappe("init", ".").status == 0)
    return (folder, grappe, try plugin.install(with: grappe, "install", "--yes"))
  }

  @Test("one loaded plugin answers each invocation in its language, and falls back on English")
  func languages() throws {
    let (folder, grappe, run) = try Self.installed(Self.plugin)
    try #require(run.status == 0, "\(run.errors)")
    let cases = [
      ("fr", 0, "fr 0 acte"), ("fr", 2, "fr 2 actes"), ("en", 0, "en 0 acts"), ("de", 1, "de 1 act"),
      ("fr", 35_000, "fr 35\u{202F}000 actes"),
    ]
    for (language, n, expected) in cases {
      #expect(try grappe("run", "demo:count", "--n", "\(n)", language: language).output == expected + "\n")
    }
    _ = folder
  }

  @Test("a label in any language is accepted, and shown where no language before it has one")
  func labels() throws {
    let (folder, grappe, run) = try Self.installed(Self.plugin)
    try #require(run.status == 0, "\(run.errors)")
    #expect(try grappe("run", language: "de").output.contains("Zählt."))
    #expect(try grappe("run", language: "fr").output.contains("Counts."))
    #expect(try grappe("run", language: "en").output.contains("Telt."))
    _ = folder
  }

  @Test(
    "a label that is no text by language is refused at the line that gives it",
    arguments: [
      ("{ french = \"x\" }", "french"), ("{}", "no language"), ("{ nl = 3 }", "\"nl\""), ("{ \"x\" }", "no language"),
      ("{ e = \"x\" }", "\"e\""),
    ])
  func wrongLabels(label: String, expected: String) throws {
    var plugin = PluginVersion(permissions: "")
    plugin.initLua = "grappe.field(\"actor\", \"note\", { type = \"text\", label = \(label) })"
    let (folder, _, run) = try Self.installed(plugin)
    #expect(run.status != 0 && run.errors.contains("init.lua:1") && run.errors.contains(expected), "\(run.errors)")
    _ = folder
  }

  @Test(
    "plural forms that do not fit the language are refused when the plugin is installed",
    arguments: [
      ("fr", "acts = [\"a\", \"b\", \"c\"]", "locales/fr.toml:1: \"acts\" has 3 plural forms; this language has 2"),
      ("pl", "\nacts = [\"a\", \"b\"]", "locales/pl.toml:2: \"acts\" has 2 plural forms; this language has 3"),
      ("mt", "acts = [\"a\", \"b\"]", "locales/mt.toml: the plural forms of \"mt\" are not known"),
      ("mt", "plural_forms = \"n > 1\"", "locales/mt.toml:1: plural_forms is no plural rule"),
    ])
  func wrongForms(language: String, text: String, expected: String) throws {
    var plugin = Self.plugin
    plugin.files["locales/\(language).toml"] = text + "\n"
    let (folder, grappe, run) = try Self.installed(plugin)
    #expect(run.status == 3 && run.errors.contains(expected), "\(run.errors)")
    #expect(try !grappe("list", "--json").output.contains("demo"))
    _ = folder
  }

  @Test("a language whose rule the host does not know brings its own")
  func ownRule() throws {
    var plugin = Self.plugin
    plugin.files["locales/mt.toml"] =
      "plural_forms = \"nplurals=4; plural=(n==1 ? 0 : n==0 || n%100>1 && n%100<11 ? 1 : n%100>10 && n%100<20 ? 2 : 3);\"\nacts = [\"a\", \"b\", \"c\", \"d\"]\n"
    let (folder, _, run) = try Self.installed(plugin)
    #expect(run.status == 0, "\(run.errors)")
    _ = folder
  }

  @Test("labels in a language of their own are imported and exported, and order a list in the language asked for")
  func records() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try #require(try grappe("init", ".").status == 0)
    try Data("scheme,code,label.nl,label.de,label.en\nsector,a,Zee,Meer,Sea\nsector,b,Lucht,Luft,\nsector,c,,Berg,Zed\n".utf8)
      .write(to: folder.url.appending(path: "sectors.csv"))
    let imported = try grappe("import", "sectors.csv", "--as", "concept")
    try #require(imported.status == 0, "\(imported.errors)")
    let exported = try grappe("export", "concept").output
    #expect(exported.hasPrefix("id,scheme,version,code,label.de,label.en,label.fr,label.other,"), "\(exported)")
    #expect(exported.contains("Meer,Sea,,\"{\"\"nl\"\":\"\"Zee\"\"}\""), "\(exported)")
    let line = "local t = {} for c in concepts.each({}, { order = 'label' }) do t[#t + 1] = c.code end return table.concat(t)"
    #expect(try grappe("eval", line, language: "de").output == "cba\n")
    #expect(try grappe("eval", line, language: "en").output == "bac\n")
    #expect(try grappe("eval", "return grappe.label('b', 'sector')", language: "fr").output == "Luft\n")
  }
}
