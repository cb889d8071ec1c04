import Calendar
import Testing

@Suite struct DayTests {
  @Test("A year or a month stands for its first or its last day")
  func edges() {
    #expect(Day("2024")?.description == "2024-01-01")
    #expect(Day("2024", .last)?.description == "2024-12-31")
    #expect(Day("2024-02", .last)?.description == "2024-02-29")
    #expect(Day("2024-06-01T10:00:00Z", .last)?.description == "2024-06-01")
    #expect(Day("2023-02-29") == nil && Day("soon") == nil)
  }

  @Test("Years are added by the calendar, and 29 February becomes 28 in a common year")
  func years() {
    #expect(Day(year: 2024, month: 2, day: 29).adding(years: -3).description == "2021-02-28")
    #expect(Day(year: 2021, month: 1, day: 30).adding(years: 3).description == "2024-01-30")
  }

  @Test("The next day goes over months and years")
  func next() {
    #expect(Day(year: 2024, month: 2, day: 28).next.description == "2024-02-29")
    #expect(Day(year: 2023, month: 2, day: 28).next.description == "2023-03-01")
    #expect(Day(year: 2023, month: 12, day: 31).next.description == "2024-01-01")
  }
}
