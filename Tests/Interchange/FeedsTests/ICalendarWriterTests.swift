import Calendar
import Testing

@testable import Feeds

@Suite("Calendars are written so that every calendar program reads them")
struct ICalendarWriterTests {
  private func event(_ start: String, zone: String? = nil) -> CalendarEvent {
    var event = CalendarEvent(uid: "one@example.org", start: CalendarTime(start, zone: zone)!)
    event.summary = "Soirée"
    event.modified = Instant("2026-11-29T08:00:00Z")
    return event
  }

  @Test("a line is folded at 75 octets, never inside a character")
  func folding() {
    for length in 60...90 {
      let folded = ContentLineWriter.line("SUMMARY", text: String(repeating: "é", count: length) + "𝄞")
      let lines = folded.split(separator: "\r\n", omittingEmptySubsequences: true)
      #expect(lines.allSatisfy { $0.utf8.count <= 75 })
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
      #expect(lines[0] + lines.dropFirst().map { $0.dropFirst() }.joined() == "SUMMARY:" + String(repeating: "é", count: length) + "𝄞")
    }
  }

  @Test("texts are escaped, and controls cannot begin a property")
  func escaping() {
    #expect(ContentLineWriter.line("SUMMARY", text: "a;b,c\\d\r\nURL:x\u{7}\u{0}") == "SUMMARY:a\\;b\\,c\\\\d\\nURL:x\r\n")
    #expect(ContentLineWriter.parameter("A: \"b\"^\n") == "\"A: ^'b^'^^^n\"")
    var other = event("20261129")
    other.url = "https://example.org/\r\nSUMMARY:other"
    #expect(written([other]).contains("URL:https://example.org/SUMMARY:other\r\n"))
  }

  @Test("a whole day ends on the day after its last")
  func wholeDays() throws {
    var days = event("20261129")
    (days.end, days.status) = (CalendarTime("20261201"), .confirmed)
    try FeedFiles.expect(written([days]), golden: "whole-days.ics")
  }

  @Test("local times name their zone, whose rules are written from 1970 on")
  func zones() throws {
    var evening = event("20260702T190000", zone: "Europe/Brussels")
    evening.end = CalendarTime("20260702T213000", zone: "Europe/Brussels")
    try FeedFiles.expect(written([evening], name: "Agenda"), golden: "zone.ics")
  }

  @Test("GMT and UTC are never defined")
  func universal() {
    for zone in ["GMT", "UTC", "Etc/UTC", "Etc/GMT"] {
      let text = written([event("20261129T090000", zone: zone)])
      #expect(text.contains("DTSTART:20261129T090000Z\r\n") && !text.contains("VTIMEZONE"))
    }
  }

  @Test("a cancelled event stays, with the number of its edition")
  func cancelled() throws {
    var event = event("20261129T090000Z")
    (event.status, event.sequence) = (.cancelled, 3)
    try FeedFiles.expect(written([event]), golden: "cancelled.ics")
  }

  @Test("a series has its rule, its exclusions, its additions and the occurrences that replace one")
  func series() throws {
    let zone = "Europe/Paris"
    var series = event("20261006T120000", zone: zone)
    series.rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T220000Z"
    series.exclusions = [CalendarTime("20261013T120000", zone: zone)!]
    series.additions = [CalendarTime("20261015T120000", zone: zone)!]
    var moved = event("20261021T140000", zone: zone)
    moved.recurrenceID = CalendarTime("20261020T120000", zone: zone)
    try FeedFiles.expect(written([series, moved]), golden: "series.ics")
  }

  @Test("place, categories, address and an organiser without an e-mail address")
  func words() throws {
    var event = event("20261129T090000Z")
    event.details = "Première ligne,\nseconde ligne ; fin\\"
    event.location = "Le Delta, Namur"
    event.point = .init(latitude: 50.4608, longitude: -4.86)
    event.categories = ["arts, sons", "rencontre"]
    event.url = "https://example.org/a,b"
    event.organizer = .init(name: "Pôle \"Image\": Liège")
    event.extensions = [.init("X-GRAPPE-SOURCE", "Site du pôle")]
    try FeedFiles.expect(written([event]), golden: "words.ics")
  }

  @Test(
    "rules of time zones are short, and hold in the years of the events",
    arguments: ["Europe/Brussels", "America/New_York", "Europe/London"])
  func short(zone: String) {
    let rules = TimeZoneWriter.component(zone, years: 2015...2030).split(separator: "\r\n")
    #expect(rules.count == 15 && rules.filter { $0.hasPrefix("DTSTART:1970") }.count == 2 && !rules.contains { $0.contains("UNTIL") })
  }
}
