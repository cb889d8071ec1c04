import CSV
import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.json`: JSON to plain tables and back.
enum JSONModule {
  static let table = HostTable(
    name: "grappe.json",
    entries: ["decode": function("grappe.json.decode", decode), "encode": function("grappe.json.encode", encode)],
    isStrict: true)

  /// `decode(text)`: the value, or nil and where the text is malformed. JSON's null becomes nil.
  private static func decode(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let text = try call.text(1, "text")
    do {
      call.push(try call.value(ofJSON: text))
      return .returns(1)
    } catch let error as JSONProblem {
      return call.problem(error.message(in: context.language, of: text))
    }
  }

  /// `encode(value, { pretty = true })`: the text; an empty table is written as an object.
  private static func encode(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let value = try call.fieldValue(1, "value", emptyTable: .map)
    let options = try call.optionalTable(2, "options")
    try options?.requireOnly(["pretty"], in: "options")
    let isPretty = try options?.flag("pretty", in: "options") ?? false
    call.push(try call.json(of: value, isPretty: isPretty))
    return .returns(1)
  }
}

/// `grappe.csv`: comma-separated values to a list of rows and back.
enum CSVModule {
  static let table = HostTable(
    name: "grappe.csv",
    entries: ["decode": function("grappe.csv.decode", decode), "encode": function("grappe.csv.encode", encode)],
    isStrict: true)

  /// `decode(text)`: a list of rows keyed by the header's names, empty cells absent; or nil and the malformed line.
  private static func decode(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let bytes = try call.bytes(1, "text")
    do {
      var table = try CSVRows(bytes: bytes, fieldsMax: columnsMax)
      call.newTable()
      var (position, held) = (0, 0)
      try charge(table.columns, beyond: &held, call)
      while call.isWithinMemory(), !call.isStopping, let row = try table.next() {
        position += 1
        try charge(row.fields, beyond: &held, call)
        push(row.fields, by: table.columns, to: &call)
        call.setIndex(position)
      }
      return .returns(1)
    } catch let error as CSVError {
      return call.problem(error.message(in: context.language))
    }
  }

  /// Charges the fields of the current row, as far as it takes more than the rows before.
  private static func charge(_ fields: [String], beyond held: inout Int, _ call: borrowing HostCall) throws(APIUsageError) {
    let bytes = fields.reduce(0) { $0 + FieldValue.text($1).memoryBytes }
    guard bytes > held else { return }
    try call.requireMemory(bytes - held)
    held = bytes
  }

  /// Maximum number of columns that `decode` reads: a row, before it is charged, stays under 55 MB.
  private static let columnsMax = 500_000

  /// Pushes a row directly onto Lua's stack, so that at most one row is held beside it.
  private static func push(_ fields: [String], by columns: [String], to call: inout HostCall) {
    call.newTable(fields: columns.count)
    for (column, field) in zip(columns, fields) where !field.isEmpty {
      call.push(field)
      call.setField(column)
    }
  }

  /// `encode(rows, columns)`: the text of rows, tables keyed by column, with a header line.
  private static func encode(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let rows = try call.table(1, "rows").array
    let columns = try call.table(2, "columns").array.map { try cell($0, "a column name", column: nil) }
    var text = CSVWriter.row(columns)
    for (index, row) in rows.enumerated() {
      // A stopped call ends here: a row may have very many columns.
      if call.isStopping { break }
      guard case .table(let row) = row else {
        throw APIUsageError(
          "hostapi.codec-modules.row-must-table-keyed", ["index": index + 1])
      }
      let place = "row \(index + 1)"
      let line = CSVWriter.row(try columns.map { try cell(row.fields[$0] ?? .nil, place, column: $0) })
      // While it grows, up to three copies of the text are in memory.
      try call.requireMemory(3 * line.utf8.count)
      text += line
    }
    call.push(text)
    return .returns(1)
  }

  private static func cell(_ value: LuaValue, _ place: String, column: String?) throws(APIUsageError) -> String {
    switch value {
    case .nil: return ""
    case .string(let text): return text
    case .integer(let integer): return "\(integer)"
    case .number(let number): return "\(number)"
    case .boolean(let flag): return "\(flag)"
    default:
      let what = column.map { "\(place), column \"\($0.shortened)\"" } ?? place
      throw APIUsageError(
        "hostapi.codec-modules.string-number-boolean-wanted", ["what": what.noun, "value": value.described.noun])
    }
  }
}

extension HostCall {
  /// The bytes of a string argument that must be there.
  func bytes(_ index: Int, _ name: String) throws(APIUsageError) -> [UInt8] {
    guard type(at: index) == .string else {
      throw APIUsageError(argument: index, name, wanted: "a string", given: try argument(index, name).described)
    }
    // The reader of the bytes makes a copy.
    try requireMemory(2 * (withBytes(at: index) { $0.count } ?? 0))
    return withBytes(at: index) { Array($0) } ?? []
  }

  /// Pushes nil and `problem`, the shape of an expected failure.
  mutating func problem(_ problem: String) -> HostOutcome {
    pushNil()
    push(problem)
    return .returns(2)
  }
}
