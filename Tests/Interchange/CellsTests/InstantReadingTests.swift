import Calendar
import Ecosystem
import Testing

@testable import Cells

@Suite("Moments are read with their offset or in a time zone")
struct InstantReadingTests {
  private func read(_ text: String, zone: String? = "Europe/Brussels", _ order: DateOrder? = .dmy) throws -> String? {
    let reader = CellReader(.value(.instant), ColumnConvention(dateOrder: order))
    return try reader.value(text, column: "t", zone: zone.flatMap { WallClock(zone: $0) }).textValue
  }

  @Test(
    "a moment becomes one in universal time",
    arguments: [
      ("2024-05-16T12:30:00Z", "2024-05-16T12:30:00Z"), ("2024-05-16T12:30:00.250Z", "2024-05-16T12:30:00.250Z"),
      ("2024-05-16T14:30:00+02:00", "2024-05-16T12:30:00Z"), ("2024-05-16T14:30+0200", "2024-05-16T12:30:00Z"),
      ("2024-05-16 14:30:15.5 +02:00", "2024-05-16T12:30:15.500Z"), ("2024-05-15T22:30:00-05:00", "2024-05-16T03:30:00Z"),
      ("2024-05-16T14:30", "2024-05-16T12:30:00Z"), ("2024-01-16 14:30:20", "2024-01-16T13:30:20Z"),
      ("16/05/2024 14:30", "2024-05-16T12:30:00Z"), ("16.5.2024 14:30 Uhr", "2024-05-16T12:30:00Z"),
      ("16 mai 2024 à 14h30", "2024-05-16T12:30:00Z"), ("16 mai 2024, 14h", "2024-05-16T12:00:00Z"),
      ("May 16, 2024 at 2:30 PM", "2024-05-16T12:30:00Z"), ("May 16, 2024 12:05 a.m.", "2024-05-15T22:05:00Z"),
    ])
  func moments(text: String, wanted: String) throws {
    #expect(try read(text) == wanted)
  }

  @Test("a local time needs a zone, one with an offset does not")
  func zone() throws {
    #expect(try read("2024-05-16T14:30+02:00", zone: nil) == "2024-05-16T12:30:00Z")
    #expect(throws: CellProblem(column: "t", found: "16/05/2024 14:30", wanted: .zone)) { try read("16/05/2024 14:30", zone: nil) }
    #expect(try read("16/05/2024 14:30", zone: "America/New_York") == "2024-05-16T18:30:00Z")
  }

  @Test("a local time that the clocks skip or show twice is refused")
  func changes() throws {
    let skipped = CellProblem.Wanted.skippedTime(zone: "Europe/Brussels")
    #expect(throws: CellProblem(column: "t", found: "2024-03-31 02:30", wanted: skipped)) { try read("2024-03-31 02:30") }
    let repeated = CellProblem.Wanted.repeatedTime(zone: "Europe/Brussels")
    #expect(throws: CellProblem(column: "t", found: "2024-10-27 02:30", wanted: repeated)) { try read("2024-10-27 02:30") }
    #expect(try read("2024-10-27 02:30+01:00") == "2024-10-27T01:30:00Z")
    #expect(try read("2024-10-27 03:30") == "2024-10-27T02:30:00Z")
  }

  @Test(
    "a text that is no moment is refused",
    arguments: [
      "2024-05-16", "14:30", "2024-05-16T25:00", "2024-05-16T14:60", "05/2024 14:30", "2024-05-16T14:30+99:00", "30/02/2024 10:00", "x",
    ])
  func refused(text: String) {
    #expect(throws: CellProblem.self) { try read(text) }
  }

  @Test("the order of day and month is decided as for dates")
  func order() throws {
    var survey = ColumnSurvey(.value(.instant))
    survey.take("03/04/2024 10:00", line: 2)
    #expect(throws: ConventionProblem.self) { try survey.convention() }
    survey.take("03/24/2024 10:00", line: 3)
    #expect(try survey.convention().dateOrder == .mdy)
    #expect(try read("03/04/2024 10:00", .mdy) == "2024-03-04T09:00:00Z")
  }
}
