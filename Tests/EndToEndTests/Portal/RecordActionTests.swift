import Foundation
import Testing

/// Actions of plugins that readers below the staff find on the pages of records.
@Suite struct RecordActionTests {
  private static let plugin = TestPlugin(
    name: "essai", permissions: #"actors = { access = "write", reason = { fr = "changer", en = "change" } }"#,
    initLua: """
      local function move(actor)
        local name = actor.name .. " in Huy"
        if grappe.actors.count { name = name } > 0 then return { errors = { "is there already" } } end
        grappe.actors.add { name = name, kind = "company" }
        return { message = "Asked for " .. actor.name }
      end
      grappe.action { id = "move", label = { fr = "Déménager", en = "Move it" }, on = "actor", audience = "members",
        confirm = { fr = "Vraiment ?", en = "Is it <really> so?" }, run = move }
      grappe.action { id = "close", label = { fr = "Fermer", en = "Close it" }, on = "actor", audience = "staff", run = move }
      """)

  private static func portal() throws -> RunningPortal {
    let workspace = try DemoWorkspace.fresh()
    try #require(try plugin.install(into: workspace).status == 0)
    let add = "actors.add{ id = 'orme', name = 'Orme', kind = 'company', city = 'Mons', visibility = 'public' }"
    try #require(try workspace.grappe("eval", add, "--write").status == 0)
    return try RunningPortal(workspace, configuration: "[web]\nrequests_per_second = 10000\n")
  }

  private static let path = "/actors/orme/actions/essai/move"

  @Test("a member finds the action on the page of the record, is asked first, and what it changes waits as a proposal")
  func member() throws {
    let portal = try Self.portal()
    let member = PortalBrowser(portal)
    try member.signUp("paul", audience: "members")
    let page = try member.get("/actors/orme").body
    #expect(page.contains("href=\"\(Self.path)\"") && page.contains("Move it") && !page.contains("Close it"))
    let question = try member.get(Self.path).body
    #expect(question.contains("Is it &lt;really&gt; so?") && question.contains("Move it: Orme"))
    let guarding = [("portal_time", try #require(PortalBrowser.hidden("portal_time", in: question))), ("portal_homepage", "")]
    #expect(try member.post(Self.path, guarding).status == 422)
    RunningPortal.fillInForm()
    let answer = try member.post(Self.path, guarding)
    #expect(answer.status == 200 && answer.body.contains("Asked for Orme") && answer.body.contains("The team reads it"), "\(answer.body)")
    #expect(try portal.workspace.sql("SELECT principal, kind, name FROM proposal") == "web:paul|action|move\n")
    #expect(try portal.workspace.sql("SELECT count(*) FROM actor WHERE name = 'Orme in Huy'") == "0\n")
    let add = "actors.add{ name = 'Orme in Huy', kind = 'company', visibility = 'public' }"
    try #require(try portal.workspace.grappe("eval", add, "--write").status == 0)
    let refused = try member.post(Self.path, guarding)
    #expect(refused.status == 422 && refused.body.contains("is there already"))
  }

  @Test("for a visitor the action is not there, nor one of the staff for a member; the staff has them below the form of the record")
  func others() throws {
    let portal = try Self.portal()
    let visitor = PortalBrowser(portal)
    #expect(try !visitor.get("/actors/orme").body.contains("Move it"))
    #expect(try visitor.get(Self.path).status == 404)
    #expect(try visitor.post(Self.path, []).status == 404)
    let member = PortalBrowser(portal)
    try member.signUp("paul", audience: "members")
    for path in [
      "/actors/orme/actions/essai/close", "/actors/nobody/actions/essai/move", "/events/orme/actions/essai/move",
      "/actors/orme/x/essai/move",
    ] {
      #expect(try member.get(path).status == 404, "\(path)")
    }
    let staff = PortalBrowser(portal)
    try staff.signUp("marie")
    #expect(try !staff.get("/actors/orme").body.contains("Move it"))
    #expect(try staff.get("/staff/records/actor/orme").body.contains("Move it"))
  }
}
