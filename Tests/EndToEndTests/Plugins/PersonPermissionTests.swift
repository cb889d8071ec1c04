import Foundation
import Testing

/// Two plugins with the same code, one granted `persons` and one every other permission to read, try to find out about a person.
@Suite("A plugin without the permission for persons finds nothing out about one")
struct PersonPermissionTests {
  /// What identifies the person, in the records below and nowhere else.
  private static let secrets = ["zyxwvu", "ponmlk", "400 12 34 56", "hidden-note", "2026-0001", "M-4711", "kept-title"]

  private static let fill = """
    grappe.persons.add { id = "p-7", name = "Zyxwvu Ponmlk", email = "zyxwvu@example.org", phone = "+32 400 12 34 56",
      note = "hidden-note", city = "Zyxwvutown", skills = { "artiste-2d-3d" } }
    grappe.actors.add { id = "test-body", name = "Body of the test", kind = "association", email = "zyxwvu@example.org",
      phone = "+32 400 12 34 56" }
    grappe.affiliations.add { id = "a-7", person = "p-7", actor = "test-body", role = "contact", title = "kept-title" }
    grappe.consents.add { id = "c-7", person = "p-7", purpose = "newsletter", given_at = "2026-01-01T00:00:00Z", channel = "hidden-note" }
    grappe.memberships.add { id = "m-7", member = "p-7", body = "test-body", start = "2026", number = "M-4711" }
    grappe.dues_periods.add { id = "d-7", membership = "m-7", start = "2026-01-01", ["end"] = "2026-12-31",
      amount = { amount = 100, currency = "EUR" } }
    grappe.events.add { id = "e-7", name = "Evening of the test", kind = "conference", start = "2026-05-01" }
    grappe.registrations.add { id = "r-7", event = "e-7", participant = "p-7", status = "confirmed" }
    grappe.feedbacks.add { id = "f-7", event = "e-7", respondent = "p-7", score = 4 }
    grappe.support_actions.add { id = "s-7", beneficiary = "p-7", provider = "test-body", kind = "coaching", date = "2026-05-01" }
    grappe.skill_needs.add { id = "n-7", person = "p-7", skill = "artiste-2d-3d" }
    grappe.relations.add { id = "t-7", from = "p-7", to = "test-body", type = "associated-with" }
    """

  /// The ways: each is the body of a function that returns what it found.
  private static let ways: [String] = [
    // Records of the entities on persons.
    "return grappe.persons.get('p-7')",
    "return grappe.persons.get{ 'p-7' }",
    "return grappe.persons.first{}",
    "return grappe.persons.find{}",
    "return grappe.persons.find({}, { fields = { 'name' } })",
    "return grappe.persons.find({}, { purpose = 'newsletter' })",
    "local all = {} for person in grappe.persons.each{} do all[#all + 1] = person end return all",
    "return grappe.persons.search('zyxwvu')",
    "return grappe.persons.group({}, { by = 'name' })",
    "return grappe.persons.group({}, { by = 'city' })",
    "return grappe.affiliations.find{}",
    "return grappe.affiliations.find({}, { fields = { 'person.name', 'title' } })",
    "return grappe.affiliations.first{ actor = 'test-body' }",
    "return grappe.consents.find{}",
    "return grappe.consents.find({}, { fields = { 'person.email' } })",
    "return grappe.memberships.find{}",
    "return grappe.memberships.find({}, { fields = { 'number' } })",
    "return grappe.dues_periods.find{}",
    "return grappe.dues_periods.group({}, { by = 'reference' })",
    // Contact data of other records.
    "return grappe.actors.get('test-body').email",
    "return grappe.actors.find({ id = 'test-body' }, { fields = { 'email', 'phone' } })",
    "return grappe.actors.find{ email = 'zyxwvu@example.org' }",
    "return grappe.actors.search('zyxwvu')",
    "return grappe.actors.group({}, { by = 'email' })",
    "return grappe.actors.find({}, { order = 'phone', fields = { 'name', 'phone' } })",
    // Records that refer to the person.
    "return grappe.label(grappe.registrations.get('r-7').participant)",
    "return grappe.label('p-7')",
    "return grappe.label(grappe.feedbacks.get('f-7').respondent)",
    "return grappe.label(grappe.support_actions.get('s-7').beneficiary)",
    "return grappe.skill_needs.find({}, { fields = { 'person.name', 'person.phone' } })",
    "return grappe.skill_needs.group({}, { by = 'person.name' })",
    "return grappe.relations.find({ from = 'p-7' }, { limit = 1 })",
    "return grappe.label(grappe.relations.get('t-7').from)",
    "return grappe.events.search('zyxwvu')",
    // Networks.
    "return grappe.network.measures{}",
    "return grappe.network.path('p-7', 'test-body')",
    "return grappe.network.introductions({}, { groups = 'kind' })",
    "return grappe.network.bridges{}",
    // SQL.
    "return grappe.sql('SELECT * FROM persons')",
    "return grappe.sql('SELECT * FROM person')",
    "return grappe.sql('SELECT name FROM persons WHERE id = ?', { 'p-7' })",
    "return grappe.sql('SELECT p.name FROM registrations r JOIN persons p ON p.id = r.participant')",
    "return grappe.sql('SELECT email, phone FROM actors')",
    "return grappe.sql('SELECT * FROM memberships, dues_periods, affiliations, consents')",
    "return grappe.sql('SELECT * FROM row_change')",
    "return grappe.sql('SELECT * FROM invocation')",
    "return grappe.sql('SELECT sql FROM sqlite_schema')",
    "return grappe.sql(\"SELECT * FROM actor_words('zyxwvu')\")",
    // Other code of this and other plugins.
    "return grappe.call('granted:tell')",
    ownStorage,
    "return grappe.bundle.read('../granted/init.lua')",
    "return grappe.persons.add { name = 'Somebody', email = 'zyxwvu@example.org' }",
    "return grappe.persons.set('p-7', { city = 'Mons' })",
    "return grappe.persons.del('p-7')",
  ]

  private static let ownStorage = "return grappe.storage.get('person')"

  private static let permissions = """
    vocabulary = { access = "read" }
    actors = { access = "read" }
    relations = { access = "read" }
    events = { access = "read" }
    funding = { access = "read" }
    indicators = { access = "read" }
    skills = { access = "read" }
    sql = { access = "read" }
    storage = { access = "write" }
    """

  /// The commands: each way tried, with what it found or how it failed, and the person told by the plugin itself.
  private static var code: String {
    let functions = ways.map { "function() \($0) end" }.joined(separator: ",\n")
    return """
      local ways = {
      \(functions)
      }
      grappe.command { id = "try", summary = "try", run = function()
        local found = {}
        for index, way in ipairs(ways) do
          local worked, value = pcall(way)
          found[index] = grappe.json.encode(worked and { found = value } or { refused = tostring(value) })
        end
        return grappe.json.encode(found)
      end }
      grappe.command { id = "tell", summary = "tell", run = function() return grappe.persons.get("p-7").name end }
      grappe.command { id = "keep", summary = "keep", run = function() grappe.storage.set("person", grappe.persons.get("p-7").name) end }
      """
  }

  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let filled = try workspace.grappe("eval", Self.fill, "--write")
    try #require(filled.status == 0, "\(filled.errors)")
    let persons = "persons = { access = \"read\", reason = { fr = \"essai\", en = \"test\" } }"
    let granted = TestPlugin(name: "granted", permissions: Self.permissions + "\n" + persons, initLua: Self.code)
    let refused = TestPlugin(
      name: "refused", dependencies: "europe = \">=1.0\"\ngranted = \">=1.0\"", permissions: Self.permissions, initLua: Self.code)
    for plugin in [granted, refused] {
      let installed = try plugin.install(into: workspace)
      try #require(installed.status == 0, "\(installed.errors)")
    }
    let kept = try workspace.grappe("run", "granted:keep")
    try #require(kept.status == 0, "\(kept.errors)")
    return workspace
  }

  /// Returns the ways that told one of the secrets, with what they told. A way that names a secret in its own words tells nothing by
  /// repeating it, but tells by finding a record.
  private func telling(_ plugin: String, _ options: [String], in workspace: DemoWorkspace) throws -> [String: String] {
    let run = try workspace.grappe.run(["run", "\(plugin):try"] + options)
    try #require(run.status == 0, "\(run.errors)")
    let outcomes = try #require(try json(run.output) as? [String])
    try #require(outcomes.count == Self.ways.count)
    return Dictionary(uniqueKeysWithValues: zip(Self.ways, outcomes)).filter { way, outcome in
      let (asked, told) = (way.lowercased(), outcome.lowercased())
      return Self.secrets.map { $0.lowercased() }.contains { told.contains($0) && !asked.contains($0) }
        || told.contains("found\":[{") && asked.contains("zyxwvu")
    }
  }

  @Test("none of the ways tells anything without the permission, nor for the public with it")
  func ways() throws {
    let workspace = try workspace()
    let granted = try telling("granted", [], in: workspace)
    #expect(granted.count >= 25, "with the permission most ways must tell, or the test proves nothing: \(granted.keys)")
    for (plugin, options) in [("refused", []), ("refused", ["--audience", "public"]), ("granted", ["--audience", "public"])] {
      for (way, told) in try telling(plugin, options, in: workspace) {
        // What a plugin may read it may keep and tell: the admin who granted it persons trusts it with that.
        if plugin == "granted" && way == Self.ownStorage { continue }
        Issue.record("\(plugin) \(options): \(way) told \(told)")
      }
    }
  }
}
