import NIOHTTP1
import Testing
import WebLink

@testable import WebFront

/// The header of every response.
@Suite struct ResponseFieldsTests {
  private func headers(_ fields: [WebRequest.Field], isSecure: Bool = false) -> HTTPHeaders? {
    ResponseFields.headers(of: WebResponseHead(status: 200, fields: fields), isSecure: isSecure)
  }

  @Test("The policy is added to what the host says, and a page is not stored unless the host allows it")
  func policy() throws {
    let headers = try #require(self.headers([WebRequest.Field("content-type", "text/html")]))
    #expect(headers.first(name: "content-security-policy")?.contains("default-src 'none'") == true)
    #expect(headers.first(name: "content-security-policy")?.contains("unsafe") == false)
    #expect(headers.first(name: "x-content-type-options") == "nosniff")
    #expect(headers.first(name: "cache-control") == "no-store")
    #expect(headers.first(name: "strict-transport-security") == nil)
    #expect(self.headers([], isSecure: true)?.first(name: "strict-transport-security") != nil)
    #expect(self.headers([WebRequest.Field("cache-control", "public")])?[canonicalForm: "cache-control"] == ["public"])
  }

  @Test("A field that would break the policy, a value with a line break, and a redirect to another host are refused")
  func refused() {
    for field in [
      ("set-cookie", "a=b"), ("content-security-policy", "x"), ("content-type", "a\r\nx: y"), ("content-type", "a\u{7F}"),
      ("location", "https://evil.example/"), ("location", "//evil.example"), ("location", "/\\evil.example"), ("location", "evil"),
    ] { #expect(headers([WebRequest.Field(field.0, field.1)]) == nil, "\(field)") }
    #expect(headers([WebRequest.Field("location", "/actors")]) != nil)
  }

  @Test("A form of another site is refused by what the browser says; a program that says nothing is not")
  func crossSite() {
    func allows(_ fields: [(String, String)], hasSession: Bool = false) -> Bool {
      CrossSiteCheck.allows(HTTPHeaders(fields), host: "a.example", hasSession: hasSession)
    }
    #expect(!allows([], hasSession: true) && allows([("origin", "https://a.example")], hasSession: true))
    #expect(allows([("sec-fetch-site", "same-origin")]) && allows([("sec-fetch-site", "none")]) && allows([]))
    #expect(!allows([("sec-fetch-site", "cross-site")]) && !allows([("sec-fetch-site", "same-site"), ("origin", "https://a.example")]))
    #expect(allows([("origin", "https://a.example")]) && !allows([("origin", "null")]) && !allows([("origin", "https://a.example.evil")]))
  }

  @Test("Languages are read by their weight, and what is none is left out")
  func languages() {
    #expect(AcceptedLanguages.codes("de;q=0.5, fr-BE, en;q=0.9, *;q=0.1, x;q=0, <script>") == ["fr-BE", "en", "de"])
    #expect(AcceptedLanguages.codes("") == [])
    #expect(AcceptedLanguages.codes(String(repeating: "fr,", count: 5_000)).count == AcceptedLanguages.countMax)
  }
}
