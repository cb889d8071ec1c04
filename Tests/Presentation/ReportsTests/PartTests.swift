import Localization
import Testing

@testable import Reports

/// Links, cards and forms in every format.
@Suite struct PartTests {
  private static let script = "<script>alert(1)</script>"
  private static let evil = [
    "javascript:alert(1)", "data:text/html,x", "//example.org", "/p/other", "vbscript:x", " https://a b", "ftp://a.org",
  ]

  private static let document = Document(
    title: "Page",
    blocks: [
      .links([
        Link("Web", to: .web("https://example.org/a?b=1&c")), Link("Mail", to: .web("mailto:a@example.org"), note: script),
        Link("Page", to: .page(plugin: "demo", path: "projets/42", query: [.init("q", "a&b=c")])),
        Link("Actor", to: .record(entity: "actor", id: "kikk")), Link("Report", to: .report(plugin: "demo", id: "map")),
      ]),
      .cards([
        Card(
          title: script, target: .record(entity: "event", id: "a/../b"), text: "Text", figures: [KeyFigure(label: "n", value: .integer(3))])
      ]),
      .form(form),
    ])

  private static let form = FormPlacement(
    plugin: "demo", id: "ask", title: "Ask", text: script, submitLabel: "Send",
    fields: [
      .init(
        "name", label: script, hint: "Hint", control: .text(lengthMax: 40), isRequired: true, values: ["\"><script>"], problem: "Too long"),
      .init("days", label: "Days", control: .choices([.init("mon", label: "Monday"), .init("tue", label: script)]), values: ["tue"]),
      .init("kind", label: "Kind", control: .choice([.init("a", label: "A")]), isRequired: true, values: ["a"]),
      .init("about", label: "About", control: .multiline(lengthMax: 9), values: ["</textarea>"]),
      .init("open", label: "Open", control: .checkbox, values: ["true"]), .init("count", label: "Count", control: .integer(1...9)),
    ])

  private func render(_ format: Format, portal: PortalAddresses? = nil, _ document: Document = document) throws -> String {
    try Renderer.render(document, as: format, options: RenderOptions(language: .en, portal: portal))
  }

  @Test("Links lead to addresses of the portal where there is one, and are plain text elsewhere")
  func links() throws {
    let html = try render(.html, portal: PortalAddresses(keeping: [.init("lang", "fr")]))
    for address in [
      "https://example.org/a?b=1&amp;c", "mailto:a@example.org", "/p/demo/projets/42?q=a%26b%3Dc&amp;lang=fr", "/actors/kikk?lang=fr",
      "/reports/demo/map?lang=fr",
      "/events/a%2F..%2Fb?lang=fr",
    ] { #expect(html.contains("href=\"\(address)\""), "\(address)") }
    let file = try render(.html)
    #expect(file.contains("href=\"https://example.org/a?b=1&amp;c\"") && !file.contains("/p/demo") && !file.contains("<form"))
    #expect(
      try render(.md, portal: PortalAddresses(base: "https://a.org")).contains("[Page](<https://a.org/p/demo/projets/42?q=a%26b%3Dc>)"))
    #expect(try render(.text).contains("→ Page (demo/projets/42?q=a&b=c)"))
    #expect(try render(.csv).contains("Actor,actor kikk"))
    let json = try render(.json)
    #expect(json.contains("\"record\":{\"entity\":\"actor\",\"id\":\"kikk\"}") && json.contains("\"query\":{\"q\":\"a&b=c\"}"))
  }

  @Test("Only http, https and mailto become links", arguments: evil)
  func schemes(address: String) throws {
    let document = Document(
      title: "t", blocks: [.links([Link("x", to: .web(address))]), .cards([Card(title: "y", target: .web(address))])])
    #expect(!(try render(.html, portal: PortalAddresses(), document)).contains("href"))
    #expect(!(try render(.md, portal: PortalAddresses(), document)).contains("]("))
    for format in [Format.text, .json] { #expect(!(try render(format, document)).contains(address.trimmingPrefix(" "))) }
  }

  @Test("Script text in every part stays text")
  func escaped() throws {
    for portal in [nil, PortalAddresses()] {
      let html = try render(.html, portal: portal)
      #expect(!html.contains("<script") && !html.contains("</textarea></textarea>"))
      #expect(html.contains("&lt;script&gt;"))
    }
    #expect(!(try render(.md)).replacing("\\<", with: "").contains("<script"))
  }

  @Test("A form is real on the portal, its controls tied to labels, hints and problems")
  func controls() throws {
    let html = try render(.html, portal: PortalAddresses())
    #expect(html.contains("<form class=\"form\" method=\"post\" action=\"/p/demo/forms/ask\""))
    #expect(html.contains("id=\"f1-name\" name=\"name\" required aria-invalid=\"true\" aria-describedby=\"f1-name-hint f1-name-problem\""))
    #expect(html.contains("maxlength=\"40\" value=\"&quot;&gt;&lt;script&gt;\""))
    #expect(html.contains("<option value=\"a\" selected>A</option>"))
    #expect(html.contains("name=\"days\" value=\"tue\" checked>") && html.contains("type=\"checkbox\" id=\"f1-open\""))
    #expect(html.contains("min=\"1\" max=\"9\" step=\"1\""))
  }

  @Test("A long choice is folded, and open where something is chosen")
  func folded() throws {
    let options = (1...13).map { FormPlacement.Option("\($0)", label: "Option \($0)") }
    for values in [[], ["7"]] {
      let field = FormPlacement.Field("many", label: "Many", control: .choices(options), values: values)
      let form = FormPlacement(plugin: "demo", id: "ask", title: "Ask", submitLabel: "Send", fields: [field])
      let html = try render(.html, portal: PortalAddresses(), Document(title: "t", blocks: [.form(form)]))
      #expect(html.contains("<details\(values.isEmpty ? "" : " open")><summary>13 options</summary>"))
    }
  }

  @Test("A path cannot lead out of the pages of its plugin", arguments: ["../other", "a/../../b", "..", "a//b", "a?b=1#c", "a/%2e%2e/b"])
  func containment(path: String) {
    let address = PortalAddresses().address(of: .page(plugin: "demo", path: path)) ?? ""
    #expect(address.hasPrefix("/p/demo/"))
    let segments = address.split(separator: "/").map(String.init)
    #expect(!segments.contains("..") && !segments.contains(".") && !address.contains("?") && !address.contains("#"))
  }

  @Test("A link in a table kept on disk keeps its destination")
  func spooled() throws {
    let targets: [LinkTarget] = [
      .web("https://example.org"), .page(plugin: "demo", path: "", query: [.init("a", "1"), .init("b", "")]),
      .record(entity: "actor", id: "kikk"), .report(plugin: "demo", id: "map"),
    ]
    let row = targets.map { Cell.link("x", to: $0) } + [.integer(3)]
    var encoder = RowEncoder()
    encoder.begin()
    for cell in row { encoder.append(cell) }
    let size = encoder.end()
    var position = 0
    let read = CodedRow(in: UnsafeRawBufferPointer(encoder.bytes.bytes), at: &position)?.cells()
    #expect(read == row && position == size)
  }
}
