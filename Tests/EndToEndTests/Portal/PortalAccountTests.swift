import Foundation
import Testing

/// Signing in to a running portal.
@Suite struct PortalAccountTests {
  private static let session = "grappe-session"

  @Test("A link is used up by its button alone, in the browser that opened it, and signs in with a second factor")
  func link() throws {
    let browser = PortalBrowser(try RunningPortal(try DemoWorkspace.fresh()))
    let link = try browser.invite("marie")
    // A program that previews links, and a person in another browser.
    #expect(try browser.portal.get(link).status == 200)
    let other = PortalBrowser(browser.portal)
    let page = try browser.get(link)
    let form = ["token", "mark"].map { ($0, PortalBrowser.hidden($0, in: page.body) ?? "") }
    #expect(try other.post("/sign-in/link", form).status == 403)
    #expect(try browser.post("/sign-in/link", form, origin: "https://evil.example").status == 403)
    #expect(try browser.post("/sign-in/link", form).status == 303)
    #expect(try other.get(link).status == 404 && browser.accept(link).status == 403)
    // Without the second factor she is the public.
    #expect(try browser.get("/account").fields["location"] == "/sign-in")
    #expect(try browser.get("/sign-in").fields["location"] == "/sign-in/set-up")
    #expect(try browser.get("/actors").fields["cache-control"] == "private, no-store")
    #expect(try !browser.portal.logText().contains(form[0].1))
  }

  @Test("Signing in begins a new session, whose cookie no script and no other site can use")
  func session() throws {
    let browser = PortalBrowser(try RunningPortal(try DemoWorkspace.fresh()))
    #expect(try browser.accept(try browser.invite("marie")).status == 303)
    let before = try #require(browser.cookies[Self.session])
    let (key, codes) = try browser.signUp("marie")
    #expect(codes.count == 10)
    let after = try #require(browser.cookies[Self.session])
    #expect(after != before)
    #expect(try browser.get("/account").body.contains("marie"))
    let old = PortalBrowser(browser.portal)
    old.cookies[Self.session] = before
    #expect(try old.get("/account").fields["location"] == "/sign-in")
    // Signed out, the former cookie is worth nothing, and a form with it does nothing.
    let removed = try browser.post("/account/sign-out", []).fields["set-cookie"]
    #expect(removed?.contains("grappe-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0") == true)
    old.cookies[Self.session] = after
    #expect(try old.post("/account/sign-out-everywhere", []).status == 403)
    // The browser is known: name and a code are enough, a recovery code too, each once.
    #expect(try browser.post("/sign-in", [("name", "marie"), ("code", "000000")]).status == 403)
    #expect(try old.post("/sign-in", [("name", "marie"), ("code", codes[0])]).status == 403)
    #expect(try browser.post("/sign-in", [("name", "marie"), ("code", codes[0])]).status == 303)
    _ = key
  }

  @Test("The answer to an unknown name, an unknown browser and a wrong code is the same")
  func sameAnswer() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let browser = PortalBrowser(portal)
    let (key, _) = try browser.signUp("marie")
    _ = try browser.post("/account/sign-out", [])
    func body(_ browser: PortalBrowser, _ name: String, _ code: String) throws -> String {
      let answer = try browser.post("/sign-in", [("name", name), ("code", code)])
      #expect(answer.status == 403 && answer.fields["set-cookie"] == nil)
      return answer.body.replacing("value=\"\(name)\"", with: "")
    }
    let wrong = try body(browser, "marie", "x")
    #expect(try body(browser, "nobody", "x") == wrong)
    #expect(try body(PortalBrowser(portal), "marie", PortalBrowser.code(key)) == wrong)
    #expect(try body(PortalBrowser(portal), "<script>alert(1)</script>", "x").contains("&lt;script"))
  }

  @Test("A member sees what members see, and no staff page; the admin ends the session from the command line")
  func members() throws {
    let workspace = try DemoWorkspace.fresh()
    let actor = "{ id = 'for-members', name = 'For members', kind = 'company', visibility = 'members' }"
    try #require(try workspace.grappe("eval", "actors.add\(actor)", "--write").status == 0)
    let portal = try RunningPortal(workspace)
    let (member, visitor) = (PortalBrowser(portal), PortalBrowser(portal))
    try member.signUp("paul", audience: "members")
    #expect(try member.get("/actors/for-members").status == 200 && visitor.get("/actors/for-members").status == 404)
    #expect(try member.get("/api/v1/actor/for-members").fields["cache-control"] == "private, no-store")
    let sessions = try JSONSerialization.jsonObject(with: Data(try workspace.grappe("web", "sessions", "--json").output.utf8))
    let id = try #require((sessions as? [[String: Any]])?.first?["id"] as? String)
    #expect(try workspace.grappe("web", "end", id).status == 0)
    #expect(try member.get("/actors/for-members").status == 404)
    #expect(try workspace.grappe("log", "--json").output.contains("web:paul"))
  }

  @Test("Forged, oversize and repeated cookies are those of a visitor without an account")
  func forged() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    try PortalBrowser(portal).signUp("marie")
    let zeros = String(repeating: "0", count: 64)
    let long = String(repeating: "a", count: 8_000)
    for value in [zeros, long, "'; --", "\(zeros); \(Self.session)=\(zeros)", "; __Host-grappe-session=\(zeros)"] {
      let cookie = "\(Self.session)=\(value)"
      #expect(try portal.get("/account", ["Cookie: \(cookie)"]).fields["location"] == "/sign-in")
    }
    // Another site that leads a browser to the loopback under its own name.
    let head = "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    #expect(try portal.send(head).status == 403)
  }

  @Test("Names that no account can have, and missing ones, are refused with what helps")
  func refused() throws {
    let workspace = try DemoWorkspace.fresh()
    let invalid = try workspace.grappe("web", "invite", "a:b")
    #expect(invalid.status == 3 && invalid.errors.contains("hyphens"))
    #expect(try workspace.grappe("web", "revoke", "nobody").status == 3)
    #expect(try workspace.grappe("web", "invite").status == 2)
    #expect(try workspace.grappe("web", "accounts").output.contains("grappe web invite"))
  }
}
