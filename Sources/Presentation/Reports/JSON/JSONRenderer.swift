/// Renders a document as JSON for programs. The shape is stable: members may be added, none changes its meaning
/// while `version` is 1.
///
///     { "format": "grappe.report", "version": 1, "language": "fr", "title": "…", "subtitle": "…" | null,
///       "blocks": [
///         { "type": "heading", "level": 1, "text": "…" },
///         { "type": "text" | "note" | "source", "text": "…" },
///         { "type": "list", "items": ["…"] },
///         { "type": "figures", "figures": [ { "label": "…", "value": CELL, "unit": "…" | null, "note": "…" | null } ] },
///         { "type": "table", "caption": "…" | null,
///           "columns": [ { "title": "…", "kind": "text|integer|number|percent|money|date", "unit": "…" | null } ],
///           "group_column": 0 | null, "rows": [ [CELL, …] ], "totals": [CELL, …] | null },
///         { "type": "chart", "kind": "bar|stacked|line|share|histogram|matrix", "title": "…", "unit": "…" | null,
///           "value_kind": "number|percent|money", "labels": ["…"],
///           "series": [ { "name": "…", "values": [1.5, null] } ] },
///         { "type": "network", "title": "…", "directed": false, "groups": ["…"],
///           "nodes": [ { "id": "…", "label": "…", "group": 0 | null, "size": 1.5 | null } ],
///           "edges": [ { "from": "ID", "to": "ID", "label": "…" | null, "weight": 1 } ] },
///         { "type": "map", "title": "…", "value_title": "…" | null, "unit": "…" | null,
///           "value_kind": "number|percent|money", "groups": ["…"],
///           "regions": [ { "code": "…", "name": "…", "value": 1.5 | null } ],
///           "points": [ { "label": "…", "lat": 50.46, "lon": 4.87, "group": 0 | null } ] },
///         { "type": "links", "links": [ { "text": "…", TARGET, "note": "…" | null } ] },
///         { "type": "cards", "cards": [ { "title": "…", "target": { TARGET } | null, "text": "…" | null,
///           "figures": [ … as above ], "note": "…" | null } ] },
///         { "type": "form", "plugin": "…", "id": "…", "title": "…", "text": "…" | null, "submit": "…",
///           "fields": [ { "name": "…", "label": "…", "hint": "…" | null, "control": "text|multiline|email|url|integer|number|
///             checkbox|date|choice|choices", "required": true, "values": ["…"],
///             "options": [ { "value": "…", "label": "…" } ] } ] },
///         { "type": "page_break" } ] }
///
/// A CELL is `null`, a text, a number (a percentage as a fraction of one), `true` or `false`; a date is its ISO 8601
/// text; money is `{ "amount": 1680000000, "currency": "EUR" }` in cents; a link is `{ "text": "…", TARGET }`.
///
/// A TARGET is `"url": "…"` (null for an address that may be no link), or `"page": { "plugin": "…", "path": "…", "query": { … } }`, `"record": { "entity": "…", "id": "…" }`,
/// `"report": { "plugin": "…", "id": "…" }`.
struct JSONRenderer {
  private let options: RenderOptions
  var writer: JSONWriter
  private let sink: ByteSink

  init(options: RenderOptions, sink: ByteSink) {
    self.options = options
    self.sink = sink
    self.writer = JSONWriter(sink)
  }

  /// Writes the whole document, one block a line.
  func render(_ document: Document) throws {
    var copy = self
    try copy.write(document)
  }

  private mutating func write(_ document: Document) throws {
    try writer.beginObject()
    try member("format", "grappe.report")
    try writer.key("version")
    try writer.write(Int64(1))
    try member("language", options.language.rawValue)
    try member("title", document.title)
    try member("subtitle", document.subtitle)
    try writer.key("blocks")
    try writer.beginArray()
    for block in document.blocks {
      try write(block)
    }
    try writer.endArray()
    try writer.endObject()
    try sink.writeLine()
  }

  private mutating func write(_ block: Block) throws {
    try RenderBudget.checkpoint()
    try writer.beginObject()
    switch block {
    case .heading(let text, let level):
      try member("type", "heading")
      try writer.key("level")
      try writer.write(Int64(min(max(level, 1), 4)))
      try member("text", text)
    case .text(let text): try texts("text", text)
    case .note(let text): try texts("note", text)
    case .source(let text): try texts("source", text)
    case .list(let items): try list(items)
    case .figures(let figures): try self.figures(figures)
    case .table(let table): try write(table)
    case .chart(let chart): try write(chart)
    case .network(let network): try write(network)
    case .map(let map): try write(map)
    case .links(let links): try write(links)
    case .cards(let cards): try write(cards)
    case .form(let form): try write(form)
    case .pageBreak: try member("type", "page_break")
    }
    try writer.endObject()
  }

  private mutating func texts(_ type: String, _ text: String) throws {
    try member("type", type)
    try member("text", text)
  }

  private mutating func list(_ items: [String]) throws {
    try member("type", "list")
    try strings("items", items)
  }

  private mutating func figures(_ figures: [KeyFigure]) throws {
    try member("type", "figures")
    try figureList(figures)
  }

  mutating func figureList(_ figures: [KeyFigure]) throws {
    try writer.key("figures")
    try writer.beginArray()
    for figure in figures {
      try writer.beginObject()
      try member("label", figure.label)
      try writer.key("value")
      try write(figure.value)
      try member("unit", figure.unit)
      try member("note", figure.note)
      try writer.endObject()
    }
    try writer.endArray()
  }

  // MARK: Members

  mutating func member(_ name: String, _ text: String?) throws {
    try writer.key(name)
    if let text { try writer.write(text) } else { try writer.writeNull() }
  }

  mutating func strings(_ name: String, _ texts: [String]) throws {
    try writer.key(name)
    try writer.beginArray()
    for text in texts { try writer.write(text) }
    try writer.endArray()
  }

  private mutating func write(_ cell: Cell) throws {
    switch cell {
    case .empty: try writer.writeNull()
    case .text(let text), .date(let text): try writer.write(text)
    case .integer(let value): try writer.write(value)
    case .number(let value): try writer.write(value)
    case .boolean(let value): try writer.write(value)
    case .money(let cents, let currency):
      try writer.beginObject()
      try writer.key("amount")
      try writer.write(cents)
      try member("currency", currency)
      try writer.endObject()
    case .link(let text, let target):
      try writer.beginObject()
      try member("text", text)
      try member(target)
      try writer.endObject()
    }
  }

  // MARK: Tables and charts

  private mutating func write(_ table: Table) throws {
    var reader = try TableReader(table, language: options.language, isFlat: true)
    try member("type", "table")
    try member("caption", table.caption)
    try columns(reader.columns)
    try writer.key("group_column")
    if let column = table.groupColumn { try writer.write(Int64(column)) } else { try writer.writeNull() }
    try writer.key("rows")
    try writer.beginArray()
    var totals: [Cell]?
    while let event = try reader.next() {
      if case .row(let row) = event { try cells(row) }
      if case .total(let row) = event { totals = row }
    }
    try writer.endArray()
    try writer.key("totals")
    if let totals { try cells(totals) } else { try writer.writeNull() }
  }

  private mutating func columns(_ columns: [ResolvedColumn]) throws {
    try writer.key("columns")
    try writer.beginArray()
    for column in columns {
      try writer.beginObject()
      try member("title", column.plainTitle)
      try member("kind", column.kind.rawValue)
      try member("unit", column.unit)
      try writer.endObject()
    }
    try writer.endArray()
  }

  private mutating func cells(_ row: [Cell]) throws {
    try writer.beginArray()
    for cell in row { try write(cell) }
    try writer.endArray()
  }

  private mutating func write(_ chart: Chart) throws {
    try member("type", "chart")
    try member("kind", chart.kind.rawValue)
    try member("title", chart.title)
    try member("unit", chart.unit)
    try member("value_kind", chart.column(named: "").kind.rawValue)
    try strings("labels", chart.labels)
    try writer.key("series")
    try writer.beginArray()
    for row in chart.series.indices { try series(chart, row) }
    try writer.endArray()
  }

  private mutating func series(_ chart: Chart, _ row: Int) throws {
    try RenderBudget.checkpoint()
    try writer.beginObject()
    try member("name", chart.series[row].name)
    try writer.key("values")
    try writer.beginArray()
    for label in chart.labels.indices {
      if let value = chart.value(row, label) { try writer.write(value) } else { try writer.writeNull() }
    }
    try writer.endArray()
    try writer.endObject()
  }
}
