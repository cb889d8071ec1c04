import Ecosystem
import Testing

@Suite("Zones, repetition rules and moments are checked")
struct FormatTests {
  private func event(_ fields: ExactDictionary<FieldValue>) throws -> Record {
    let named: ExactDictionary<FieldValue> = ["id": "kikk", "name": "KIKK", "kind": "festival"]
    return try Validation.check(Record(named.merging(fields) { $1 }), as: .event)
  }

  private func problem(_ fields: ExactDictionary<FieldValue>) -> Problem? {
    #expect(throws: EcosystemError.self) { try event(fields) }.flatMap { $0.problems.first }
  }

  @Test("a zone is one of the IANA database, and a misspelt one is named")
  func zones() throws {
    for zone in ["Europe/Brussels", "Europe/Luxembourg", "Europe/Paris", "UTC", "America/Argentina/Buenos_Aires"] {
      #expect(try event(["zone": .text(zone)])["zone"] == .text(zone))
    }
    #expect(problem(["zone": "Europe/Bruxelles"])?.suggestion == "Europe/Brussels")
    #expect(problem(["zone": "CEST"])?.code == .malformed)
    #expect(problem(["zone": "+02:00"])?.field == "zone")
  }

  /// From the examples of RFC 5545, section 3.8.5.3.
  @Test(
    "the rules of RFC 5545 are taken",
    arguments: [
      "FREQ=DAILY;COUNT=10", "FREQ=DAILY;UNTIL=19971224T000000Z", "FREQ=YEARLY;UNTIL=20000131;BYMONTH=1;BYDAY=SU,MO",
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "FREQ=MONTHLY;BYMONTHDAY=-3",
      "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
      "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    ])
  func goodRules(rule: String) throws {
    #expect(try event(["recurrence": .text(rule)])["recurrence"] == .text(rule))
  }

  @Test(
    "what is no rule is refused",
    arguments: [
      "every month", "FREQ=FORTNIGHTLY", "INTERVAL=2", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=2;UNTIL=20240101",
      "FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;BYMONTH=13", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYDAY=1XX",
      "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=DAILY;UNTIL=20240230", "FREQ=DAILY;", "FREQ=DAILY;COLOUR=1",
      "FREQ=MONTHLY;BYWEEKNO=20", "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=DAILY;BYYEARDAY=1", "FREQ=DAILY;UNTIL=20240101T250000Z",
    ])
  func badRules(rule: String) {
    #expect(problem(["recurrence": .text(rule)])?.code == .malformed)
  }

  @Test("a moment wants its zone, an end its beginning, and the end comes after it to the fraction of a second")
  func moments() throws {
    let start: FieldValue = "2024-10-24T08:00:00Z"
    #expect(problem(["starts_at": start])?.field == "zone")
    #expect(problem(["ends_at": start])?.field == "starts_at")
    let zone: FieldValue = "Europe/Brussels"
    #expect(try event(["starts_at": start, "ends_at": "2024-10-24T08:00:00.250Z", "zone": zone])["zone"] == zone)
    #expect(problem(["starts_at": "2024-10-24T08:00:00.5Z", "ends_at": start, "zone": zone])?.code == .notOrdered)
    #expect(problem(["starts_at": start, "ends_at": "2024-10-24T07:59:59Z", "zone": zone])?.code == .notOrdered)
  }
}
