import Foundation
import Testing

/// The pages, cards and forms of plugins in the portal.
@Suite struct PortalPluginTests {
  private static let form = "/p/wallonia/forms/rejoindre"

  private func send(_ fields: [(String, String)], to portal: RunningPortal) throws -> RunningPortal.Answer {
    var allowed = CharacterSet.alphanumerics
    allowed.insert(charactersIn: "-._~")
    let body = fields.map { "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }.joined(separator: "&")
    return try portal.send(
      "POST \(Self.form) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  @Test("A plugin's page is in the menu, its links lead to pages that exist, and its card is on the actors it speaks of")
  func pages() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    #expect(try portal.get("/").body.contains("href=\"/p/wallonia/label\""))
    let page = try portal.get("/p/wallonia/label")
    #expect(page.status == 200)
    PortalPageTests.expectPolicy(page, "/p/wallonia/label")
    for link in Set(page.body.matches(of: /href="(\/[^"#]*)"/).map { String($0.1).replacing("&amp;", with: "&") }) {
      #expect(try portal.get(link).status == 200, "\(link)")
    }
    #expect(try portal.get("/p/wallonia/nowhere").status == 404)
    #expect(try portal.get("/p/nobody/label").status == 404)
  }

  @Test("A form is refused when a program sends it at once, and becomes a proposal that nobody sees before the staff accepts it")
  func proposal() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let page = try portal.get("/p/wallonia/label").body
    let time = try #require(page.firstMatch(of: /name="portal_time" value="([^"]+)"/).map { String($0.1) })
    let fields = [("organisation", "Zzproposal"), ("kind", "company"), ("portal_homepage", ""), ("portal_time", time)]
    #expect(try send([("organisation", "Zzproposal"), ("kind", "company")], to: portal).status == 422)
    #expect(try send(fields.map { $0.0 == "portal_homepage" ? ($0.0, "spam") : $0 }, to: portal).status == 422)
    #expect(try portal.workspace.sql("SELECT count(*) FROM proposal") == "0\n")
    RunningPortal.fillInForm()
    let sent = try send(fields, to: portal)
    #expect(sent.status == 200 && sent.body.contains("The team reads it"), "\(sent.body)")
    #expect(try portal.workspace.sql("SELECT count(*) FROM actor WHERE name = 'Zzproposal'") == "0\n")
    let filed = "SELECT principal || ' ' || kind || ' ' || owner || ' ' || name || ' ' || state FROM proposal"
    #expect(try portal.workspace.sql(filed) == "web form wallonia rejoindre pending\n")
    #expect(try !portal.get("/actors?q=Zzproposal").body.contains(">Zzproposal<"))

    let staff = PortalBrowser(portal)
    try staff.signUp("marie")
    #expect(try staff.get("/staff").body.contains("1 proposal waits"))
    let list = try staff.get("/staff/proposals").body
    let path = try #require(list.firstMatch(of: /href="(\/staff\/proposals\/[^"]+)">Zzproposal/).map { String($0.1) })
    let accepted = try staff.post("\(path)/accept", [])
    let entry = try #require(accepted.fields["location"], "\(accepted.body)")
    #expect(try portal.get("/actors?q=Zzproposal").body.contains(">Zzproposal<"))
    #expect(try staff.post("/staff/undo", [("invocation", String(entry.dropFirst("/staff/log/".count)))]).status == 303)
    #expect(try !portal.get("/actors?q=Zzproposal").body.contains(">Zzproposal<"))
    #expect(try staff.get(path).body.contains("\(path)/accept"))
  }

  @Test("A report on the portal is in the log under the name of its reader, not of the process; one that a visitor opens is not in it")
  func reports() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let sql = "SELECT principal FROM invocation WHERE kind = 'report' AND name = 'communaute' ORDER BY id DESC LIMIT 1"
    #expect(try portal.get("/reports/wallonia/communaute").status == 200)
    #expect(try portal.workspace.sql(sql).isEmpty)
    let member = PortalBrowser(portal)
    try member.signUp("paul", audience: "members")
    #expect(try member.get("/reports/wallonia/communaute.json").status == 200)
    #expect(try portal.workspace.sql(sql) == "web:paul\n")
  }
}
