import Foundation
import Testing

/// The queue of proposals and the actions of plugins on the pages of the staff, over the real front.
@Suite struct StaffProposalTests {
  private static let plugin = TestPlugin(
    name: "essai", permissions: #"actors = { access = "write", reason = { fr = "changer", en = "change" } }"#,
    initLua: """
      grappe.action { id = "close", label = { fr = "Fermer", en = "Close it" }, on = "actor", audience = "staff",
        confirm = { fr = "Fermer ?", en = "Close this <actor>?" }, run = function(actor)
          local name = "Closed " .. actor.name
          if grappe.actors.count { name = name } > 0 then return { errors = { "closed already" } } end
          grappe.actors.add { name = name, kind = "company" }
          return { message = name }
        end }
      """)

  /// A portal whose queue holds a change of `orme` and a new record, with one of the staff signed in.
  private static func staff() throws -> (browser: PortalBrowser, paths: [String]) {
    let workspace = try DemoWorkspace.fresh()
    try #require(try plugin.install(into: workspace).status == 0)
    let add = "actors.add{ id = 'orme', name = 'Orme & Fils', kind = 'company', city = 'Mons' }"
    try #require(try workspace.grappe("eval", add, "--write").status == 0)
    try Data("id,name,kind,city\norme,Orme & Fils,company,Huy\nnew,<b>New</b>,company,Ath\n".utf8)
      .write(to: workspace.directory.appending(path: "list.csv"))
    try #require(try workspace.grappe("import", "list.csv", "--as", "actor", "--propose").status == 0)
    let browser = PortalBrowser(try RunningPortal(workspace, configuration: "[web]\nrequests_per_second = 10000\n"))
    try browser.signUp("marie")
    let list = try browser.get("/staff/proposals").body
    let paths = list.matches(of: /href="(\/staff\/proposals\/[0-9a-z]+)"/).map { String($0.1) }
    try #require(paths.count == 2, "\(list)")
    return (browser, paths)
  }

  private static func city(_ id: String, _ browser: PortalBrowser) throws -> String {
    let run = try browser.portal.workspace.grappe("eval", "return (actors.get('\(id)') or {}).city or 'none'")
    try #require(run.status == 0, "\(run.errors)")
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Undoes the change to whose entry of the log an answer led.
  private static func undo(_ answer: RunningPortal.Answer, _ browser: PortalBrowser) throws -> RunningPortal.Answer {
    let entry = try #require(answer.fields["location"], "\(answer.status) \(answer.body)")
    return try browser.post("/staff/undo", [("invocation", String(entry.dropFirst("/staff/log/".count)))])
  }

  @Test("A proposal is compared with the record, adjusted, accepted under her name, undone, and rejected with a reason")
  func decisions() throws {
    let (browser, paths) = try Self.staff()
    let overview = try browser.get("/staff").body
    #expect(overview.contains("2 proposals wait") && overview.contains("/staff/proposals?entity=actor"))
    #expect(try browser.get("/staff/proposals?entity=event").body.contains("No proposal here"))
    let page = try browser.get(paths[0]).body
    #expect(page.contains("Before: Mons.") && page.contains("Huy") && page.contains("list.csv"))
    #expect(try browser.get(paths[1]).body.contains("&lt;b&gt;New&lt;/b&gt;"))
    #expect(try browser.post("\(paths[0])/adjust", [("record", "orme"), ("f.city", "Namur")]).status == 303)
    #expect(try browser.post("\(paths[1])/adjust", [("record", "new"), ("f.kind", "circus")]).status == 422)

    let accepted = try browser.post("\(paths[0])/accept", [])
    #expect(try Self.city("orme", browser) == "Namur")
    #expect(try browser.get(try #require(accepted.fields["location"])).body.contains("web:marie"))
    #expect(try Self.undo(accepted, browser).status == 303)
    #expect(try Self.city("orme", browser) == "Mons")
    #expect(try browser.get(paths[0]).body.contains("\(paths[0])/accept"))

    let refused = try browser.post("\(paths[1])/reject", [("reason", " ")])
    #expect(refused.status == 422 && refused.body.contains("A rejection needs a reason"))
    #expect(try browser.post("\(paths[1])/reject", [("reason", "Not in our <region>")]).status == 303)
    #expect(try browser.get("/staff/proposals?state=rejected").body.contains(paths[1]))
    let rejected = try browser.get(paths[1]).body
    #expect(rejected.contains("Not in our &lt;region&gt;") && !rejected.contains("\(paths[1])/accept"))
    #expect(try Self.city("new", browser) == "none")
  }

  @Test("A record that moved since is told and not overwritten unasked; of two of the staff the second reads that it was decided")
  func conflicts() throws {
    let (browser, paths) = try Self.staff()
    let second = PortalBrowser(browser.portal)
    try second.signUp("eva")
    let change = "actors.set('orme', { city = 'Dinant' })"
    try #require(try browser.portal.workspace.grappe("eval", change, "--write").status == 0)
    let page = try browser.get(paths[0]).body
    #expect(page.contains("was changed since the proposal was filed") && page.contains("Dinant"))
    #expect(try browser.post("\(paths[0])/accept", []).status == 422)
    #expect(try Self.city("orme", browser) == "Dinant")
    #expect(try browser.post("\(paths[0])/accept", [("anyway", "true")]).status == 303)
    #expect(try Self.city("orme", browser) == "Huy")
    let late = try second.post("\(paths[0])/accept", [("anyway", "true")])
    #expect(late.status == 422 && late.body.contains("was accepted before"))
    #expect(try second.post("\(paths[0])/reject", [("reason", "no")]).status == 422)
    #expect(try second.post("\(paths[1])/accept", []).status == 303)
    #expect(try browser.post("\(paths[1])/adjust", [("record", "new"), ("f.city", "Spa")]).status == 422)
    #expect(try Self.city("new", browser) == "Ath")
  }

  @Test("An action of a plugin is offered on a record, asks first, runs under her name, says why it refuses, and is undone")
  func action() throws {
    let (browser, _) = try Self.staff()
    let link = "/staff/actions/essai/close/orme"
    #expect(try browser.get("/staff/records/actor/orme").body.contains("href=\"\(link)\">Close it"))
    #expect(try browser.get(link).body.contains("Close this &lt;actor&gt;?"))
    func count() throws -> String {
      try browser.portal.workspace.grappe("eval", "return actors.count{ name = 'Closed Orme & Fils' }").output
    }
    #expect(try count() == "0\n")
    let done = try browser.post(link, [])
    #expect(done.status == 200 && done.body.contains("Closed Orme &amp; Fils"))
    #expect(try count() == "1\n")
    let refused = try browser.post(link, [])
    #expect(refused.status == 422 && refused.body.contains("closed already"))
    let sql = "SELECT id FROM invocation WHERE kind = 'action' AND principal = 'web:marie' AND outcome = 'done'"
    let entry = try browser.portal.workspace.sql(sql).trimmingCharacters(in: .newlines)
    #expect(try browser.post("/staff/undo", [("invocation", entry)]).status == 303)
    #expect(try count() == "0\n")
    #expect(try browser.get("/staff/actions/essai/close/nobody").status == 404)
    #expect(try browser.get("/staff/actions/essai/other/orme").status == 404)
  }

  @Test("Members and visitors find no queue and no action, and another site decides nothing")
  func others() throws {
    let (browser, paths) = try Self.staff()
    let (visitor, member) = (PortalBrowser(browser.portal), PortalBrowser(browser.portal))
    try member.signUp("paul", audience: "members")
    let action = "/staff/actions/essai/close/orme"
    for other in [visitor, member] {
      for page in ["/staff/proposals", paths[0], action] { #expect(try other.get(page).status == 404, "\(page)") }
      for form in ["\(paths[0])/accept", "\(paths[0])/reject", "\(paths[0])/adjust", action] {
        #expect(try other.post(form, [("reason", "x"), ("record", "orme"), ("f.city", "Spa")]).status == 404, "\(form)")
      }
    }
    for form in ["\(paths[0])/accept", action] {
      #expect(try browser.post(form, [], origin: "https://evil.example").status == 403)
    }
    #expect(try Self.city("orme", browser) == "Mons")
    #expect(try browser.portal.workspace.sql("SELECT count(*) FROM proposal WHERE state = 'pending'") == "2\n")
  }
}
