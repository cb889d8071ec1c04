import Testing
import WebLink

@testable import Portal

/// Pieces of pages: what comes from data is never markup.
@Suite struct HTMLTests {
  @Test("A text in a literal is escaped, another piece is not")
  func escaping() {
    let text = "<script>\"'&"
    let piece: HTML = "<b>\(text)</b>"
    #expect(piece.markup == "<b>&lt;script&gt;&quot;&#39;&amp;</b>")
    let outer: HTML = "<p title=\"\(text)\">\(piece)\(nil as HTML?)\(3)\([piece, piece])</p>"
    #expect(outer.markup.contains("<p title=\"&lt;script&gt;&quot;&#39;&amp;\"><b>"))
    #expect(!outer.markup.contains("<script"))
  }

  @Test("An address from data becomes a link only with http, https or mailto")
  func links() {
    #expect(HTML(link: "a", to: "https://a.example/?x=\"y\"").markup.hasPrefix("<a href=\"https://a.example/"))
    for address in ["javascript:alert(1)", "data:text/html,x", "//a.example", "https:///x", " https://a", "https://a\nb"] {
      #expect(!HTML(link: "a", to: address).markup.contains("<a"), "\(address)")
    }
  }

  @Test("An address of the portal is encoded, and keeps the language that was chosen")
  func addresses() {
    #expect(
      Links(language: "de").to(["actors", "a/b?é"], [WebRequest.Field("q", "x&y=z"), WebRequest.Field("n", "")])
        == "/actors/a%2Fb%3F%C3%A9?q=x%26y%3Dz&lang=de")
    #expect(Links(language: nil).to([]) == "/")
  }
}
