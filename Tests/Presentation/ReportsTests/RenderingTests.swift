import Ecosystem
import Localization
import Reports
import Testing

@Suite("A report in every format")
struct RenderingTests {
  @Test("text at 80 and 120 columns, in every language, is as kept", arguments: Language.all, [80, 120])
  func text(_ language: Language, _ width: Int) throws {
    let options = RenderOptions(language: language, width: width)
    let text = try Renderer.render(SampleReport.document(language), as: .text, options: options)
    try Snapshot.check(text, "report-\(width).\(language.rawValue).txt")
  }

  @Test(
    "the other formats, in every language, are as kept", arguments: Language.all, [Format.md, .html, .csv, .json])
  func file(_ language: Language, _ format: Format) throws {
    let text = try Renderer.render(
      SampleReport.document(language), as: format, options: RenderOptions(language: language))
    try Snapshot.check(text, "report.\(language.rawValue).\(format.fileExtension)")
  }

  @Test("colours change nothing but escapes", arguments: Language.all)
  func colours(_ language: Language) throws {
    let document = SampleReport.document(language)
    let plain = try Renderer.render(document, as: .text, options: RenderOptions(language: language, width: 80))
    let colored = try Renderer.render(
      document, as: .text, options: RenderOptions(language: language, width: 80, isColored: true))
    #expect(colored.contains("\u{1B}[1"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }
}
