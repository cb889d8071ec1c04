import NIOHTTP1
import Testing
import WebLink

@testable import WebFront

/// The cookies that pass the front, in both directions.
@Suite struct CookieTests {
  private static let token = String(repeating: "0a", count: 32)

  private func values(_ fields: [String], isSecure: Bool = true) -> [String] {
    RequestCookies.fields(fields, isSecure: isSecure).map { "\($0.name)=\($0.value)" }
  }

  @Test("The portal's cookies reach the host, others do not")
  func request() {
    let field = "a=b; __Host-grappe-session=\(Self.token); x; __Host-grappe-browser=ab"
    #expect(values([field]) == ["session=\(Self.token)", "browser=ab"])
    #expect(values(["__Host-grappe-session=0a", "__Host-grappe-link=0b"]) == ["session=0a", "link=0b"])
    #expect(values(["grappe-session=0a"], isSecure: false) == ["session=0a"])
    #expect(values([]) == [])
  }

  @Test(
    "A cookie without the prefix over TLS, one that comes twice, and one with another value than a token count as none",
    arguments: [
      "grappe-session=0a", "__Host-grappe-session=0a; __Host-grappe-session=0b", "__Host-grappe-session=", "__Host-grappe-session=0A",
      "__Host-grappe-session=\"0a\"", "__Host-grappe-session=0a\u{301}", "__Host-grappe-session=<script>",
      "__Host-grappe-session=" + String(repeating: "a", count: 65), "__host-grappe-session=0a",
    ])
  func refused(field: String) { #expect(values([field]) == []) }

  @Test("A cookie is for this host alone, never for scripts, and not sent with the forms of other sites")
  func response() throws {
    func fields(_ field: WebRequest.Field, isSecure: Bool) -> HTTPHeaders? {
      ResponseFields.headers(of: WebResponseHead(status: 303, fields: [field]), isSecure: isSecure)
    }
    let secure = WebCookie.session.field(Self.token, isSecure: true)
    #expect(secure.value == "__Host-grappe-session=\(Self.token); Path=/; HttpOnly; SameSite=Lax; Secure")
    #expect(fields(secure, isSecure: true)?["set-cookie"] == [secure.value])
    #expect(fields(secure, isSecure: false) == nil)
    let plain = WebCookie.browser.field(Self.token, isSecure: false, seconds: 60)
    #expect(plain.value == "grappe-browser=\(Self.token); Path=/; HttpOnly; SameSite=Lax; Max-Age=60")
    #expect(fields(plain, isSecure: false) != nil && fields(plain, isSecure: true) == nil)
    #expect(fields(WebCookie.session.field("", isSecure: true), isSecure: true) != nil)
    for value in ["__Host-grappe-session=0a", "__Host-grappe-session=0a; Path=/; SameSite=Lax; Secure", "other=0a; Path=/; HttpOnly"] {
      #expect(fields(WebRequest.Field("set-cookie", value), isSecure: true) == nil)
    }
  }
}
