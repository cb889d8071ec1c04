import Foundation
import Testing

/// The pages of the staff, over the real front.
@Suite struct StaffPageTests {
  /// A portal, with one of the staff signed in.
  private static func staff() throws -> PortalBrowser {
    let browser = PortalBrowser(try RunningPortal(try DemoWorkspace.fresh(), configuration: "[web]\nrequests_per_second = 10000\n"))
    try browser.signUp("marie")
    return browser
  }

  /// Reads the fields of a form as a browser sends them back.
  private static func fields(in page: String) -> [(String, String)] {
    let form = page.firstRange(of: "<form class=\"own\" id=\"record\"").map { String(page[$0.lowerBound...]) } ?? ""
    let body = String(form[..<(form.firstRange(of: "</form>")?.lowerBound ?? form.endIndex)])
    var found: [(String, String)] = []
    for match in body.matches(of: /<(input|textarea|select)([^>]*)>/) {
      let attributes = String(match.2)
      guard let name = attributes.firstMatch(of: /\bname="([^"]*)"/).map({ String($0.1) }) else { continue }
      let rest = body[match.range.upperBound...]
      switch match.1 {
      case "textarea": found.append((name, plain(rest.dropFirst().prefix { $0 != "<" })))
      case "select":
        let options = rest[..<(rest.firstRange(of: "</select>")?.lowerBound ?? rest.endIndex)]
        found.append((name, options.firstMatch(of: /<option value="([^"]*)" selected>/).map { plain($0.1) } ?? ""))
      default:
        if attributes.contains("type=\"checkbox\""), !attributes.contains(" checked") { continue }
        found.append((name, attributes.firstMatch(of: /\bvalue="([^"]*)"/).map { plain($0.1) } ?? ""))
      }
    }
    return found
  }

  private static func plain(_ text: some StringProtocol) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
  }

  private static func setting(_ name: String, _ value: String, in fields: [(String, String)]) -> [(String, String)] {
    fields.filter { $0.0 != name } + [(name, value)]
  }

  private static func record(_ browser: PortalBrowser, _ lua: String) throws -> String {
    let run = try browser.portal.workspace.grappe("eval", "return \(lua)", "--json")
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  @Test("For the public and for members there are no staff pages: the answer is that of a page that is not there")
  func hidden() throws {
    let browser = try Self.staff()
    let (visitor, member) = (PortalBrowser(browser.portal), PortalBrowser(browser.portal))
    try member.signUp("paul", audience: "members")
    let pages = ["/staff", "/staff/records/actor", "/staff/records/actor/+", "/staff/jobs", "/staff/log", "/staff/plugins"]
    for page in pages {
      let answer = try browser.get(page)
      // A text without a translation would show as its id.
      #expect(answer.status == 200 && !answer.body.contains("portal."), "\(page)")
      #expect(try visitor.get(page).status == 404 && member.get(page).status == 404, "\(page)")
    }
    #expect(try member.post("/staff/records/actor/+", [("f.name", "x"), ("f.kind", "company")]).status == 404)
    #expect(try visitor.post("/staff/undo", [("invocation", "x")]).status == 404)
    let form = [("f.name", "x"), ("f.kind", "company")]
    #expect(try browser.post("/staff/records/actor/+", form, origin: "https://evil.example").status == 403)
  }

  @Test("A record is added, changed and deleted under her name, and each change is undone")
  func changes() throws {
    let browser = try Self.staff()
    var fields = Self.fields(in: try browser.get("/staff/records/actor/+").body)
    fields = Self.setting("f.name", "<script>alert(1)</script> & Cie", in: fields)
    #expect(try browser.post("/staff/records/actor/+", fields).status == 422)
    let added = try browser.post("/staff/records/actor/+", Self.setting("f.kind", "company", in: fields))
    let entry = try #require(added.fields["location"])
    let page = try browser.get(entry).body
    #expect(page.contains("web:marie"))
    let path = try #require(page.firstMatch(of: /href="(\/staff\/records\/actor\/[^"]+)"/)).1
    let form = try browser.get(String(path)).body
    #expect(!form.contains("<script>alert") && form.contains("&lt;script&gt;alert"))
    let sent = Self.fields(in: form)
    // Sent back as it is, nothing changes.
    #expect(try browser.post(String(path), sent).fields["location"] == String(path))
    let changed = try browser.post(String(path), Self.setting("f.city", "Namur", in: sent))
    let undone = try browser.post(
      "/staff/undo", [("invocation", String(try #require(changed.fields["location"]).dropFirst("/staff/log/".count)))])
    #expect(undone.status == 303)
    #expect(try !browser.get(String(path)).body.contains("value=\"Namur\""))
    // The addition depends on nothing later any more; what others did is not undone here.
    let revision = Self.fields(in: try browser.get(String(path)).body).first { $0.0 == "revision" }?.1 ?? ""
    let deleted = try browser.post("\(path)/delete", [("revision", revision)])
    #expect(deleted.status == 303)
    #expect(try browser.get(String(path)).status == 404)
    let restored = [("invocation", String(try #require(deleted.fields["location"]).dropFirst("/staff/log/".count)))]
    #expect(try browser.post("/staff/undo", restored).status == 303)
    #expect(try browser.get(String(path)).status == 200)
    #expect(try browser.post("/staff/undo", restored).status == 409)
  }

  @Test("A record that somebody else changed meanwhile is shown, and not overwritten")
  func conflict() throws {
    let browser = try Self.staff()
    let add = "actors.add{ id = 'both', name = 'Both', kind = 'company', city = 'Mons' }"
    try #require(try browser.portal.workspace.grappe("eval", add, "--write").status == 0)
    let fields = Self.fields(in: try browser.get("/staff/records/actor/both").body)
    try #require(try browser.portal.workspace.grappe("eval", "actors.set('both', { city = 'Dinant' })", "--write").status == 0)
    let refused = try browser.post("/staff/records/actor/both", Self.setting("f.city", "Namur", in: fields))
    #expect(refused.status == 409 && refused.body.contains("Dinant") && refused.body.contains("value=\"Namur\""))
    #expect(try Self.record(browser, "actors.get('both').city").contains("Dinant"))
    #expect(try browser.post("/staff/records/actor/both", Self.fields(in: refused.body)).status == 303)
    #expect(try Self.record(browser, "actors.get('both').city").contains("Namur"))
  }

  @Test("Records of the demo workspace come back equal from their forms, whatever the types of their fields")
  func equal() throws {
    let browser = try Self.staff()
    let entities = ["actor", "event", "programme", "concept", "award", "person", "relation", "membership", "dues_period", "call"]
    var count = 0
    for entity in entities {
      let list = try browser.get("/staff/records/\(entity)")
      #expect(list.status == 200)
      for match in list.body.matches(of: /href="(\/staff\/records\/[a-z_]+\/[^"+\/]+)"/).prefix(3) where !match.1.hasSuffix("%2B") {
        let link = String(match.1)
        let answer = try browser.post(link, Self.fields(in: try browser.get(link).body))
        #expect(answer.fields["location"] == link, "\(link) \(answer.status)")
        count += 1
      }
    }
    #expect(count >= 12)
  }
}
