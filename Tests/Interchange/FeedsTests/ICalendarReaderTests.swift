import Calendar
import Testing

@testable import Feeds

@Suite("Calendars of others are read, whatever program wrote them")
struct ICalendarReaderTests {
  private func event(_ lines: String...) throws -> CalendarEvent {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\n" + lines.map { $0 + "\r\n" }.joined() + "END:VEVENT\r\nEND:VCALENDAR\r\n"
    return try #require(try events(of: text).first).get()
  }

  private func problem(_ lines: String...) throws -> FeedProblem? {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\n" + lines.map { $0 + "\r\n" }.joined() + "END:VEVENT\r\nEND:VCALENDAR\r\n"
    guard case .failure(let problem) = try #require(try events(of: text).first) else { return nil }
    return problem
  }

  @Test("what is written is read back")
  func back() throws {
    var event = CalendarEvent(uid: "é,;\\@x", start: CalendarTime("20261129T090000", zone: "Europe/Brussels")!)
    event.end = CalendarTime("20261129T100000", zone: "Europe/Brussels")
    (event.summary, event.details) = ("a\\n\n,;:\"", String(repeating: "élève𝄞, ", count: 100))
    (event.location, event.categories) = ("x;y", ["a,b", "c\\"])
    event.point = .init(latitude: -0.00000001, longitude: 179.5)
    event.organizer = .init(name: "N^\"o\": m", address: "https://example.org")
    (event.status, event.sequence) = (.tentative, 7)
    (event.created, event.modified) = (Instant("2026-01-02T03:04:05Z"), Instant("2026-02-02T03:04:05Z"))
    event.rule = "FREQ=DAILY;COUNT=3"
    event.exclusions = [CalendarTime("20261130T090000", zone: "Europe/Brussels")!]
    event.additions = [CalendarTime("20261230T090000", zone: "Europe/Brussels")!]
    event.url = "https://example.org/?a=1;b=2"
    event.extensions = [.init("X-GRAPPE-KIND", "festival")]
    #expect(try events(of: written([event])).map { try $0.get() } == [event])
  }

  @Test("a line folded inside a character, or with a tab, is whole again; Windows-1252 is read")
  func folds() throws {
    let e = Array("é".utf8)
    let head = Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261129\nSUMMARY:caf".utf8)
    let tail = Array("\nEND:VEVENT\nEND:VCALENDAR\n".utf8)
    let split = head + [e[0]] + Array("\r\n\t".utf8) + [e[1]] + tail
    #expect(try events(of: split).first?.get().summary == "café")
    #expect(try events(of: head + [0xE9] + tail).first?.get().summary == "café")
  }

  @Test("names of zones: of the IANA database, with a path before it, of Windows, of the file")
  func zones() throws {
    func start(_ zone: String) throws -> CalendarTime { try event("DTSTART;TZID=\(zone):20260701T120000").start }
    #expect(try start("Europe/Paris").zone == "Europe/Paris")
    #expect(try start("/mozilla.org/20050126_1/America/Argentina/Salta").zone == "America/Argentina/Salta")
    #expect(try start("\"Romance Standard Time\"").zone == "Europe/Paris")
    #expect(try start("GMT") == .universal(CalendarTime("20260701T120000Z")!.seconds))
    #expect(try problem("DTSTART;TZID=Nowhere:20260701T120000")?.reason == .unknownZone("Nowhere"))
  }

  @Test("a zone that only the file defines gives the moment by the file's rules")
  func ownZone() throws {
    let zone = """
      BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE
      """
    func start(_ time: String) throws -> CalendarTime? {
      let text = "BEGIN:VCALENDAR\n\(zone)\nBEGIN:VEVENT\nDTSTART;TZID=Ours:\(time)\nEND:VEVENT\nEND:VCALENDAR\n"
      return try events(of: text).first?.get().start
    }
    #expect(try start("20260701T120000") == CalendarTime("20260701T100000Z"))
    #expect(try start("20261201T120000") == CalendarTime("20261201T110000Z"))
    #expect(try start("20260329T015959") == CalendarTime("20260329T005959Z"))
  }

  @Test("ends: exclusive days, durations across a change of the clock, none")
  func ends() throws {
    #expect(try event("DTSTART;VALUE=DATE:20261129", "DTEND;VALUE=DATE:20261130").end == CalendarTime("20261130"))
    #expect(try event("DTSTART:20261129").end == nil)
    let paris = "DTSTART;TZID=Europe/Paris:20260328T120000"
    #expect(try event(paris, "DURATION:P1D").end == CalendarTime("20260329T120000", zone: "Europe/Paris"))
    #expect(try event(paris, "DURATION:PT24H").end == CalendarTime("20260329T130000", zone: "Europe/Paris"))
    #expect(try problem("DTSTART:20261129T100000Z", "DTEND:20261129T090000Z")?.reason == .endsBeforeStart)
    #expect(try problem("DTSTART:20261129", "DURATION:P1Y")?.reason == .invalid("DURATION", "P1Y"))
  }

  @Test("what cannot be read is named, with its line")
  func problems() throws {
    #expect(try problem("SUMMARY:x") == FeedProblem(line: 2, .missing("DTSTART")))
    #expect(try problem("DTSTART:20260230") == FeedProblem(line: 4, .invalid("DTSTART", "20260230")))
    #expect(try problem("DTSTART:20261129", "RRULE:FREQ=SOMETIMES")?.line == 5)
    #expect(throws: FeedProblem(line: 1, .otherFormat("iCalendar (BEGIN:VCALENDAR)"))) { try events(of: "id,name\n") }
    let cut = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261129\n"
    #expect(try events(of: cut) == [.failure(FeedProblem(line: 2, .cutOff("VEVENT")))])
  }

  @Test("alarms, tasks and unknown components are passed over, and their lines are no lines of the event")
  func others() throws {
    let text = """
      BEGIN:VCALENDAR\nX-WR-CALNAME:Agenda\nX-WR-TIMEZONE:Europe/Rome\nBEGIN:VTODO\nSUMMARY:no\nEND:VTODO\nBEGIN:VEVENT\nSUMMARY:yes
      BEGIN:VALARM\nSUMMARY:no\nDTSTART:20200101\nEND:VALARM\nDTSTART:20261129\nno property\nEND:VEVENT\nEND:VCALENDAR
      """
    let survey = try CalendarSurvey(text: text)
    #expect(survey.name == "Agenda" && survey.zone == "Europe/Rome")
    #expect(try events(of: text).map { try $0.get().summary } == ["yes"])
  }

  @Test("an event of too many properties, a line that is too long and components too deep cost no more than their bytes")
  func bounds() throws {
    let many = String(repeating: "CATEGORIES:a\n", count: ICalendarReader.propertiesMax + 1)
    #expect(try problem("DTSTART:20261129", many)?.reason == .beyond(.properties, ICalendarReader.propertiesMax))
    let long = "DESCRIPTION:" + String(repeating: "a", count: ContentLines.lineBytesMax)
    #expect(try event("DTSTART:20261129", long, "SUMMARY:x").summary == "x")
    let deep = String(repeating: "BEGIN:X\n", count: 100_000)
    #expect(try events(of: "BEGIN:VCALENDAR\n" + deep + "BEGIN:VEVENT\nDTSTART:20261129\nEND:VEVENT\n").count == 1)
  }
}
