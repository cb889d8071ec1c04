import Encodings
import Foundation
import Testing

@testable import Feeds

/// Files beside the tests.
enum FeedFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The path of a program that reads feeds.
  static func reader(_ name: String) -> String { folder.appending(path: "Readers/\(name)").path }

  /// Compares with a golden file; `GRAPPE_WRITE_GOLDEN=1` writes it.
  static func expect(_ text: String, golden name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["GRAPPE_WRITE_GOLDEN"] != nil { try Data(text.utf8).write(to: file) }
    let golden = try Data(contentsOf: file)
    #expect(Array(text.utf8) == Array(golden), "differs from \(name)", sourceLocation: sourceLocation)
  }
}

extension CalendarSurvey {
  init(text: String) throws { try self.init(ByteChunks(Array(text.utf8))) }
}

/// Reads the events of a calendar; a refused one as its problem.
func events(of bytes: [UInt8]) throws -> [Result<CalendarEvent, FeedProblem>] {
  var reader = ICalendarReader(ByteChunks(bytes), try CalendarSurvey(ByteChunks(bytes)))
  var events: [Result<CalendarEvent, FeedProblem>] = []
  while let (_, event) = try reader.next() { events.append(event) }
  return events
}

func events(of text: String) throws -> [Result<CalendarEvent, FeedProblem>] { try events(of: Array(text.utf8)) }

/// Returns a calendar with the lines of one event.
func calendar(_ lines: String...) -> String {
  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\n" + lines.map { $0 + "\r\n" }.joined() + "END:VEVENT\r\nEND:VCALENDAR\r\n"
}

/// Writes a calendar with the zones and years of its events.
func written(_ events: [CalendarEvent], name: String = "") -> String {
  var feed = CalendarFeed(name: name)
  for (index, event) in events.enumerated() { feed.include(event, isFirst: index == 0) }
  let writer = ICalendarWriter(feed)
  return writer.beginning + events.map(writer.component).joined() + writer.ending
}
