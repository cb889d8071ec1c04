import Calendar
import Encodings

/// Reads the events of a calendar (RFC 5545), one at a time, from bytes that arrive in chunks. Memory holds one event and the time zones.
///
///     let survey = try CalendarSurvey(chunks())
///     var reader = ICalendarReader(chunks(), survey)
///     while let (line, event) = try reader.next() { … }
///
/// Alarms, tasks, journals and free times are passed over. Bounded: see ``propertiesMax``, `depthMax` and `ContentLines.lineBytesMax`.
public struct ICalendarReader {
  /// Upper bound of the properties of an event; one with more is refused.
  public static let propertiesMax = 10_000
  /// Upper bound of the components inside each other; deeper ones are passed over.
  static let depthMax = 16

  private var lines: ContentLines
  private let zones: CalendarZones
  /// The open components, outermost first.
  private var open: [String] = []
  /// The properties of the open event, and the line of its beginning.
  private var event: (line: Int, properties: [(line: Int, property: ContentLine)])?
  private var isTooLarge = false
  /// The content lines of the event that was returned last, unfolded, without those that name persons; at most ``rawBytesMax``, else empty.
  public private(set) var raw = ""
  private var isRawTooLong = false

  /// Upper bound of ``raw`` in bytes.
  public static let rawBytesMax = 64 << 10
  /// The components VTODO, VJOURNAL and VFREEBUSY passed over so far.
  public private(set) var otherComponents = 0

  /// - Parameters:
  ///   - text: the file, from its beginning; in UTF-8, or with lines in Windows-1252.
  ///   - survey: the survey of the same file.
  public init(_ text: ByteChunks, _ survey: CalendarSurvey) {
    lines = ContentLines(text)
    zones = survey.zones
  }

  /// Returns the next event, or why it cannot be read, and the line on which it begins; nil at the end.
  ///
  /// - Throws: `FeedProblem` when reading the bytes fails.
  public mutating func next() throws(FeedProblem) -> (line: Int, event: Result<CalendarEvent, FeedProblem>)? {
    while let (line, property) = try lines.next() {
      if open.contains("VEVENT") { keepRaw() }
      if let finished = take(property, line: line) { return finished }
    }
    guard let event else { return nil }
    self.event = nil
    return (event.line, .failure(FeedProblem(line: event.line, .cutOff("VEVENT"))))
  }

  /// Takes a line.
  /// - Returns: the event that it ends.
  private mutating func take(_ property: ContentLine, line: Int) -> (line: Int, event: Result<CalendarEvent, FeedProblem>)? {
    switch property.name {
    case "BEGIN": return begin(property.value.uppercased().trimmingBlanks, line: line)
    case "END": return end(property.value.uppercased().trimmingBlanks)
    default:
      if open.last == "VEVENT" { keep(property, line: line) }
      return nil
    }
  }

  private mutating func begin(_ name: String, line: Int) -> (line: Int, event: Result<CalendarEvent, FeedProblem>)? {
    var unfinished: (line: Int, event: Result<CalendarEvent, FeedProblem>)?
    if name == "VEVENT" || name == "VCALENDAR", let event {
      unfinished = (event.line, .failure(FeedProblem(line: event.line, .cutOff("VEVENT"))))
      self.event = nil
      open.removeAll { $0 != "VCALENDAR" }
    }
    if ["VTODO", "VJOURNAL", "VFREEBUSY"].contains(name), event == nil { otherComponents += 1 }
    if open.count < Self.depthMax { open.append(name) }
    if name == "VEVENT" {
      (event, isTooLarge) = ((line, []), false)
      (raw, isRawTooLong) = ("BEGIN:VEVENT\n", false)
    }
    return unfinished
  }

  private mutating func end(_ name: String) -> (line: Int, event: Result<CalendarEvent, FeedProblem>)? {
    guard let place = open.lastIndex(of: name) else { return nil }
    open.removeSubrange(place...)
    guard let event, !open.contains("VEVENT") else { return nil }
    self.event = nil
    if isTooLarge { return (event.line, .failure(FeedProblem(line: event.line, .beyond(.properties, Self.propertiesMax)))) }
    var properties = EventProperties(event.properties, line: event.line, zones: zones)
    do throws(FeedProblem) { return (event.line, .success(try properties.event())) } catch { return (event.line, .failure(error)) }
  }

  private mutating func keepRaw() {
    let text = lines.text
    let isOfPerson = ["ATTENDEE", "ORGANIZER", "CONTACT"].contains { text.prefix($0.utf8.count).uppercased() == $0 }
    if isRawTooLong || isOfPerson { return }
    isRawTooLong = raw.utf8.count + text.utf8.count >= Self.rawBytesMax
    if isRawTooLong { raw = "" } else { raw += text + "\n" }
  }

  private mutating func keep(_ property: ContentLine, line: Int) {
    guard EventProperties.isRead(property.name) else { return }
    if event?.properties.count ?? 0 >= Self.propertiesMax { isTooLarge = true } else { event?.properties.append((line, property)) }
  }
}
