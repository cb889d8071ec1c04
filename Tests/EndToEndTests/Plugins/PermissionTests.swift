import Foundation
import Testing

/// A plugin can use only its granted permissions; any other attempt is refused and changes nothing.
@Suite struct PermissionTests {
  private static let granted = """
    actors = { access = "write", territories = ["LU"] }
    vocabulary = { access = "read" }
    """

  @Test(
    "A plugin that tries a forbidden thing is refused, with nothing changed",
    arguments: [
      (
        "another territory", "grappe.actors.add{ name = 'Essai', kind = 'company', territory = 'FR-13' }",
        "territory FR-13"
      ),
      ("no territory", "grappe.actors.add{ name = 'Essai', kind = 'company' }", "territory"),
      ("another's row", "grappe.actors.set('kikk', { city = 'Arlon' })", "belongs to wallonia"),
      ("another's field", "grappe.actors.set('kikk', { ['wallonia.label'] = true })", "field of another plugin"),
      ("deleting another's row", "grappe.actors.del('kikk')", "belongs to wallonia"),
      ("reading what is not granted", "grappe.events.find{}", "\"events\""),
      (
        "writing what may be read", "grappe.concepts.add{ scheme = 'x', code = 'y', label = { fr = 'z' } }",
        "write access"
      ),
      ("SQL", "grappe.sql('SELECT 1')", "\"sql\""),
      ("measuring relations", "grappe.network.structure{}", "\"relations\""),
      ("private storage", "grappe.storage.set('a', 1)", "\"storage\""),
      ("filtering on contacts", "grappe.actors.find{ email = 'a@example.org' }", "\"persons\""),
      ("grouping by contacts", "grappe.actors.group({}, { by = 'email' })", "\"persons\""),
      ("counting contacts", "grappe.actors.group({}, { distinct = 'phone' })", "\"persons\""),
      ("ordering by contacts", "grappe.actors.first({}, { order = 'email' })", "\"persons\""),
      ("reading persons", "grappe.persons.count{}", "\"persons\""),
      ("another bundle's file", "assert(grappe.bundle.read('../wallonia/init.lua'))", "unknown file"),
      ("registering later", "grappe.command{ id = 'b', summary = 'b', run = function() end }", "init.lua"),
    ])
  func forbidden(what: String, code: String, reason: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "intrus", permissions: Self.granted,
      initLua: "grappe.command{ id = 'essai', summary = 'essai', run = function() \(code) end }")
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    let before = try workspace.dump()
    let run = try workspace.grappe("run", "intrus:essai")
    let isRefusal = !["another bundle's file", "registering later"].contains(what)
    #expect(run.status == (isRefusal ? 3 : 1), "\(what): \(run.output)\(run.errors)")
    #expect(run.errors.contains(reason), "\(what): \(run.errors)")
    #expect(run.errors.contains("intrus/init.lua:1"), "\(what): \(run.errors)")
    #expect(try workspace.dump() == before, "\(what)")
  }

  @Test("What is granted works: a row in the territory, an own field on another's row")
  func allowed() throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "voisin", permissions: Self.granted,
      initLua: """
        grappe.field("actor", "seen", { type = "boolean" })
        grappe.command{ id = 'essai', summary = 'essai', run = function()
          local added = grappe.actors.add{ name = 'Essai', kind = 'company', territory = 'LU-ES' }
          grappe.actors.set('kikk', { ['voisin.seen'] = true })
          return grappe.actors.count{ ['voisin.seen'] = true }, added.owner
        end }
        """)
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    let run = try workspace.grappe("run", "voisin:essai")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "1\nvoisin\n")
  }

  @Test(
    "A reference is followed only into a collection whose group is granted",
    arguments: [
      "grappe.actors.group({}, { by = 'kind.label' })", "grappe.actors.find({}, { fields = { 'territory.name' } })",
      "grappe.actors.get({ 'kikk' }, { fields = { 'territory.parent.code' } })",
    ])
  func references(code: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "suiveur", permissions: "actors = { access = \"read\" }",
      initLua: "grappe.command{ id = 'essai', summary = 'essai', run = function() \(code) end }")
    try #require(try plugin.install(into: workspace).status == 0)
    let run = try workspace.grappe("run", "suiveur:essai")
    #expect(run.status == 3 && run.errors.contains("\"vocabulary\""), "\(run.errors)")
  }

  @Test("SQL reads the collections whose groups are granted, and no other")
  func sqlViews() throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "curieux", permissions: Self.granted + "\nsql = { access = \"read\" }",
      initLua: """
        grappe.command{ id = 'permis', summary = 'essai', run = function()
          return #grappe.sql("SELECT id FROM actors LIMIT 3") end }
        grappe.command{ id = 'refus', summary = 'essai', run = function()
          return grappe.sql("SELECT id FROM actors WHERE id IN (SELECT organiser FROM events)") end }
        """)
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    #expect(try workspace.grappe("run", "curieux:permis").output == "3\n")
    let refused = try workspace.grappe("run", "curieux:refus")
    #expect(refused.status == 3)
    #expect(refused.errors.contains("no access to event; it may read actors, concepts"), "\(refused.errors)")
    #expect(refused.output.isEmpty)
  }

  @Test("Contact fields are not there for a plugin without the permission, by its name or its former one")
  func contacts() throws {
    let workspace = try DemoWorkspace.fresh()
    let add = "actors.add{ id = 'essai-contact', name = 'Essai', kind = 'company', email = 'info@example.org' }"
    try #require(try workspace.grappe("eval", add, "--write").status == 0)
    let code = "return tostring(grappe.actors.get('essai-contact').email)"
    for (name, extra, seen) in [
      ("sans", "", "nil\n"), ("avec", "\npersons = { access = \"read\" }", "info@example.org\n"),
      ("ancien", "\ncontacts = { access = \"read\" }", "info@example.org\n"),
    ] {
      let plugin = TestPlugin(
        name: name, permissions: Self.granted + extra,
        initLua: "grappe.command{ id = 'essai', summary = 'essai', run = function() \(code) end }")
      let installed = try plugin.install(into: workspace)
      try #require(installed.status == 0, "\(installed.errors)")
      #expect(try workspace.grappe("run", "\(name):essai").output == seen)
    }
  }

  @Test("A manifest that asks for contacts, as before there were persons, opens no person")
  func formerGroup() throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "ancien", permissions: Self.granted + "\ncontacts = { access = \"write\" }",
      initLua: "grappe.command{ id = 'essai', summary = 'essai', run = function() return grappe.persons.count{} end }")
    try #require(try plugin.install(into: workspace).status == 0)
    let run = try workspace.grappe("run", "ancien:essai")
    #expect(run.status == 3 && run.errors.contains("\"persons\""), "\(run.errors)")
  }

  @Test("init.lua touches no data")
  func initReadsNothing() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let plugin = TestPlugin(name: "hatif", permissions: Self.granted, initLua: "grappe.actors.count{}")
    let run = try plugin.install(into: workspace)
    #expect(run.status == 1)
    #expect(run.errors.contains("hatif/init.lua:1"), "\(run.errors)")
    #expect(try workspace.dump() == before)
  }

  @Test(
    "A migration that fails at its last row leaves nothing, and its error names the row",
    arguments: [
      (
        "grappe.actors.add{ name = 'Essai', kind = 'company', territory = 'LU', lat = 'nord' }",
        "migrations/0001.lua:2"
      ),
      (
        "grappe.actors.add{ id = 'essai', name = 'Essai', kind = 'compagny', territory = 'LU' }",
        "migrations/0001.lua:2"
      ),
      (
        "grappe.actors.add{ id = 'essai', name = 'Essai', kind = 'company', territory = 'LU', aliases = { 'a' }, founded = 'hier' }",
        "founded"
      ),
    ])
  func failingMigration(row: String, place: String) throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let plugin = TestPlugin(
      name: "maladroit", permissions: Self.granted,
      files: [
        "migrations/0001.lua": """
        for i = 1, 20 do grappe.actors.add{ name = 'Essai ' .. i, kind = 'company', territory = 'LU' } end
        \(row)
        """
      ])
    let run = try plugin.install(into: workspace)
    #expect(run.status == 3)
    #expect(run.errors.contains(place), "\(run.errors)")
    #expect(try workspace.dump() == before)
  }
}
