import Calendar
import Ecosystem
import Store
import WebLink

/// The agenda: what is to come by month, or what is past, or what has no date; each filter a link, and the whole as a subscription.
struct AgendaPage {
  /// The part of the agenda that is shown.
  enum Part: String, CaseIterable {
    case coming, past, undated
  }

  private let context: PageContext

  /// The fields by which the agenda is narrowed.
  static let facets = ["kind", "categories", "themes", "territory", "format"]
  private static let pageSize = 60

  init(_ context: PageContext) { self.context = context }

  func response() throws -> PortalResponse {
    guard let entity = context.schema.entity("event") else { throw PageError.notFound }
    guard let part = context.request.value("part").map({ Part(rawValue: $0) }) ?? .coming else { throw PageError.badField("part") }
    let entries = try AgendaEntries(context, entity, part: part)
    let (selection, count) = (entries.selection, entries.count)
    let number = try context.pageNumber()
    let shown = try entries.page(offset: (number - 1) * Self.pageSize, limit: Self.pageSize)
    if shown.isEmpty, number > 1 { throw PageError.notFound }
    let facets = try FacetList(context, selection, fields: Self.facets).html()
    let list = try months(shown, entity)
    let body: HTML = """
      <div class="columns">
      <div>
      \(search)<div id="list">\(parts(part))\(try ChosenFilters(context, selection).html)<p class="meta" role="status">\(countText(count)) \(filtersLink)</p>
      \(count == 0 ? empty(part) : list)\(Pager(context, number: number, pageSize: Self.pageSize, count: count).html)</div>
      <p>\(subscription)</p>
      </div>
      \(facets)</div>

      """
    return Layout(context).response(
      title: context.text("portal.nav.events"), body, feeds: [("text/calendar", calendarAddress)])
  }

  /// The condition of a part: the last day known decides, an event without an end is past after its first day.
  static func condition(_ part: Part, _ entity: EntityDescription, today: Day) throws -> Filter {
    let today = FieldValue.text(today.description)
    let (start, end): (FieldValue, FieldValue) =
      part == .past ? (.map(["lt": today]), .map(["lt": today])) : (.map(["ge": today]), .map(["ge": today]))
    switch part {
    case .undated: return try Filter(.map(["start": .map(["present": false])]), for: entity)
    case .coming:
      return try Filter(.map(["any": .list([.map(["start": start]), .map(["end": end])])]), for: entity)
    case .past:
      let isOver: FieldValue = .map(["any": .list([.map(["end": .map(["present": false])]), .map(["end": end])])])
      return .all([try Filter(.map(["start": start]), for: entity), try Filter(isOver, for: entity)])
    }
  }

  private var search: HTML {
    let kept = context.filterFields.filter { $0.name != "q" }
    return SearchForm(context, path: ["events"], label: context.text("portal.agenda.search"), hidden: kept).html
  }

  private func parts(_ chosen: Part) -> HTML {
    let items = Part.allCases.map { part -> HTML in
      let text = context.text("portal.agenda.part-\(part.rawValue)")
      let address = context.here(["part": part == .coming ? nil : part.rawValue])
      let current: HTML = part == chosen ? " aria-current=\"true\"" : ""
      return "<a href=\"\(address)\"\(current)>\(text)</a>\n"
    }
    return "<nav class=\"parts\" aria-label=\"\(context.text("portal.agenda.parts"))\">\n\(items)</nav>\n"
  }

  private var filtersLink: HTML {
    if context.isFile, context.filterFields.contains(where: { Self.facets.contains($0.name) }) { return .empty }
    return "<span class=\"to-filters\">· <a href=\"#\(FacetList.anchor)\">\(context.text("portal.directory.filters"))</a></span>"
  }

  private func countText(_ count: Int) -> String {
    if count > RecordSelection.countMax { return context.text("portal.directory.more-than", ["number": RecordSelection.countMax]) }
    return context.text("portal.directory.count", ["count": count])
  }

  private func empty(_ part: Part) -> HTML {
    let past = context.here(["part": "past"])
    let more: HTML? = part == .coming ? "<a href=\"\(past)\">\(context.text("portal.agenda.see-past"))</a>" : nil
    return "<p class=\"empty\">\(context.text("portal.agenda.empty")) \(more)</p>\n"
  }

  /// The events under the names of their months.
  private func months(_ entries: [AgendaEntries.Entry], _ entity: EntityDescription) throws -> HTML {
    var html = HTML.empty
    var month: String?
    for entry in entries {
      let start = entry.start.map { String($0.prefix(7)) } ?? ""
      if start != month {
        if month != nil { html += "</ul>\n" }
        if !start.isEmpty { html += "<h2>\(context.format.date(start, length: .long))</h2>\n" }
        html += "<ul class=\"items\">\n"
        month = start
      }
      html += try item(entry, entity)
    }
    return month == nil ? html : html + "</ul>\n"
  }

  private func item(_ entry: AgendaEntries.Entry, _ entity: EntityDescription) throws -> HTML {
    let record = entry.record
    let repeated: [String] = entry.isRepeated ? [context.text("portal.agenda.repeats")] : []
    let details = try ["kind", "city", "organiser"].compactMap { name in
      try entity.field(name).flatMap { try context.values.text(record[name], $0) }
    }
    let isCancelled = record["status"].textValue == "cancelled"
    let cancelled: HTML? = isCancelled ? "<strong>\(ChoiceWords.text("cancelled", context.language))</strong> · " : nil
    return """
      <li><h3><a href="\(context.links.to(entity.pagePath(of: record.id)))">\(try context.values.title(of: record, entity))</a></h3>
      <p class="meta">\(cancelled)\(([days(entry)] + details + repeated).filter { !$0.isEmpty }.joined(separator: " · "))</p></li>

      """
  }

  /// The days of an event in words: «12 mai 2026 – 14 mai 2026», else what the source says.
  private func days(_ entry: AgendaEntries.Entry) -> String {
    guard let start = entry.start else { return entry.record["period"].textValue ?? context.text("portal.agenda.undated") }
    let first = context.format.date(start, length: .long)
    guard let end = entry.end, end != start else { return first }
    return "\(first) – \(context.format.date(end, length: .long))"
  }

  private var calendarAddress: String {
    context.links.plain(["events.ics"], context.filterFields.filter { Self.facets.contains($0.name) })
  }

  private var subscription: HTML {
    "<a class=\"button plain\" href=\"\(calendarAddress)\">\(context.text("portal.agenda.subscribe"))</a>"
  }
}
