import NIOCore
import Testing
import WebLink

@testable import WebFront

/// The cache of public pages.
@Suite struct PageCacheTests {
  private static func entry(_ bytes: Int, version: String = "1") -> PageCache.Entry {
    PageCache.Entry(
      head: WebResponseHead(status: 200, fields: [], version: version), body: ByteBuffer(repeating: 0x61, count: bytes), version: version)
  }

  private static func request(_ path: [String], _ query: [WebRequest.Field] = [], languages: [String] = [], origin: String = "http://x")
    -> WebRequest
  {
    WebRequest(.get, path: path, query: query, languages: languages, origin: origin)
  }

  @Test("a request with the cookie of a session, or one that changes something, has no key")
  func noKey() {
    var request = Self.request(["actors"])
    #expect(PageCache.key(request) != nil)
    request.cookies = [WebRequest.Field(WebCookie.session.rawValue, "0a")]
    #expect(PageCache.key(request) == nil)
    #expect(PageCache.key(WebRequest(.post, path: ["actors"])) == nil)
  }

  @Test("requests whose pages differ have different keys, those whose pages are the same have one")
  func keys() {
    let different = [
      Self.request(["actors"]), Self.request(["actors"], languages: ["de"]), Self.request(["actors"], languages: ["fr-BE", "de"]),
      Self.request(["actors"], origin: "http://y"), Self.request(["actors", ""]), Self.request(["actors"], [WebRequest.Field("q", "a")]),
      Self.request(["actors"], [WebRequest.Field("q", "a"), WebRequest.Field("q", "b")]),
      Self.request(["actors"], [WebRequest.Field("qa", "")]),
      Self.request(["act", "ors"]),
    ]
    #expect(Set(different.map { PageCache.key($0) }).count == different.count)
    #expect(PageCache.key(Self.request([], languages: ["nl", "fr-BE"])) == PageCache.key(Self.request([], languages: ["FR", "de"])))
  }

  @Test("the entries stay within their bounds, those that were used last stay, and a long body is not kept")
  func bounded() {
    let cache = PageCache()
    cache.keep(Self.entry(1_000), for: "used")
    for index in 0..<200 {
      cache.keep(Self.entry(PageCache.bodyBytesMax), for: "page \(index)")
      #expect(cache.bytes <= PageCache.bytesMax && cache.entry("used") != nil)
    }
    #expect(cache.entry("page 199") != nil && cache.entry("page 0") == nil)
    cache.keep(Self.entry(PageCache.bodyBytesMax + 1), for: "page 199")
    #expect(cache.entry("page 199") == nil)
    for index in 0..<2 * PageCache.entriesMax { cache.keep(Self.entry(1), for: "small \(index)") }
    #expect(cache.count <= PageCache.entriesMax)
  }

  @Test("another response under the same key takes the place and the bytes of the one before")
  func replaced() {
    let cache = PageCache()
    for index in 0..<10 { cache.keep(Self.entry(1_000, version: "\(index)"), for: "page") }
    #expect(cache.entry("page")?.version == "9" && cache.count == 1)
    let bytes = cache.bytes
    cache.keep(Self.entry(1_000), for: "page")
    #expect(cache.bytes == bytes)
  }

  @Test(
    "a tag is found in the list that the viewer sends",
    arguments: [
      ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true), (" \"a\" ", true), ("\"b\"", false), ("a", false),
      ("", false),
    ])
  func tags(field: String, isFound: Bool) {
    #expect(ConditionalRequest.matches("\"a\"", field) == isFound)
    #expect(!ConditionalRequest.matches(nil, field) && !ConditionalRequest.matches("\"a\"", nil))
  }

  @Test("a response without a body keeps its tag and says nothing of its content")
  func notModified() {
    let head = WebResponseHead(
      status: 200,
      fields: [
        WebRequest.Field("etag", "\"a\""), WebRequest.Field("content-length", "9"), WebRequest.Field("content-type", "text/html"),
        WebRequest.Field("vary", "accept-language, cookie"),
      ])
    let short = ConditionalRequest.notModified(head)
    #expect(short.status == 304 && short.fields.map(\.name) == ["etag", "vary"])
  }
}
