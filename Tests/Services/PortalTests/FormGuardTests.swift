import Testing
import WebLink

@testable import Portal

/// The guard of forms against programs.
@Suite struct FormGuardTests {
  private func form(_ time: String, trap: String = "") -> [WebRequest.Field] {
    [WebRequest.Field("name", "x"), WebRequest.Field(FormGuard.trap, trap), WebRequest.Field(FormGuard.time, time)]
  }

  /// The signed time in the fields of a form.
  private func time(_ fields: HTML) throws -> String {
    let start = try #require(fields.markup.range(of: "name=\"\(FormGuard.time)\" value=\""))
    return String(fields.markup[start.upperBound...].prefix { $0 != "\"" })
  }

  @Test("A form that a person filled in passes; one sent at once, too late, with the trap filled in or a time made up does not")
  func allows() throws {
    let guarding = FormGuard()
    let time = try time(guarding.fields(label: "x", at: 1_000_000))
    #expect(guarding.allows(form(time), at: 1_002_000))
    #expect(!guarding.allows(form(time), at: 1_001_999))
    #expect(!guarding.allows(form(time), at: 1_000_001 + FormGuard.millisecondsMax))
    #expect(!guarding.allows(form(time, trap: "http://spam.example"), at: 1_010_000))
    #expect(!guarding.allows(form("1." + time.split(separator: ".")[1]), at: 1_010_000))
    #expect(!guarding.allows([WebRequest.Field("name", "x")], at: 1_010_000))
    #expect(!FormGuard().allows(form(time), at: 1_010_000))
  }

  @Test("The plugin does not see the fields of the guard")
  func without() { #expect(FormGuard.without(form("1.x")) == [WebRequest.Field("name", "x")]) }
}
