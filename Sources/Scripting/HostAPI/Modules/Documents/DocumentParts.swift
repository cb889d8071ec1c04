import Localization
import Lua
import Reports

/// The parts of a document as Lua tables describe them, each checked and named in the error messages.
enum DocumentParts {
  static func text(_ value: LuaValue, _ what: String) throws(APIUsageError) -> String {
    switch value {
    case .string(let text): return text
    case .integer(let integer): return "\(integer)"
    default:
      throw APIUsageError(
        "hostapi.document-parts.must-string", ["what": what.noun, "value": value.described.noun])
    }
  }

  // MARK: Key figures

  static func figure(_ value: LuaValue, for plugin: String) throws(APIUsageError) -> KeyFigure {
    guard case .table(let table) = value else {
      throw APIUsageError(
        "hostapi.document-parts.figure-table", ["value": value.described.noun])
    }
    try table.requireOnly(["label", "value", "unit", "note", "kind"], in: "a figure")
    let label = try table.text("label", in: "a figure")
    return KeyFigure(
      label: label, value: try cell(table.fields["value"] ?? .nil, "figure \"\(label)\"", for: plugin),
      unit: try optionalText(table, "unit", in: "a figure"), note: try optionalText(table, "note", in: "a figure"))
  }

  // MARK: Tables

  private static let tableFields = ["columns", "caption", "totals", "group", "subtotals", "empty"]

  static func table(_ table: LuaTable, for plugin: String) throws(APIUsageError) -> Table {
    try table.requireOnly(tableFields + ["rows"], in: "a table")
    guard !isFunction(table.fields["rows"]) else {
      throw APIUsageError(
        "hostapi.document-parts.rows-must-list-rows")
    }
    return try self.table(table, for: plugin) { columns throws(APIUsageError) in
      .all(try rows(table, columns: columns.count, for: plugin))
    }
  }

  /// A table whose rows are added later.
  static func table(_ table: LuaTable, rows: RowSource, for plugin: String) throws(APIUsageError) -> Table {
    try table.requireOnly(tableFields, in: "a table of doc:rows")
    return try self.table(table, for: plugin) { _ throws(APIUsageError) in rows }
  }

  private static func isFunction(_ value: LuaValue?) -> Bool {
    if case .function = value { true } else { false }
  }

  private static func table(
    _ table: LuaTable, for plugin: String, rows: ([Column]) throws(APIUsageError) -> RowSource
  ) throws(APIUsageError) -> Table {
    let columns = try list(table, "columns").map(column)
    let rows = try rows(columns)
    return Table(
      columns: columns, rows: rows, caption: try optionalText(table, "caption", in: "a table"),
      totals: try totals(table, for: plugin), groupColumn: try groupColumn(table, columns),
      hasSubtotals: try table.flag("subtotals", in: "a table"), emptyText: try optionalText(table, "empty", in: "a table"))
  }

  private static func column(_ value: LuaValue) throws(APIUsageError) -> Column {
    guard case .table(let table) = value else { return Column(try text(value, "a column")) }
    guard table.array.count == 1 else {
      throw APIUsageError(
        "hostapi.document-parts.column-title")
    }
    return try describedColumn(table)
  }

  /// Describes a column. Lua tables with both a sequence and named fields arrive with both parts.
  private static func describedColumn(_ table: LuaTable) throws(APIUsageError) -> Column {
    let title = try text(table.array[0], "the title of a column")
    let what = "column \"\(title)\""
    try table.requireOnly(["align", "kind", "unit", "decimals", "summed"], in: what)
    return Column(
      title, kind: try choice(table, "kind", in: what) ?? .automatic, align: try choice(table, "align", in: what),
      unit: try optionalText(table, "unit", in: what), decimals: try decimals(table, what),
      isSummed: table.fields["summed"] == nil ? nil : try table.flag("summed", in: what))
  }

  private static func rows(_ table: LuaTable, columns: Int, for plugin: String) throws(APIUsageError) -> [[Cell]] {
    var rows: [[Cell]] = []
    for (index, value) in try list(table, "rows").enumerated() {
      rows.append(try row(value, number: index + 1, columns: columns, for: plugin))
    }
    return rows
  }

  /// One row of a table of that many columns; its number is for messages.
  static func row(_ value: LuaValue, number: Int, columns: Int, for plugin: String) throws(APIUsageError) -> [Cell] {
    guard case .table(let cells) = value, cells.fields.isEmpty else {
      throw APIUsageError(
        "hostapi.document-parts.row-is-list", ["number": number, "columns": columns, "value": value.described.noun])
    }
    guard cells.array.count <= columns else {
      throw APIUsageError(
        "hostapi.document-parts.row-table-has-cells", ["number": number, "count": cells.array.count, "columns": columns])
    }
    var row: [Cell] = []
    row.reserveCapacity(columns)
    for value in cells.array { row.append(try cell(value, "row \(number)", for: plugin)) }
    return row
  }

  private static func totals(_ table: LuaTable, for plugin: String) throws(APIUsageError) -> Table.Totals? {
    guard case .table(let row) = table.fields["totals"] else {
      return try table.flag("totals", in: "a table") ? .sums : nil
    }
    return .row(try row.array.map { value throws(APIUsageError) in try cell(value, "the totals", for: plugin) })
  }

  private static func groupColumn(_ table: LuaTable, _ columns: [Column]) throws(APIUsageError) -> Int? {
    switch table.fields["group"] {
    case nil: return nil
    case .integer(let number) where (1...Int64(max(1, columns.count))).contains(number): return Int(number) - 1
    case .some(let value):
      throw APIUsageError(
        "hostapi.document-parts.table-group-number-column", ["count": columns.count, "value": value.described.noun])
    }
  }

  // MARK: Charts

  static func chart(_ table: LuaTable) throws(APIUsageError) -> Chart {
    try table.requireOnly(
      ["kind", "title", "labels", "values", "series", "unit", "value_kind", "decimals"], in: "a chart")
    guard let kind: Chart.Kind = try choice(table, "kind", in: "a chart") else {
      throw APIUsageError(
        "hostapi.document-parts.chart-lacks-kind-such")
    }
    let labels = try list(table, "labels").map { label throws(APIUsageError) in try text(label, "a label") }
    return Chart(
      kind: kind, title: try table.text("title", in: "a chart"), labels: labels,
      series: try series(table, labels.count),
      unit: try optionalText(table, "unit", in: "a chart"),
      valueKind: try choice(table, "value_kind", in: "a chart") ?? .automatic, decimals: try decimals(table, "a chart"))
  }

  private static func series(_ table: LuaTable, _ count: Int) throws(APIUsageError) -> [Chart.Series] {
    if case .table(let values)? = table.fields["values"] {
      return [Chart.Series("", try numbers(values, count, in: "values"))]
    }
    return try list(table, "series").map { value throws(APIUsageError) in
      guard case .table(let series) = value else {
        throw APIUsageError(
          "hostapi.document-parts.series-table")
      }
      let name = try series.text("name", in: "a series")
      guard case .table(let values)? = series.fields["values"] else {
        throw APIUsageError(
          "hostapi.document-parts.series-lacks-values", ["name": name])
      }
      return Chart.Series(name, try numbers(values, count, in: "series \"\(name)\""))
    }
  }

  private static func numbers(_ table: LuaTable, _ count: Int, in what: String) throws(APIUsageError) -> [Double?] {
    guard table.array.count <= count else {
      throw APIUsageError(
        "hostapi.document-parts.values-labels", ["count": table.array.count, "count-2": count, "what": what.noun])
    }
    return try table.array.map { value throws(APIUsageError) in
      switch value {
      case .integer(let integer): return Double(integer)
      case .number(let number): return number
      default:
        throw APIUsageError(
          "hostapi.document-parts.value-must-number", ["what": what.noun, "value": value.described.noun])
      }
    }
  }

  // MARK: Values

  /// The cell of a plain value; a table gives money, a date or a link: `{ amount = 1680000000, currency = "EUR" }`,
  /// `{ date = "2024-05-16" }`, `{ text = "KIKK", url = "https://…" }`, or another destination in place of `url`.
  private static func cell(_ value: LuaValue, _ what: String, for plugin: String) throws(APIUsageError) -> Cell {
    switch value {
    case .nil: return .empty
    case .boolean(let flag): return .boolean(flag)
    case .integer(let integer): return .integer(integer)
    case .number(let number): return .number(number)
    case .string(let text): return text.isEmpty ? .empty : .text(text)
    case .table(let table): return try typedCell(table, what, for: plugin)
    case .bytes, .function:
      throw APIUsageError(
        "hostapi.document-parts.cell-holds-text-number", ["what": what.noun, "value": value.described.noun])
    }
  }

  private static func typedCell(_ table: LuaTable, _ what: String, for plugin: String) throws(APIUsageError) -> Cell {
    let target = try target(table, in: what, for: plugin)
    switch (table.fields["amount"], table.fields["currency"], table.fields["date"], target) {
    case (.integer(let cents), .string(let currency), nil, nil): return .money(cents: cents, currency: currency)
    case (nil, nil, .string(let date), nil): return .date(date)
    case (nil, nil, nil, .some(let target)): return .link(try table.text("text", in: what), to: target)
    default:
      throw APIUsageError(
        "hostapi.document-parts.cell-table-gives", ["what": what.noun])
    }
  }

  static func list(_ table: LuaTable, _ name: String) throws(APIUsageError) -> [LuaValue] {
    guard case .table(let list)? = table.fields[name], list.fields.isEmpty else {
      throw APIUsageError(
        "hostapi.document-parts.must-list", ["name": name, "table": (table.fields[name] ?? .nil).described.noun])
    }
    return list.array
  }

  static func optionalText(_ table: LuaTable, _ name: String, in what: String) throws(APIUsageError) -> String? {
    table.fields[name] == nil ? nil : try table.text(name, in: what)
  }

  static func decimals(_ table: LuaTable, _ what: String) throws(APIUsageError) -> Int? {
    switch table.fields["decimals"] {
    case nil: return nil
    case .integer(let digits) where (0...9).contains(digits): return Int(digits)
    case .some(let value):
      throw APIUsageError(
        "hostapi.document-parts.decimals-must-from-0", ["what": what.noun, "value": value.described.noun])
    }
  }

  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ table: LuaTable, _ name: String, in what: String
  ) throws(APIUsageError) -> Choice? where Choice.RawValue == String {
    guard let value = table.fields[name] else { return nil }
    let word = try text(value, "\(what): \"\(name)\"")
    guard let choice = Choice(rawValue: word) else {
      throw APIUsageError(unknown: "\(name) of \(what)", word, known: Choice.allCases.map(\.rawValue))
    }
    return choice
  }
}
