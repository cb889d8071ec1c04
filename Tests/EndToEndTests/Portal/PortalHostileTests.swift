import Foundation
import Testing

/// Requests that mean harm, and texts in records that do.
@Suite struct PortalHostileTests {
  private static let limits = """
    [web]
    request_seconds = 1
    requests_per_second = 10000
    """

  @Test("A request that is malformed, too large, or of another method is refused with its status, and the next one is served")
  func malformed() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    func raw(_ lines: String...) throws -> Int { try portal.send(lines.joined(separator: "\r\n") + "\r\n\r\n").status }
    let host = "Host: x"
    #expect(try raw("GET /%00 HTTP/1.1", host) == 400)
    #expect(try raw("GET //evil.example/ HTTP/1.1", host) == 400)
    #expect(try raw("GET /actors/%2e%2e/%2e%2e/etc/passwd HTTP/1.1", host) == 400)
    #expect(try raw("GET /a\\b HTTP/1.1", host) == 400)
    #expect(try raw("GET http://evil.example/ HTTP/1.1", host) == 400)
    #expect(try raw("GET /?q=%ff HTTP/1.1", host) == 400)
    #expect(try raw("GET /?q=%0d%0aX-Evil:1 HTTP/1.1", host) == 400)
    #expect(try raw("GET / HTTP/1.1") == 400)
    #expect(try raw("GET / HTTP/1.1", "Host: a<b") == 400)
    #expect(try raw("GET / HTTP/1.1", host, host) == 400)
    #expect(try raw("BREW / HTTP/1.1", host) == 400)
    #expect(try raw("DELETE / HTTP/1.1", host) == 405)
    #expect(try raw("POST /api/v1/actor HTTP/1.1", host, "Content-Length: 0") == 405)
    #expect(try raw("GET / HTTP/1.1", host, "X-Long: " + String(repeating: "x", count: 20_000)) == 431)
    #expect(try raw("GET /" + String(repeating: "a", count: 20_000) + " HTTP/1.1", host) == 431)
    #expect(try raw("POST / HTTP/1.1", host, "Content-Length: 3000000") == 413)
    #expect(try raw("POST / HTTP/1.1", host, "Content-Length: 2", "Content-Type: application/json") == 415)
    #expect(try portal.get("/").status == 200)
  }

  @Test("A form that another site sends is refused")
  func crossSite() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    func post(_ field: String) throws -> Int {
      try portal.send(
        "POST / HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n"
          + "Connection: close\r\n\(field)\r\n\r\na=b"
      ).status
    }
    #expect(try post("Sec-Fetch-Site: cross-site") == 403)
    #expect(try post("Sec-Fetch-Site: same-site") == 403)
    #expect(try post("Origin: https://evil.example") == 403)
    #expect(try post("Sec-Fetch-Site: same-origin") == 404)
    #expect(try post("Origin: https://a.example") == 404)
  }

  @Test("A request that trickles in is ended when its time is up, beside others that are served")
  func slow() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    let clients = try (0..<20).map { _ in try TCPClient(port: portal.port) }
    for client in clients { client.write(Array("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".utf8)) }
    #expect(try portal.get("/").status == 200)
    for client in clients { #expect(String(decoding: client.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 408 ")) }
  }

  @Test("Viewers who ask for files and take nothing do not keep others from their pages")
  func unread() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    let clients = try (0..<40).map { _ in try TCPClient(port: portal.port) }
    for client in clients { client.write(Array("GET /data/concept.json HTTP/1.1\r\nHost: x\r\n\r\n".utf8)) }
    for _ in 0..<20 { #expect(try portal.get("/about").status == 200) }
    withExtendedLifetime(clients) {}
  }

  @Test("An address that asks too often is told to wait, and one with too many connections is not served")
  func rate() throws {
    let configuration = "[web]\nrequests_per_second = 1\nconnections_per_address = 8\n"
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: configuration)
    let statuses = try (0..<20).map { _ in try portal.get("/robots.txt").status }
    #expect(statuses.contains(429))
    let idle = try (0..<8).map { _ in try TCPClient(port: portal.port) }
    let next = try TCPClient(port: portal.port)
    next.write(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
    #expect(next.readToEnd().isEmpty)
    withExtendedLifetime(idle) {}
  }

  @Test("A script in any text of a record is text on every page that shows it")
  func scripts() throws {
    let workspace = try DemoWorkspace.fresh()
    let script = "<script>alert(1)</script>\"'&"
    let file = workspace.directory.appending(path: "evil.jsonl")
    let record: [String: Any] = [
      "id": "evil", "name": script + "name", "kind": "company", "aliases": [script + "alias"], "legal_form": script + "form",
      "website": "https://example.org/?a='&b=(c)", "description": script + "\n\njavascript:alert(1) text", "city": script + "city",
      "source": script + "source", "locator": script + "locator", "licence": script + "licence",
    ]
    try JSONSerialization.data(withJSONObject: record).write(to: file)
    let imported = try workspace.grappe("import", file.path, "--as", "actor")
    try #require(imported.status == 0, "\(imported.errors) \(imported.output)")
    let portal = try RunningPortal(workspace)
    let reflected = ["/actors?city=%3Cscript%3E", "/actors?kind=%22%3E%3Cscript%3E", "/actors?q=%22%3E%3Cscript%3E"]
    for page in ["/actors/evil", "/actors?q=alert", "/actors?q=alert&view=table", "/map"] + reflected {
      let answer = try portal.get(page)
      #expect(answer.body.matches(of: /<script(?! src="\/assets\/)/).isEmpty, "\(page)")
      #expect(!answer.body.contains("href=\"javascript"), "\(page)")
    }
    #expect(try portal.get("/actors/evil").body.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;name"))
  }

  @Test("The log holds no value of a query and no whole address")
  func log() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    _ = try portal.get("/actors?q=secretword&kind=company")
    let line = try RunningPortal.poll { try portal.events().last { ($0["target"] as? String)?.hasPrefix("/actors?") == true } }
    #expect(line?["target"] as? String == "/actors?q&kind")
    #expect(line?["address"] as? String == "127.0.0.0")
    #expect(try !portal.logText().contains("secretword"))
  }
}
