import Foundation
import Testing

/// Snapshots of the messages that the author of a plugin gets for each class of mistake, in French, English and German, each
/// reviewed by hand. `GRAPPE_RECORD_SNAPSHOTS=1` writes the files again.
@Suite struct ErrorSnapshotTests {
  /// The body of a report for each mistake found at run time.
  private static let mistakes: [(name: String, lua: String)] = [
    ("a typo in the name of a module", "grappe.actor.find{}"),
    ("a typo in the name of a function", "grappe.actors.fnd{}"),
    ("a typo in the name of a method", "doc:headng(\"x\")"),
    ("a typo in the name of a field", "grappe.actors.find{ kid = \"company\" }"),
    ("a typo in an operator", "grappe.actors.find{ founded = { gte = \"2010\" } }"),
    ("an operator that does not fit", "grappe.actors.find{ kind = { lt = \"company\" } }"),
    ("a filter that is no table", "grappe.actors.find(\"company\")"),
    ("a typo in an option", "grappe.actors.find({}, { ordre = \"name\" })"),
    ("an argument of the wrong type", "grappe.actors.get(7)"),
    ("an argument too many", "grappe.today(\"2024\")"),
    ("a field of the wrong type", "grappe.actors.find{ founded = { ge = true } }"),
    ("a word that is none of the choices", "grappe.actors.find{ standing = \"existng\" }"),
    ("nil that is indexed", "local actor = grappe.actors.get(\"nobody\")\n    doc:text(actor.name)"),
    ("nil that is called", "pritn(\"x\")"),
    ("nil in a sum", "local row = {}\n    local sum = 1 + row.staff"),
    ("nil in a text", "local row = {}\n    doc:text(\"In \" .. row.city)"),
    (
      "a comparison of unlike values",
      "local row = { staff = \"12\" }\n    if row.staff > 10 then doc:text(\"many\") end"
    ),
    ("a library function without its argument", "for _ in ipairs(params.list) do end"),
    ("a module that there is not", "require \"lib.thems\""),
    ("a module with a mistake in it", "require \"lib.broken\""),
    ("a permission that was not asked for", "grappe.events.find{}"),
    ("a translation key that there is not", "doc:text(grappe.t(\"tilte\"))"),
    ("a table of a document with a wrong field", "doc:table{ colums = { \"A\" }, rows = {} }"),
    ("a row with too many cells", "doc:table{ columns = { \"A\" }, rows = { { 1, 2 } } }"),
    ("a write in a report", "grappe.concepts.add{ scheme = \"s\", code = \"c\", label = { fr = \"x\" } }"),
    ("a registration that comes late", "grappe.field(\"actor\", \"late\", { type = \"text\" })"),
    ("SQL that is wrong", "grappe.sql(\"SELEC 1\")"),
    ("an error of the plugin's own", "error(\"the list of cities is empty\")"),
    ("an error without a place", "error({ code = 7 })"),
    ("a function that calls itself", "local function deeper(n) return 1 + deeper(n + 1) end\n    deeper(1)"),
    ("a loop over nil", "for _ in pairs(params.list) do end"),
    ("a method that texts do not have", "local name = (\"x\"):trim()"),
    ("a method that lists do not have", "local list = {}\n    list:push(1)"),
    ("a colon for a point", "grappe.actors:find{}"),
    ("a point for a colon", "doc.text(\"x\")"),
    ("a table that is called", "grappe.log(\"x\")"),
    ("nil by its name in other languages", "local name = null.name"),
    ("a file that is opened", "io.open(\"list.csv\")"),
    ("a program that is run", "os.execute(\"ls\")"),
    ("a table in place of a loop", "for name in { \"a\", \"b\" } do doc:text(name) end"),
    ("a text in a sum", "local sum = \"a\" + 1"),
    ("a table in a text", "doc:text(\"In \" .. { 1 })"),
    ("the length of nil", "local count = #params.list"),
    ("a number that is not whole", "doc:text((\"%d\"):format(1.5))"),
    ("an error without a value", "error()"),
    ("a short name that is near nothing", "grappe.foo()"),
    ("a list of mixed values that is sorted", "table.sort { 1, \"x\" }"),
    ("a table among joined values", "table.concat({ 1, {} }, \", \")"),
    ("a constant that is changed", "local load_twice = load(\"local a <const> = 1 a = 2\")\n    load_twice()"),
    ("the limit of processor time", "while true do end"),
    ("the limit of memory", "local t = {}\n    while true do t[#t + 1] = (\"x\"):rep(1000) .. #t end"),
    ("the limit of output", "while true do doc:text((\"x\"):rep(10000)) end"),
    ("the limit of rows", "while true do grappe.concepts.find{} end"),
  ]

  /// The body of a command for each refusal, which ends with the exit code 3.
  private static let refusals: [(name: String, lua: String)] = [
    ("a record without a required field", "grappe.concepts.add { scheme = \"demo\" }"),
    ("a record whose id is taken", "grappe.concepts.add { scheme = \"demo\", code = \"c1\", label = { fr = \"x\" } }"),
    ("a word that is not in the vocabulary", "grappe.actors.add { id = \"x\", name = \"x\", kind = \"compny\", territory = \"LU\" }"),
    ("a territory that there is not", "grappe.actors.add { name = \"x\", kind = \"c1\", territory = \"LX\" }"),
    ("a territory that was not granted", "grappe.actors.add { name = \"x\", kind = \"c1\", territory = \"FR\" }"),
    ("a group that was not granted", "grappe.events.count {}"),
  ]

  /// Folders whose installation fails, as changes of a valid plugin.
  private static let folders: [(name: String, path: String, text: String)] = [
    ("an unknown key of the manifest", "plugin.toml", "[plugin]\nname = \"demo\"\nversoin = \"1.0.0\"\n"),
    ("a manifest that is no TOML", "plugin.toml", "[plugin\n"),
    (
      "a version that is none", "plugin.toml",
      "[plugin]\nname = \"demo\"\nversion = \"one\"\napi = 1\ntitle = { fr = \"x\" }\n"
    ),
    ("Lua that does not compile", "init.lua", "local x = = 1\n"),
    ("not equal as in other languages", "init.lua", "local a = 1\nif a != 2 then return end\n"),
    ("a sum as in other languages", "init.lua", "local a = 1\na += 1\n"),
    ("and as in other languages", "init.lua", "local a = 1\nif a && a then return end\n"),
    ("else if", "init.lua", "local function f(a)\n  if a then\n    return 1\n  else if a == 2 then\n    return 2\n  end\nend\n"),
    ("braces around statements", "init.lua", "function f() {\n  return 1\n}\n"),
    ("a list in brackets", "init.lua", "local list = [1, 2]\n"),
    ("a field with a colon", "init.lua", "local actor = { \"name\": 1 }\n"),
    ("a choice with a question mark", "init.lua", "local a = true\nlocal b = a ? 1 : 2\n"),
    ("continue", "init.lua", "for i = 1, 2 do\n  continue\nend\n"),
    ("a word of another language", "init.lua", "var a = 1\n"),
    ("a text that is not closed", "init.lua", "local a = \"x\n"),
    (
      "a dependency that is nowhere", "plugin.toml",
      "[plugin]\nname = \"demo\"\nversion = \"1.0.0\"\napi = 1\ntitle = { fr = \"x\" }\n[dependencies]\neuropa = \">=1.0\"\n[data]\nschema = 1\n"
    ),
    ("an end that is missing", "init.lua", "local function f()\n  if x then\n    return 1\nend\n"),
    ("an init.lua that fails", "init.lua", "local label\nprint(label.fr)\n"),
    ("a report that is registered wrongly", "init.lua", "grappe.report { id = \"Map\", title = \"x\", run = print }\n"),
    (
      "a parameter of an unknown type", "init.lua",
      "grappe.report { id = \"map\", title = \"x\", params = { city = { type = \"txt\" } }, run = print }\n"
    ),
    ("a migration that fails", "migrations/0001.lua", "grappe.concepts.add { scheme = \"s\" }\n"),
    ("texts that are no TOML", "locales/fr.toml", "title = \n"),
  ]

  private static let manifest = """
    [plugin]
    name = "demo"
    version = "1.0.0"
    api = 1
    title = { fr = "Essai", en = "Test" }

    [permissions]
    vocabulary = { access = "write", reason = { fr = "essayer", en = "to try" } }
    actors = { access = "write", territories = ["LU"] }
    sql = { access = "read" }

    [limits]
    command.cpu = "300ms"
    command.output = "1MiB"
    command.rows_read = 50
    memory = "8MiB"

    [data]
    schema = 1

    """

  private static let base = [
    "plugin.toml": manifest, "init.lua": "", "lib/themes.lua": "return {}\n", "lib/broken.lua": "return {\n",
    "locales/fr.toml": "title = \"Titre\"\n", "locales/en.toml": "title = \"Title\"\n",
    "migrations/0001.lua": """
    for number = 1, 20 do
      grappe.concepts.add { scheme = "demo", code = "c" .. number, label = { fr = "x", en = "x" } }
    end
    grappe.concepts.add { scheme = "actor-kind", code = "c1", label = { fr = "x", en = "x" } }
    for _, code in ipairs { "FR", "LU" } do
      grappe.territories.add { scheme = "iso3166-1", code = code, name = { fr = code, en = code } }
    end

    """,
  ]

  private static func write(_ files: [String: String], into folder: URL) throws {
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// Installs a plugin with a report for each mistake.
  private static func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.empty()
    var files = base
    // A file that does not compile cannot be installed, so the invalid module is built at run time.
    files["lib/broken.lua"] = "return assert(load(\"return {\", \"=demo/lib/broken.lua\"))()\n"
    files["init.lua"] =
      mistakes.enumerated().map { number, mistake in
        """
        grappe.report {
          id = "r\(number)", title = "x", params = { city = { type = "text", optional = true } },
          run = function(params, doc)
            \(mistake.lua)
          end,
        }

        """
      }.joined()
      + refusals.enumerated().map { number, refusal in
        "grappe.command { id = \"c\(number)\", summary = \"x\", run = function() \(refusal.lua) end }\n"
      }.joined()
    try write(files, into: workspace.directory.appending(path: "demo"))
    let packed = try workspace.grappe("pack", "demo", "-o", "demo.grappe")
    try #require(packed.status == 0, "\(packed.errors)")
    let id = "sha256:" + packed.output.prefix { $0 != " " }
    let installed = try workspace.grappe("install", "demo.grappe", "--yes", "--trust", id)
    try #require(installed.status == 0, "\(installed.errors)")
    return workspace
  }

  /// Replaces figures that differ from run to run.
  private static func steady(_ text: String, in folder: URL) -> String {
    text.replacing(/\d+([.,]\d+)? (ms|MiB|KiB)( used|, la limite| verbraucht)/) { "N \($0.2)\($0.3)" }
      .replacing(folder.path + "/", with: "").replacing(GrappeBinary.root.path + "/", with: "")
  }

  private static func entry(_ name: String, _ run: GrappeBinary.Run, in folder: URL) -> String {
    "## \(name)\n\(steady(run.output + run.errors, in: folder))(exit \(run.status))\n"
  }

  @Test("Each mistake reads as it was found good", arguments: ["fr", "en", "de"])
  func snapshot(language: String) throws {
    let workspace = try Self.workspace()
    var text = ""
    for (number, mistake) in Self.mistakes.enumerated() {
      _ = try workspace.grappe("quarantine", "demo", "--lift")
      let run = try workspace.grappe.run(["report", "demo:r\(number)"], language: language)
      text += Self.entry(mistake.name, run, in: workspace.directory) + "\n"
    }
    for (number, refusal) in Self.refusals.enumerated() {
      let run = try workspace.grappe.run(["run", "demo:c\(number)"], language: language)
      #expect(run.status == 3, "\(refusal.name)")
      text += Self.entry(refusal.name, run, in: workspace.directory) + "\n"
    }
    for (name, arguments) in [
      ("a parameter without its value", ["report", "demo:r0", "--city"]),
      ("a parameter that there is not", ["report", "demo:r0", "--citty", "Namur"]),
      ("a report that there is not", ["report", "demo:r00"]),
    ] {
      let run = try workspace.grappe.run(arguments, language: language)
      text += Self.entry(name, run, in: workspace.directory) + "\n"
    }
    try Self.compare(text + (try foldersText(language)), with: "errors.\(language).txt")
  }

  private func foldersText(_ language: String) throws -> String {
    let folder = try TemporaryFolder()
    var text = ""
    for (name, path, contents) in Self.folders {
      try? FileManager.default.removeItem(at: folder.url.appending(path: "demo"))
      var files = Self.base
      files["lib/broken.lua"] = nil
      files["tests/a_test.lua"] = "test(\"a\", function(t) t.ok(true) end)\n"
      files[path] = contents
      try Self.write(files, into: folder.url.appending(path: "demo"))
      let command =
        path.hasPrefix("migrations/") || contents.contains("[dependencies]") ? ["test", "demo", "--lang", language] : ["check", "demo"]
      let run = try GrappeBinary(directory: folder.url).run(command, language: language)
      text += Self.entry(name, run, in: folder.url) + "\n"
    }
    return text
  }

  private static func compare(_ text: String, with name: String) throws {
    let file = GrappeBinary.root.appending(path: "Tests/Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["GRAPPE_RECORD_SNAPSHOTS"] == "1" { try Data(text.utf8).write(to: file) }
    let written = try String(contentsOf: file, encoding: .utf8)
    let (entries, kept) = (text.components(separatedBy: "\n## "), written.components(separatedBy: "\n## "))
    for (now, before) in zip(entries, kept) { #expect(now == before) }
    #expect(entries.count == kept.count)
  }
}
