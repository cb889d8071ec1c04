import Testing

@testable import Bundles

@Suite("Settings") struct SettingTests {
  private func setting(_ lines: String) throws -> SettingDescription {
    let text = Sample.manifest + "\n[settings.x]\nlabel = { en = \"X\" }\n" + lines
    return try #require(try Manifest(parsing: Array(text.utf8)).settings["x"])
  }

  @Test("a setting takes values of its kind, within its bounds and choices")
  func accepts() throws {
    let year = try setting("type = \"integer\"\nminimum = 2000\nmaximum = 2100\ndefault = 2023")
    #expect(year.defaultValue == .integer(2023))
    #expect(year.accepts(.integer(2000)) && year.accepts(.integer(2100)))
    #expect(!year.accepts(.integer(1999)) && !year.accepts(.integer(2101)) && !year.accepts(.text("2023")))
    #expect(!year.accepts(.number(2023)))
    let share = try setting("type = \"number\"\nminimum = 0\nmaximum = 0.5\ndefault = 0")
    #expect(share.defaultValue == .number(0))
    #expect(share.accepts(.number(0.5)) && share.accepts(.integer(0)))
    #expect(!share.accepts(.number(0.51)) && !share.accepts(.number(.nan)) && !share.accepts(.integer(1)))
    let choice = try setting("type = \"choice\"\nchoices = [\"a\", \"b\"]\ndefault = \"b\"")
    #expect(choice.choices == ["a", "b"])
    #expect(choice.accepts(.text("a")) && !choice.accepts(.text("c")) && !choice.accepts(.boolean(true)))
    let flag = try setting("type = \"boolean\"")
    #expect(flag.defaultValue == nil)
    #expect(flag.accepts(.boolean(false)) && !flag.accepts(.integer(0)))
    #expect(try setting("type = \"text\"\ndefault = \"\"").defaultValue == .text(""))
  }

  @Test(
    "a setting that contradicts itself is refused",
    arguments: [
      ("type = \"choice\"", "manifest.invalid-value"),
      ("type = \"choice\"\nchoices = [\"a\", \"a\"]", "manifest.invalid-value"),
      ("type = \"choice\"\nchoices = [\"a\"]\ndefault = \"b\"", "manifest.invalid-value"),
      ("type = \"number\"\ndefault = nan", "manifest.wrong-type"),
      ("type = \"number\"\nminimum = -inf", "manifest.wrong-type"),
      ("type = \"integer\"\nminimum = 0.5", "manifest.wrong-type"),
      ("type = \"boolean\"\ndefault = 0", "manifest.wrong-type"),
      ("type = \"text\"\nchoices = [\"a\"]", "manifest.unknown-key"), ("default = 1", "manifest.missing-key"),
      ("type = \"number\"\nminimum = 2\nmaximum = 1", "manifest.impossible-range"),
    ])
  func contradictions(lines: String, code: String) {
    #expect(Sample.error { _ = try setting(lines) }?.code.rawValue == code)
  }
}
