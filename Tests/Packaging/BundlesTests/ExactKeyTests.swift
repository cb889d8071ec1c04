import Testing

@testable import Bundles

@Suite("Keys and units of a manifest are compared by their bytes") struct ExactKeyTests {
  static let twins = [("\u{E9}", "e\u{301}"), ("K", "\u{212A}"), (";", "\u{37E}"), ("\u{C5}", "\u{212B}")]

  @Test(
    "a version or a range with a mark or a twin in it is none",
    arguments: ["1.2.3\u{301}", "1.2\u{301}.3", "1.\u{301}2.3", "1.2.\u{663}", "1.2.3-\u{301}a", "1.2.3-\u{212A}", "\u{FF11}.2.3"])
  func versions(text: String) {
    #expect(SemanticVersion(text) == nil)
    #expect(throws: VersionRange.Problem.self) { try VersionRange("^\(text)") }
    #expect(throws: VersionRange.Problem.self) { try VersionRange(">=1.0,\u{301} <\(text)") }
  }
}
