import Calendar
import Ecosystem
import Engine
import Foundation
import Localization
import Store
import StoreTestSupport
import Testing
import WebLink

@testable import Portal

/// The agenda of events that repeat.
@Suite struct AgendaTests {
  private let portal: Portal

  /// A course each week since long ago, a festival each year without a day that is known, and a talk.
  init() throws {
    let workspace = try Workspace.create(at: try TemporaryStore.makeFolder())
    let transaction = try workspace.store.begin(.write, for: .admin)
    for kind in ["course", "festival"] { try transaction.addConcept("event-kind", kind) }
    let today = Self.day(0)
    let events: [Record] = [
      ["id": "weekly", "name": "Weekly course", "kind": "course", "start": .text(Self.day(-3_500)), "recurrence": "FREQ=WEEKLY"],
      [
        "id": "two-days", "name": "Two days", "kind": "course", "start": .text(Self.day(-15)), "end": .text(Self.day(-14)),
        "recurrence": "FREQ=DAILY;INTERVAL=10;COUNT=4",
      ],
      ["id": "yearly", "name": "Yearly festival", "kind": "festival", "start": "2031-05", "recurrence": "FREQ=YEARLY"],
      ["id": "talk", "name": "Talk", "kind": "course", "start": .text(today)],
      ["id": "over", "name": "Over", "kind": "course", "start": .text(Self.day(-30)), "recurrence": "FREQ=DAILY;COUNT=2"],
    ]
    for event in events {
      var event = event
      event["visibility"] = "public"
      try transaction.add("event", event)
    }
    try transaction.commit()
    portal = try Portal(workspace) { _ in }
  }

  /// The day some days from today, in UTC.
  private static func day(_ offset: Int64) -> String {
    let date = CivilMinute.date(ofDay: floorDivide(Instant.present.milliseconds, 86_400_000) + offset)
    return Day(year: date.year, month: date.month, day: date.day).description
  }

  private func page(_ query: [String: String] = [:]) throws -> String {
    let fields = query.sorted { $0.key < $1.key }.map { WebRequest.Field($0.key, $0.value) }
    let request = WebRequest(.get, path: ["events"], query: fields, languages: ["en"], origin: "http://x", number: "1")
    guard case .whole(let head, let body) = portal.respond(to: request), head.status == 200 else { return "" }
    return String(decoding: body, as: UTF8.self)
  }

  private static func count(_ id: String, in page: String) -> Int { page.components(separatedBy: "href=\"/events/\(id)\"").count - 1 }

  @Test("an event that repeats stands on each of its dates to come, and on those past")
  func dates() async throws {
    let (coming, second, past) = try await onOwnThread { (try page(), try page(["page": "2"]), try page(["part": "past"])) }
    // 400 days to come hold 57 or 58 weeks.
    #expect((57...58).contains(Self.count("weekly", in: coming) + Self.count("weekly", in: second)))
    #expect((56...58).contains(Self.count("weekly", in: past)))
    // It begins on the days -15, -5, 5 and 15.
    #expect(Self.count("two-days", in: coming) == 2 && Self.count("two-days", in: past) == 2)
    #expect(Self.count("over", in: coming) == 0 && Self.count("over", in: past) == 2)
    #expect(Self.count("talk", in: coming) == 1 && Self.count("talk", in: past) == 0)
    #expect(coming.contains("one of several dates"))
  }

  @Test("an event whose day is not known stands once, at the month that is known")
  func withoutDay() async throws {
    let coming = try await onOwnThread { try page() + page(["page": "2"]) }
    #expect(Self.count("yearly", in: coming) == 1)
  }

  @Test("the entries are in the order of their dates, pages do not overlap, and filters and words choose among the dates")
  func order() async throws {
    let (pages, festivals, words) = try await onOwnThread {
      ([try page(), try page(["page": "2"])], try page(["kind": "festival"]), try page(["q": "two"]))
    }
    #expect(Self.count("weekly", in: pages[0]) + Self.count("two-days", in: pages[0]) + Self.count("talk", in: pages[0]) <= 60)
    #expect(Self.count("talk", in: pages[0]) == 1 && Self.count("talk", in: pages[1]) == 0)
    #expect(Self.count("weekly", in: festivals) == 0 && Self.count("yearly", in: festivals) == 1)
    #expect(Self.count("two-days", in: words) == 2 && Self.count("weekly", in: words) == 0)
    let titles = pages[0].matches(of: /<h2>([^<]+)<\/h2>/).map { String($0.1) }
    #expect(Set(titles).count == titles.count, "a month stands twice: \(titles)")
  }
}
