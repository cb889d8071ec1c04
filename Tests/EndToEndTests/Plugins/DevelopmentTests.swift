import Foundation
import Testing

/// `grappe dev`: every save is loaded, checked and tested; an error is reported in place of the result, and the next save is
/// loaded.
@Suite struct DevelopmentTests {
  @Test("A save is loaded and tested; an error is told with its line, and the save that mends it goes on")
  func saves() throws {
    let development = try RunningDevelopment()
    let first = try #require(development.round(0))
    #expect(first.first?["event"] as? String == "loaded" && first.first?["installed"] as? Bool == true)
    #expect(first.last?["passed"] as? Int == 3 && first.last?["failed"] as? Int == 0)

    let library = try development.text("lib/themes.lua")
    try development.write(library.replacing("doc:table", with: "doc:tabel"), to: "lib/themes.lua")
    let second = try #require(development.round(1))
    #expect(second.contains { $0["event"] as? String == "loaded" && $0["installed"] as? Bool == false })
    #expect(RunningDevelopment.words(second, "found", "message").first?.contains("did you mean doc:table?") == true)
    #expect(RunningDevelopment.words(second, "found", "source") == ["doc:tabel {"])
    #expect(second.last?["failed"] as? Int == 1)
    #expect(RunningDevelopment.words(second, "tested", "problem").first?.contains("doc:tabel {") == true)

    try development.write("local x = = 1", to: "lib/themes.lua")
    let third = try #require(development.round(2))
    #expect(
      RunningDevelopment.words(third, "found", "code").contains("lua.syntax")
        && RunningDevelopment.words(third, "found", "source") == ["local x = = 1"])

    try development.write(library, to: "lib/themes.lua")
    let fourth = try #require(development.round(3))
    #expect(fourth.last?["passed"] as? Int == 3 && fourth.last?["failed"] as? Int == 0)
    #expect(development.interrupt() == 0)
  }

  @Test("A saved test runs alone; changed data makes the data anew")
  func partly() throws {
    let development = try RunningDevelopment()
    _ = try #require(development.round(0))
    try development.write("test(\"one more\", function(t) t.ok(true) end)", to: "tests/more_test.lua")
    let second = try #require(development.round(1))
    #expect(RunningDevelopment.words(second, "tested", "name") == ["one more"])
    try development.write(try development.text("data/themes.csv") + "texte,Texte,Text\n", to: "data/themes.csv")
    let third = try #require(development.round(2))
    #expect(third.contains { $0["installed"] as? Bool == true })
    #expect(RunningDevelopment.words(third, "tested", "problem").contains { $0.contains("wanted: 3") && $0.contains("actual: 4") })
    #expect(development.interrupt() == 0)
  }
}
