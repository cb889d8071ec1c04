import Foundation
import Testing

/// The pages of the portal, as a browser without JavaScript reads them.
@Suite struct PortalPageTests {
  @Test("The pages are whole in three languages, and every answer carries the policy")
  func pages() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let pages = ["/", "/actors", "/map", "/events", "/funding", "/reports", "/data", "/about", "/privacy", "/accessibility"]
    for page in pages {
      for language in ["fr", "en", "de"] {
        let answer = try portal.get(page, ["Accept-Language: \(language)"])
        #expect(answer.status == 200, "\(page)")
        #expect(answer.body.contains("<html lang=\"\(language)\">"), "\(page)")
        #expect(!answer.body.contains("portal."), "\(page) in \(language) lacks a text")
        #expect(!answer.body.contains("style="), "\(page)")
        // The map alone has a script, which is a file.
        #expect(answer.body.matches(of: /<script(?! src="\/assets\/[0-9a-f]+\.js" defer><\/script>)/).isEmpty, "\(page)")
        #expect(answer.body.contains("<script") == (page == "/map"), "\(page)")
        Self.expectPolicy(answer, page)
      }
    }
    for page in ["/nowhere", "/actors/nobody", "/%00", "/assets/x.css"] { Self.expectPolicy(try portal.get(page), page) }
  }

  static func expectPolicy(_ answer: RunningPortal.Answer, _ page: String) {
    let policy = answer.fields["content-security-policy"] ?? ""
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(page)")
    #expect(!policy.contains("unsafe"), "\(page)")
    #expect(answer.fields["x-content-type-options"] == "nosniff", "\(page)")
    #expect(answer.fields["referrer-policy"] == "same-origin", "\(page)")
    #expect(answer.fields["cross-origin-opener-policy"] == "same-origin", "\(page)")
  }

  @Test("A chosen language stays in every link")
  func language() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let page = try portal.get("/actors?lang=de", ["Accept-Language: fr"]).body
    #expect(page.contains("<html lang=\"de\">"))
    #expect(page.contains("href=\"/events?lang=de\""))
    #expect(page.contains("href=\"/actors?lang=fr\""))
  }

  @Test("The directory narrows by words and by facets, whose counts are those of the lists they lead to")
  func directory() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let kind = try #require(
      try portal.workspace.sql("SELECT kind FROM actor WHERE visibility = 'public' GROUP BY kind LIMIT 1")
        .split(separator: "\n").first)
    let count = try portal.workspace.sql("SELECT count(*) FROM actor WHERE visibility = 'public' AND kind = '\(kind)'")
      .trimmingCharacters(in: .newlines)
    let all = try portal.get("/actors")
    #expect(all.body.contains("href=\"/actors?kind=\(kind)\""))
    let narrowed = try portal.get("/actors?kind=\(kind)&view=table")
    #expect(narrowed.body.contains(count == "1" ? "1 result<" : "\(count) result"))
    #expect(try portal.get("/actors?kind=x-none").body.contains("class=\"empty\""))
    #expect(try portal.get("/actors?page=9999").status == 404)
    #expect(try portal.get("/actors?page=x").status == 400)
  }

  @Test("An actor's page shows its fields and where they come from; the list of the API and the files hold the same records")
  func records() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let id = try #require(
      try portal.workspace.sql("SELECT id FROM actor WHERE visibility = 'public' ORDER BY id LIMIT 1")
        .split(separator: "\n").first.map(String.init))
    let page = try portal.get("/actors/\(id)")
    #expect(page.status == 200 && page.body.contains("class=\"source\""))
    let count = Int(try portal.workspace.sql("SELECT count(*) FROM actor WHERE visibility = 'public'").trimmingCharacters(in: .newlines))
    var (ids, next): ([String], String?) = ([], "")
    while let mark = next {
      let answer = try portal.get("/api/v1/actor?limit=7" + (mark.isEmpty ? "" : "&next=\(mark)"))
      let object = try #require(try json(answer.body) as? [String: Any])
      ids += (object["data"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      next = object["next"] as? String
    }
    #expect(ids.count == count && Set(ids).count == count && ids.first == id)
    #expect(try portal.get("/data/actor.jsonl").body.split(separator: "\n").count == count)
    #expect(try portal.get("/data/actor.csv").fields["content-disposition"] == "attachment; filename=\"actor.csv\"")
    #expect(try portal.get("/events.ics").body.hasPrefix("BEGIN:VCALENDAR"))
    let description = try #require(try json(try portal.get("/api/v1/openapi.json").body) as? [String: Any])
    #expect(description["openapi"] as? String == "3.1.0")
    let unknown = try portal.get("/api/v1/actor?nmae=x")
    #expect(unknown.status == 400 && unknown.body.contains("nmae") && unknown.body.contains("name"), "\(unknown.body)")
    #expect(try portal.get("/api/v1/actor?limit=0").body.contains("limit"))
  }

  @Test("A report is a page with the form of its parameters, and a file in other formats")
  func reports() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    #expect(try portal.get("/reports").body.contains("href=\"/reports/wallonia/cartographie\""))
    let page = try portal.get("/reports/wallonia/cartographie?city=Namur")
    #expect(page.status == 200 && page.body.contains("name=\"city\"") && page.body.contains("<table>"))
    #expect(try portal.get("/reports/wallonia/cartographie.csv?city=Namur").fields["content-type"] == "text/csv; charset=utf-8")
    #expect(try portal.get("/reports/wallonia/none").status == 404)
    #expect(try portal.get("/reports/wallonia/cartographie.pdf").status == 404)
  }

  @Test("The funding finder asks one question, keeps the answers in the address, and gives every call a verdict")
  func funding() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let first = try portal.get("/funding").body
    let name = try #require(first.range(of: "name=\"f.").map { first[$0.upperBound...].prefix { $0 != "\"" } })
    let value = try #require(first.range(of: "name=\"f.\(name)\" value=\"").map { first[$0.upperBound...].prefix { $0 != "\"" } })
    let second = try portal.get("/funding?f.\(name)=\(value)").body
    #expect(second.contains("class=\"chosen\""))
    #expect(!second.contains("<input type=\"radio\" name=\"f.\(name)\""))
    #expect(second.contains("class=\"status"))
  }
}
