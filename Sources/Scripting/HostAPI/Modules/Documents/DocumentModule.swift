import Ecosystem
import Lua
import Reports
import Sandbox

/// The `doc` of a report: each method appends a block to the document that the running report builds.
///
///     doc:heading("Acteurs par famille")
///     doc:table{ columns = { "Famille", { "Acteurs", align = "right" } }, rows = { { "Vitrine", 23 } } }
enum DocumentModule {
  static let entries: [String: HostEntry] = ["document": function("grappe.document", document)]

  /// `grappe.document{ title = …, subtitle = … }`: the document that the running report builds; in a script the first
  /// call begins one.
  private static func document(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let table = try call.optionalTable(1, "document") ?? LuaTable(array: [], fields: [:])
    try table.requireOnly(["title", "subtitle"], in: "a document")
    if context.document == nil {
      guard context.script != nil else {
        throw APIUsageError(
          "hostapi.document-module.no-report-running")
      }
      context.document = Document(title: "")
    }
    try call.keepArguments()
    if let title = try DocumentParts.optionalText(table, "title", in: "a document") { context.document?.title = title }
    if let subtitle = try DocumentParts.optionalText(table, "subtitle", in: "a document") {
      context.document?.subtitle = subtitle
    }
    call.push(object)
    return .returns(1)
  }

  static let object = HostTable(
    name: "doc",
    entries: [
      "heading": method("heading", heading), "text": block("text", Block.text), "note": block("note", Block.note),
      "source": block("source", Block.source), "list": method("list", list), "figures": method("figures", figures),
      "table": method("table", table), "chart": method("chart", chart), "page_break": method("page_break", pageBreak),
      "title": method("title", title), "subtitle": method("subtitle", subtitle), "rows": function("doc:rows", rows),
      "network": method("network", network), "map": method("map", map), "links": method("links", links),
      "cards": method("cards", cards), "form": function("doc:form", form),
    ], isStrict: true)

  /// Whether a value that left the sandbox was `doc`: a table of its methods and nothing else.
  static func isDocument(_ value: LuaValue) -> Bool {
    guard case .table(let table) = value, table.array.isEmpty, table.fields.count == object.entries.count else { return false }
    return table.fields.allSatisfy { name, member in
      if case .function = member { object.entries[name] != nil } else { false }
    }
  }

  private typealias Method = @Sendable (borrowing HostCall, inout Document) throws -> Void

  private static func method(_ name: String, _ body: @escaping Method) -> HostEntry {
    function("doc:\(name)") { call, context in
      guard call.type(at: 1) == .table else {
        throw APIUsageError(
          "hostapi.document-module.call-colon-doc", ["name": name])
      }
      guard var document = context.document else {
        throw APIUsageError(
          "hostapi.document-module.no-report-running")
      }
      context.document = nil  // Keeps the document's storage unique while it grows.
      defer { context.document = document }
      let blocksBefore = document.blocks.count
      try body(call, &document)
      let added = document.blocks[blocksBefore...].reduce(BlockSize()) { $0 + $1.size }
      _ = call.charge(.output, Int64(added.outputBytes))
      try call.requireHeldMemory(added.memoryBytes)
      return .returns(0)
    }
  }

  /// `doc:rows{ columns = …, … }`: a table of any length. Returns a function that adds one row to it; the rows wait on
  /// disk, and their bytes count as output of the task.
  private static func rows(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    guard call.type(at: 1) == .table else {
      throw APIUsageError(
        "hostapi.document-module.call-colon-doc-rows")
    }
    guard context.document != nil else {
      throw APIUsageError(
        "hostapi.document-module.no-report-running")
    }
    let spool = RowSpool(folder: context.temporaryFolder)
    let table = try DocumentParts.table(try parts(call, "table"), rows: .spool(spool), for: context.plugin)
    let block = Block.table(table)
    _ = call.charge(.output, Int64(block.size.outputBytes))
    try call.requireHeldMemory(block.size.memoryBytes)
    context.document?.blocks.append(block)
    let list = ListReader(countMax: min(table.columns.count, cellsReadInPlaceMax))
    try call.requireHeldMemory(list.memoryBytes)
    call.push(
      hostFunction("doc:rows") { call, current in
        guard current === context, context.hasDocument else {
          throw APIUsageError(
            "hostapi.document-module.table-belongs-report-has")
        }
        let growth =
          try append(rowOf: call, list, to: spool)
          ?? spool.grow(
            by: try DocumentParts.row(
              .table(try call.table(1, "row")), number: spool.rowCount + 1, columns: table.columns.count, for: context.plugin))
        _ = call.charge(.output, Int64(growth.bytes))
        // The rows that are not written to disk yet, in a buffer that grows by doubling.
        if growth.isInMemory { try call.requireHeldMemory(2 * growth.bytes) }
        return .returns(0)
      })
    return .returns(1)
  }

  /// The maximum number of cells of a row that is read in place.
  private static let cellsReadInPlaceMax = 1_024

  /// Appends a row of plain values and dates straight from Lua's memory.
  ///
  /// - Returns: nil for any other row, and for one that is refused.
  private static func append(rowOf call: borrowing HostCall, _ list: ListReader, to spool: RowSpool) throws -> RowSpool.Growth? {
    guard let count = list.read(call, at: 1) else { return nil }
    return try spool.append { row in
      for position in 0..<count {
        switch list[position] {
        case .boolean(let flag): row.append(flag)
        case .integer(let integer): row.append(integer)
        case .number(let number): row.append(number)
        case .text(let text): if text.isEmpty { row.appendEmpty() } else { row.append(text: text) }
        case .field(let name, let date):
          guard name.count == 4, name.elementsEqual("date".utf8) else { return false }
          row.append(date: date)
        }
      }
      return true
    }
  }

  private static func block(_ name: String, _ make: @escaping @Sendable (String) -> Block) -> HostEntry {
    method(name) { call, document in
      try call.endOfArguments(after: 2)
      document.blocks.append(make(try call.text(2, "text")))
    }
  }

  private static let heading: Method = { call, document in
    try call.endOfArguments(after: 3)
    let level = try call.argument(3, "level")
    switch level {
    case .nil: document.blocks.append(.heading(try call.text(2, "text"), level: 1))
    case .integer(let level) where (1...4).contains(level):
      document.blocks.append(.heading(try call.text(2, "text"), level: Int(level)))
    default: throw APIUsageError(argument: 3, "level", wanted: "a whole number from 1 to 4", given: level.described)
    }
  }

  private static let title: Method = { call, document in document.title = try keptText(call) }
  private static let subtitle: Method = { call, document in document.subtitle = try keptText(call) }

  /// A text that replaces another, charged to the end of the invocation.
  private static func keptText(_ call: borrowing HostCall) throws -> String {
    let text = try call.text(2, "text")
    _ = call.charge(.output, Int64(text.utf8.count))
    try call.keepArguments()
    return text
  }

  private static let pageBreak: Method = { call, document in document.blocks.append(.pageBreak) }

  /// The table that describes a block. As much as it takes is charged once more before the block is made of it: for the block
  /// itself until its size is known, and for the names that it is checked against.
  private static func parts(_ call: borrowing HostCall, _ name: String) throws(APIUsageError) -> LuaTable {
    let table = try call.table(2, name)
    try call.requireMemory(call.memoryBytesCharged)
    return table
  }

  private static let list: Method = { call, document in
    let items = try parts(call, "items").array.map { item throws(APIUsageError) in try DocumentParts.text(item, "an item") }
    document.blocks.append(.list(items))
  }

  private static let figures: Method = { call, document in
    let plugin = plugin(of: call)
    let figures = try parts(call, "figures").array.map { value throws(APIUsageError) in try DocumentParts.figure(value, for: plugin) }
    document.blocks.append(.figures(figures))
  }

  private static let table: Method = { call, document in
    document.blocks.append(.table(try DocumentParts.table(try parts(call, "table"), for: plugin(of: call))))
  }

  private static let links: Method = { call, document in
    let plugin = plugin(of: call)
    let links = try parts(call, "links").array.map { value throws(APIUsageError) in try DocumentParts.link(value, for: plugin) }
    document.blocks.append(.links(links))
  }

  private static let cards: Method = { call, document in
    let plugin = plugin(of: call)
    let cards = try parts(call, "cards").array.map { value throws(APIUsageError) in try DocumentParts.card(value, for: plugin) }
    document.blocks.append(.cards(cards))
  }

  /// The name of the plugin whose code calls.
  private static func plugin(of call: borrowing HostCall) -> String { (call.context as? HostContext)?.plugin ?? "" }

  private static let chart: Method = { call, document in
    document.blocks.append(.chart(try DocumentParts.chart(try parts(call, "chart"))))
  }

  private static let network: Method = { call, document in
    document.blocks.append(.network(try DocumentParts.network(try parts(call, "network"))))
  }

  /// The table of a map; the outlines that its GeoJSON describes are charged before they are read.
  private static func map(_ call: borrowing HostCall) throws -> LuaTable {
    let table = try parts(call, "map")
    if case .table(let regions)? = table.fields["regions"], case .string(let text)? = regions.fields["geojson"] {
      try call.requireMemory(FieldValue.memoryBytes(ofJSON: text) + text.utf8.count)
    }
    return table
  }

  private static let map: Method = { call, document in
    document.blocks.append(.map(try DocumentParts.map(try map(call))))
  }
}
