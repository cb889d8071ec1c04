import Encodings
import Localization

@testable import Feeds

extension Fuzzer {
  /// A calendar: what is read of it can be written, and is read again.
  static let calendar = Fuzzer(name: "calendar", bytesMax: 8_192) { input in
    let bytes = Array(input)
    let survey: CalendarSurvey
    do throws(FeedProblem) { survey = try CalendarSurvey(ByteChunks(bytes)) } catch { return try check(error, input) }
    var reader = ICalendarReader(ByteChunks(bytes), survey)
    while let (_, found) = try reader.next() {
      switch found {
      case .failure(let problem): try check(problem, input)
      case .success(let event): try check(event)
      }
    }
  }

  private static func check(_ problem: FeedProblem, _ input: some Collection<UInt8>) throws {
    try RefusalText.check(texts: Language.all.map { problem.message(in: $0) }, of: Array(input))
  }

  /// Writes an event and reads it again.
  private static func check(_ event: CalendarEvent) throws {
    var feed = CalendarFeed(name: "")
    feed.include(event, isFirst: true)
    let writer = ICalendarWriter(feed)
    let text = Array((writer.beginning + writer.component(event) + writer.ending).utf8)
    var reader = ICalendarReader(ByteChunks(text), try CalendarSurvey(ByteChunks(text)))
    let again = try reader.next()?.event.get()
    try Finding.unless(again?.start == event.start && again?.end == event.end, "an event whose times are others when it is read again")
    try Finding.unless(again?.rule == event.rule && again?.exclusions.count == event.exclusions.count, "a series that is another one")
    _ = CalendarOccurrences(of: [event], until: .max / 4, max: 20, stepsMax: 5_000)
  }
}
