import Foundation
import Testing

/// `--audience`, the shell's `:as`, and who the log names.
@Suite("An output holds only what its readers may see")
struct AudienceTests {
  /// Creates a workspace with a public, a members' and a staff's actor and a relation to each.
  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.empty()
    let run = try workspace.grappe("eval", Self.records, "--write")
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  private static let records = """
    for _, entry in ipairs{ { 'actor-kind', 'company' }, { 'relation-type', 'supplier' } } do
      concepts.add{ scheme = entry[1], code = entry[2], label = { en = entry[2] } }
    end
    for _, visibility in ipairs{ 'public', 'members', 'staff' } do
      actors.add{ id = 'of-' .. visibility, name = 'Studio ' .. visibility, kind = 'company', city = 'Mons', visibility = visibility,
        email = visibility .. '@example.org', phone = '+32 65 00 00 00' }
    end
    actors.add{ id = 'hub', name = 'Hub', kind = 'company' }
    for _, visibility in ipairs{ 'public', 'members', 'staff' } do
      relations.add{ id = 'to-' .. visibility, from = 'hub', to = 'of-' .. visibility, type = 'supplier' }
    end
    """

  private static let audiences: [(name: String, actors: Int, relations: Int)] = [
    ("public", 2, 1), ("members", 3, 2), ("staff", 4, 3),
  ]

  @Test("an export for an audience holds neither hidden records nor hidden fields", arguments: audiences)
  func export(name: String, actors: Int, relations: Int) throws {
    let workspace = try workspace()
    for (entity, count) in [("actor", actors), ("relation", relations)] {
      let run = try workspace.grappe("export", entity, "--audience", name, "--format", "jsonl")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.split(separator: "\n").count == count)
      #expect(run.output.contains("@example.org") == (name == "staff" && entity == "actor"))
    }
    let header = try workspace.grappe("export", "actor", "--audience", name).output.prefix { $0 != "\n" }
    #expect(header.split(separator: ",").contains("email") == (name == "staff"))
  }

  @Test("without an audience everything is exported, and the log names the person and the audience")
  func whole() throws {
    let workspace = try workspace()
    #expect(try workspace.grappe("export", "actor").output.contains("staff@example.org"))
    _ = try workspace.grappe("export", "actor", "--audience", "public")
    _ = try workspace.grappe("backup", "copy.grappe")
    let log = try workspace.sql("SELECT principal, kind, name FROM invocation WHERE kind IN ('export', 'backup', 'trust') ORDER BY id")
    let login = Self.login
    #expect(
      log.split(separator: "\n").map(String.init).suffix(3) == [
        "\(login)|export|actor admin", "\(login)|export|actor public", "\(login)|backup|copy.grappe",
      ])
    let restored = try workspace.grappe("restore", "copy.grappe")
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(
      try workspace.sql("SELECT principal, kind, name FROM invocation ORDER BY id DESC LIMIT 1") == "\(login)|restore|copy.grappe\n")
  }

  @Test("the documented open data holds no contact")
  func openData() throws {
    let needs = try String(contentsOf: GrappeBinary.root.appending(path: "docs/NEEDS.md"), encoding: .utf8)
    let line = try #require(needs.split(separator: "\n").first { $0.contains("open data with filters") })
    let command = try #require(line.split(separator: "`").first { $0.hasPrefix("grappe export") })
    let workspace = try workspace()
    let run = try workspace.grappe("export", "actor", "--audience", "public")
    #expect(command.hasPrefix("grappe export actor --audience public"))
    #expect(run.output.contains("Studio public") && !run.output.contains("@") && !run.output.contains("+32"))
  }

  @Test("scripts, lines and plugins' commands count for their audience; a hidden field is unknown", arguments: audiences)
  func counts(name: String, actors: Int, relations: Int) throws {
    let workspace = try workspace()
    let code = "return actors.count{}, relations.count{}, #actors.search('studio'), #grappe.sql('SELECT 1 FROM actors')"
    let expected = "\(actors)\n\(relations)\n\(actors - 1)\n\(actors)\n"
    #expect(try workspace.grappe("eval", code, "--audience", name).output == expected)
    try Data(code.utf8).write(to: workspace.directory.appending(path: "count.lua"))
    #expect(try workspace.grappe("script", "count.lua", "--audience", name).output == expected)
    let hidden = try workspace.grappe("eval", "actors.count{ email = 'x' }", "--audience", name)
    let unknown = try workspace.grappe("eval", "actors.count{ emall = 'x' }", "--audience", name)
    #expect((hidden.status == 0) == (name == "staff"))
    if name != "staff" { #expect(hidden.errors.replacing("email", with: "emall") == unknown.errors) }
  }

  @Test("plugins read for the audience of who called them, and never more than their permissions allow")
  func plugins() throws {
    let workspace = try workspace()
    for (name, permissions) in [("contactful", "persons = { access = \"read\", reason = { en = \"mail\" } }\n"), ("contactless", "")] {
      let plugin = TestPlugin(
        name: name, dependencies: "",
        permissions: "\(permissions)actors = { access = \"read\" }\nvocabulary = { access = \"read\" }\nsql = { access = \"read\" }",
        initLua: Self.spying)
      let installed = try plugin.install(into: workspace)
      try #require(installed.status == 0, "\(installed.errors)")
    }
    for (audience, names) in [("public", "Hub, Studio public"), ("members", "Hub, Studio members, Studio public")] {
      for plugin in ["contactful", "contactless"] {
        let run = try workspace.grappe("run", "\(plugin):spy", "--audience", audience)
        #expect(run.output == "\(names)\nnil\n", "\(run.errors)")
        let report = try workspace.grappe("report", "\(plugin):spy", "--audience", audience)
        #expect(report.output.contains(names) && !report.output.contains("example.org"), "\(report.errors)")
      }
    }
    #expect(try workspace.grappe("run", "contactful:spy").output.hasSuffix("staff@example.org\n"))
    #expect(try workspace.grappe("run", "contactless:spy").output.hasSuffix("nil\n"))
  }

  /// Reads the names and one e-mail address in several ways.
  private static let spying = """
    local function names()
      local found = {}
      for actor in grappe.actors.each({}, { order = 'name' }) do
        if actor.id == 'hub' or actor.id:find('^of%-') then found[#found + 1] = actor.name end
      end
      return table.concat(found, ', ')
    end
    local function mail()
      local ok, rows = pcall(grappe.sql, 'SELECT email FROM actors')
      if ok then return rows[1] and rows[1].email end
      ok, rows = pcall(grappe.actors.find, { email = 'staff@example.org' })
      if ok and #rows > 0 then return rows[1].email end
      local hidden = grappe.actors.get('of-staff')
      return hidden and hidden.email or grappe.actors.get('of-public').email
    end
    grappe.command{ id = 'spy', summary = 'spy', run = function() return names(), mail() end }
    grappe.report{ id = 'spy', title = 'Spy', run = function(params, doc) doc:text(names() .. ' ' .. tostring(mail())) end }
    """

  @Test("the shell reads for an audience until :as admin")
  func shell() throws {
    let workspace = try workspace()
    let lines =
      "return actors.count{}\n:as public\nreturn actors.count{}\n:sql SELECT count(*) AS n FROM actors\n:as admin\nreturn actors.count{}\n"
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "printf '%s' \"$TYPED\" | '\(GrappeBinary.executable.path)' shell --lang en"],
      in: workspace.directory, environment: ["TYPED": lines, "LC_ALL": "C.UTF-8"])
    let numbers = run.output.split(whereSeparator: { !$0.isNumber }).map(String.init)
    #expect(numbers == ["4", "2", "2", "4"], "\(run.output)\(run.errors)")
  }

  @Test("the history of a hidden record is that of an unknown one; a seen one does not name its author")
  func history() throws {
    let workspace = try workspace()
    let hidden = try workspace.grappe("history", "actor", "of-staff", "--audience", "members")
    let unknown = try workspace.grappe("history", "actor", "of-nobody", "--audience", "members")
    #expect(hidden.status == 3 && hidden.status == unknown.status && hidden.output.isEmpty)
    let seen = try workspace.grappe("history", "actor", "of-public", "--audience", "members")
    #expect(seen.output.contains("Studio public") && !seen.output.contains(Self.login) && !seen.output.contains("example.org"))
    #expect(try workspace.grappe("history", "actor", "of-public").output.contains("\(Self.login) · admin · eval"))
  }

  @Test("invented examples are read only where they are asked for, and then marked")
  func examples() throws {
    let workspace = try workspace()
    let added = try workspace.grappe(
      "eval",
      "actors.add{ id = 'made-up', name = 'Made up', kind = 'company', standing = 'example' } "
        + "relations.add{ id = 'to-made-up', from = 'hub', to = 'made-up', type = 'supplier' }", "--write", "--examples")
    try #require(added.status == 0, "\(added.errors)")
    let count = "return actors.count{}, relations.count{}"
    #expect(try workspace.grappe("eval", count).output == "4\n3\n")
    #expect(try workspace.grappe("eval", count, "--examples").output == "5\n4\n")
    #expect(try workspace.grappe("export", "actor").output.contains("Made up") == false)
    #expect(try workspace.grappe("export", "actor", "--examples").output.contains("Made up"))
    #expect(try workspace.grappe("eval", "grappe.label('made-up', 'actor')", "--examples").output == "Made up (example)\n")
    let source = "local doc = grappe.document{ title = 'Actors' } doc:text(tostring(actors.count{}))"
    try Data(source.utf8).write(to: workspace.directory.appending(path: "page.lua"))
    let asked = try workspace.grappe("script", "page.lua", "--examples")
    #expect(asked.output.contains("5") && asked.output.contains("invented examples"), "\(asked.errors)")
    let plain = try workspace.grappe("script", "page.lua")
    #expect(plain.output.contains("4") && !plain.output.contains("invented"), "\(plain.errors)")
  }

  @Test("an output with contacts says so on standard error, one without does not")
  func notice() throws {
    let workspace = try workspace()
    let page = "local doc = grappe.document{ title = 'Page' } doc:text(actors.get(...).email or '')"
    try Data(page.utf8).write(to: workspace.directory.appending(path: "page.lua"))
    let rows = """
      local add = grappe.document{ title = 'Rows' }:rows{ columns = { 'a', 'b' } }
      for number = 1, 20000 do add{ 'x', number } end
      add{ 'first line\\n' .. (actors.get(...).email or ''), { date = '2026' } }
      """
    try Data(rows.utf8).write(to: workspace.directory.appending(path: "rows.lua"))
    let personal = [
      ["export", "actor"], ["eval", "return actors.get('of-staff').email"], ["eval", "return { ['+32 65 00 00 00'] = 1 }"],
      ["eval", "return actors.find{}", "--audience", "staff"], ["script", "page.lua", "of-public"],
      ["script", "page.lua", "of-public", "--format", "xlsx", "-o", "page.xlsx"], ["script", "rows.lua", "of-public", "-o", "rows.csv"],
    ]
    for words in personal {
      let run = try workspace.grappe.run(words)
      #expect(run.status == 0 && run.errors.contains("--audience public"), "\(words) \(run.errors)")
      #expect(!run.errors.contains("example.org") && run.errors.split(separator: "\n").count == 1)
    }
    let others = [
      ["export", "actor", "--audience", "public"], ["export", "actor", "--columns", "id,name"], ["export", "relation"],
      ["eval", "return actors.count{}, 'me@example.org', 12345678"], ["eval", "return actors.find{}", "--audience", "public"],
      ["script", "page.lua", "hub"], ["script", "rows.lua", "hub", "-o", "rows.csv"],
    ]
    for words in others {
      let run = try workspace.grappe.run(words)
      #expect(run.status == 0 && run.errors.isEmpty, "\(words) \(run.errors)")
    }
  }

  @Test("an unknown audience is refused with the known ones", arguments: ["everybody", "admin", ""])
  func refused(name: String) throws {
    let workspace = try workspace()
    let run = try workspace.grappe("export", "actor", "--audience", name)
    #expect(run.status == 2 && run.errors.contains("public, members, staff") && run.output.isEmpty, "\(run.errors)")
  }

  /// The login that the log names.
  static let login: String = {
    let caller = ProcessInfo.processInfo.environment["SUDO_USER"] ?? ""
    return geteuid() == 0 && !caller.isEmpty ? caller : NSUserName()
  }()
}
