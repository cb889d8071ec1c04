import Testing
import WebLink

@testable import WebFront

/// The targets of requests: the origin form, decoded, or nothing.
@Suite struct RequestTargetTests {
  @Test("A path and a query are decoded; one slash at the end is ignored")
  func accepted() {
    #expect(RequestTarget("/")?.path == [])
    #expect(RequestTarget("/actors/")?.path == ["actors"])
    #expect(RequestTarget("/actors/a%20b%3Ac")?.path == ["actors", "a b:c"])
    #expect(
      RequestTarget("/a?q=x+y&z=%C3%A9&n&=v")?.query == [
        WebRequest.Field("q", "x y"), WebRequest.Field("z", "é"), WebRequest.Field("n", ""), WebRequest.Field("", "v"),
      ])
  }

  @Test(
    "A target that another program could read otherwise is refused",
    arguments: [
      "", "*", "a", "//host", "/a//b", "/./a", "/../a", "/%2e%2E/a", "/%00", "/a%0d%0ab", "/%ff", "/%4", "/a\\b", "/%5c", "/a#b",
      "http://host/", "/?a=%00", "/?a=%0d%0a", "/?%zz=1", "/?a=%ff", "/" + String(repeating: "a/", count: 17),
      "/?" + String(repeating: "a&", count: 65),
    ])
  func refused(_ target: String) { #expect(RequestTarget(target) == nil) }

  @Test("The log shows the path and the names of fields only, without characters that a terminal would act upon")
  func logged() {
    #expect(LoggedTarget.text("/actors?q=secret&kind=x") == "/actors?q&kind")
    #expect(LoggedTarget.text("/a\u{1B}[31m?b\n=c") == "/a?[31m?b?")
    #expect(LoggedTarget.text("/" + String(repeating: "a", count: 2_000)).count == 512)
  }
}
