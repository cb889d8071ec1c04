import Foundation
import Testing

/// The form by which a reader signals an error on the page of an actor.
@Suite struct PortalCorrectionTests {
  private static let path = "/actors/zz-orme/correction"

  private static func portal() throws -> RunningPortal {
    let workspace = try DemoWorkspace.fresh()
    let add = """
      actors.add{ id = 'zz-orme', name = 'Orme', kind = 'company', city = 'Mons', email = 'orme@example.org' }
      actors.add{ id = 'zz-hidden', name = 'Hidden', kind = 'company', visibility = 'staff' }
      """
    try #require(try workspace.grappe("eval", add, "--write").status == 0)
    return try RunningPortal(workspace, configuration: "[web]\nrequests_per_second = 10000\n")
  }

  @Test("what a visitor corrects or remarks waits with the present values, guarded as a form, and the staff decides on it")
  func corrected() throws {
    let portal = try Self.portal()
    let visitor = PortalBrowser(portal)
    #expect(try visitor.get("/actors/zz-orme").body.contains("href=\"\(Self.path)\""))
    #expect(try visitor.get("/actors/zz-hidden/correction").status == 404)
    #expect(try visitor.get("/events/zz-orme/correction").status == 404)
    let form = try visitor.get(Self.path).body
    #expect(form.contains("value=\"Mons\"") && !form.contains("orme@example.org"))
    let guarding = [("portal_time", try #require(PortalBrowser.hidden("portal_time", in: form))), ("portal_homepage", "")]
    let values = [("f.name", "Orme"), ("f.city", "Huy"), ("remark", "They <b>moved</b>.")]
    #expect(try visitor.post(Self.path, values + guarding).status == 422)
    RunningPortal.fillInForm()
    func send(_ values: [(String, String)]) throws -> RunningPortal.Answer { try visitor.post(Self.path, values + guarding) }
    #expect(try visitor.post(Self.path, values + [guarding[0], ("portal_homepage", "spam")]).status == 422)
    #expect(try send([("f.name", "Orme"), ("f.city", "Mons")]).body.contains("please correct a field"))
    let refused = try send([("f.name", ""), ("f.website", "javascript:alert(1)")])
    #expect(refused.status == 422 && refused.body.contains("#field-website"))
    #expect(try portal.workspace.sql("SELECT count(*) FROM proposal") == "0\n")

    #expect(try send(values).body.contains("The team reads it"))
    #expect(try send([("remark", "It is closed.")]).status == 200)
    #expect(try send([("remark", "It has a new owner.")]).status == 200)
    #expect(try portal.get("/actors/zz-orme").body.contains("Mons"))
    let rows = "SELECT principal || ' ' || owner || ' ' || name || ' ' || raw FROM proposal ORDER BY id"
    #expect(
      try portal.workspace.sql(rows)
        == "web admin correction They <b>moved</b>.\nweb admin correction It is closed.\nweb admin correction It has a new owner.\n")
    #expect(
      try portal.workspace.sql("SELECT fields || base FROM proposal_change ORDER BY proposal LIMIT 1")
        == "{\"city\":\"Huy\"}{\"city\":\"Mons\"}\n")

    let staff = PortalBrowser(portal)
    try staff.signUp("marie")
    let list = try staff.get("/staff/proposals").body
    #expect(list.contains("Signal an error") && list.contains("a visitor"))
    let paths = list.matches(of: /href="(\/staff\/proposals\/[0-9a-z]+)"/).map { String($0.1) }
    try #require(paths.count == 3)
    #expect(try staff.get(paths[0]).body.contains("They &lt;b&gt;moved&lt;/b&gt;."))
    #expect(try staff.post("\(paths[0])/accept", []).status == 303)
    #expect(try portal.get("/actors/zz-orme").body.contains("Huy"))
    // A remark alone changes nothing; accepting it notes that it was dealt with.
    let remark = try staff.get(paths[1]).body
    #expect(remark.contains("/staff/records/actor/zz-orme") && remark.contains("It is closed."))
    #expect(remark.matches(of: /<h2>Remark[^<]*<\/h2>/).map { String($0.0) } == ["<h2>Remark</h2>"])
    #expect(try staff.post("\(paths[1])/accept", []).status == 303)
    #expect(try staff.get("/staff").body.contains("1 proposal waits"))
    #expect(try staff.get(Self.path).fields["location"] == "/staff/records/actor/zz-orme")
  }
}
