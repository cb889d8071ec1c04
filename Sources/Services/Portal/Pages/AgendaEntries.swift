import Calendar
import Ecosystem
import Feeds
import Store
import WebLink

/// The entries of a part of the agenda, by date: each event once, and an event that repeats on each of its dates.
///
/// Bounded: 200 events that repeat, 400 days to come or past, 500 dates in all.
struct AgendaEntries {
  /// An event on one of its dates.
  struct Entry {
    let record: Record
    /// The first day as RFC 3339 writes it, or the part of it that is known; nil where none is.
    let start: String?
    let end: String?
    /// Whether it is one date of several.
    let isRepeated: Bool
  }

  /// The selection of all events of the part, for facets.
  let selection: RecordSelection
  /// The number of entries, which is bounded.
  let count: Int
  private let single: RecordSelection
  private let dates: [Entry]
  private let isLastFirst: Bool
  private let context: PageContext

  private static let seriesMax = 200
  private static let datesMax = 500
  private static let days: Int64 = 400
  /// Upper bound of the days and times looked at for all events of the page.
  private static let stepsMax = 2_000_000

  /// - Throws: as `RecordSelection.init`.
  init(_ context: PageContext, _ entity: EntityDescription, part: AgendaPage.Part) throws {
    self.context = context
    isLastFirst = part == .past
    let (dates, expanded) = part == .undated ? ([], []) : try Self.dates(context, entity, part: part)
    self.dates = dates.sorted { part == .past ? Self.precedes($1, $0) : Self.precedes($0, $1) }
    let condition = try AgendaPage.condition(part, entity, today: context.today)
    // An event that repeats stands on its dates alone, those of the other part included.
    let isExpanded = try Filter(.map(["id": .list(expanded.map { .text($0) })]), for: entity)
    let alone: Filter = expanded.isEmpty ? condition : .all([condition, .none([isExpanded])])
    single = try RecordSelection(context, entity, fields: AgendaPage.facets, also: alone)
    let shown = Array(Set(dates.map(\.record.id))).sorted()
    selection =
      shown.isEmpty
      ? single
      : try RecordSelection(
        context, entity, fields: AgendaPage.facets,
        also: .any([alone, try Filter(.map(["id": .list(shown.map { .text($0) })]), for: entity)]))
    count = try single.count(context.transaction) + dates.count
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    (left.start ?? "", left.record.id) < (right.start ?? "", right.record.id)
  }

  /// Returns a window of the entries.
  /// - Throws: the errors of the store.
  func page(offset: Int, limit: Int) throws -> [Entry] {
    let entity = selection.entity
    let order = entity.field("start").map { [Query.Order($0, isDescending: isLastFirst)] } ?? []
    guard !dates.isEmpty else {
      return try single.records(context.transaction, order: order, offset: offset, limit: limit).map(Self.entry)
    }
    let records = try context.transaction.find(
      entity.id, Query(filter: try single.whole(), order: order, limit: offset + limit))
    let merged = Self.merged(records.map(Self.entry), dates, isLastFirst: isLastFirst)
    return Array(merged.dropFirst(offset).prefix(limit))
  }

  private static func entry(_ record: Record) -> Entry {
    Entry(record: record, start: record["start"].textValue, end: record["end"].textValue, isRepeated: false)
  }

  private static func merged(_ left: [Entry], _ right: [Entry], isLastFirst: Bool) -> [Entry] {
    var (merged, left, right) = ([Entry](), left[...], right[...])
    while let first = left.first, let other = right.first {
      let isLeft = isLastFirst ? (first.start ?? "") >= (other.start ?? "") : (first.start ?? "") <= (other.start ?? "")
      merged.append(isLeft ? left.removeFirst() : right.removeFirst())
    }
    return merged + left + right
  }

  // MARK: Dates

  /// Finds the dates of the events that repeat, and the ids of those events.
  private static func dates(
    _ context: PageContext, _ entity: EntityDescription, part: AgendaPage.Part
  ) throws -> (dates: [Entry], expanded: [String]) {
    guard entity.field("recurrence") != nil else { return ([], []) }
    let repeats = try Filter(.map(["recurrence": .map(["present": true])]), for: entity)
    let selection = try RecordSelection(context, entity, fields: AgendaPage.facets, also: repeats)
    let records = try context.transaction.find(entity.id, Query(filter: try selection.whole(), limit: seriesMax))
    let today = Instant.days(year: context.today.year, month: context.today.month, day: context.today.day)
    var (dates, expanded) = ([Entry](), [String]())
    for record in records {
      guard let series = CalendarRecords.series(record, uid: record.id), series.rule != nil else { continue }
      expanded.append(record.id)
      let occurrences = CalendarOccurrences(
        of: [series], until: (part == .past ? today : today + days) * 86_400, max: 40_000, stepsMax: stepsMax / max(1, records.count))
      dates += occurrences.occurrences.compactMap { entry(record, $0, part: part, today: today) }
    }
    // The nearest to today.
    dates.sort { part == .past ? precedes($1, $0) : precedes($0, $1) }
    return (Array(dates.prefix(datesMax)), expanded)
  }

  /// Returns the entry of a date that belongs to a part: past is what ended before today, in the last 400 days.
  private static func entry(
    _ record: Record, _ occurrence: CalendarOccurrences.Occurrence, part: AgendaPage.Part, today: Int64
  ) -> Entry? {
    func day(_ seconds: Int64) -> Int64 { floorDivide(seconds, 86_400) }
    let first = day(occurrence.start.clockSeconds)
    // The end is exclusive.
    let last = max(first, occurrence.end.map { day($0.clockSeconds - 1) } ?? first)
    let isShown = part == .past ? last < today && first > today - days : last >= today
    guard isShown else { return nil }
    return Entry(record: record, start: text(ofDay: first), end: last == first ? nil : text(ofDay: last), isRepeated: true)
  }

  private static func text(ofDay day: Int64) -> String {
    let date = CivilMinute.date(ofDay: day)
    return Day(year: date.year, month: date.month, day: date.day).description
  }
}
