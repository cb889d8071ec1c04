import Calendar
import Ecosystem
import Encodings
import Lua
import Reports
import Sandbox
import Synchronization

/// The tests that a plugin's test files registered, and the registrations of the plugin under test.
public final class TestRegistry: Sendable {
  private struct State {
    var tests: [(name: String, run: LuaReference)] = []
    var registrations = Registrations()
  }

  private let state = Mutex(State())

  public init() {}

  /// The tests that the files run so far registered, in order.
  public var tests: [(name: String, run: LuaReference)] { state.withLock { $0.tests } }

  /// Registrations of the plugin under test; set once it is loaded.
  public var registrations: Registrations {
    get { state.withLock { $0.registrations } }
    set { state.withLock { $0.registrations = newValue } }
  }

  fileprivate func add(_ name: String, _ run: LuaReference) throws(APIUsageError) {
    let isNew = state.withLock { state in
      guard !state.tests.contains(where: { $0.name == name }) else { return false }
      state.tests.append((name, run))
      return true
    }
    guard isNew else {
      throw APIUsageError(
        "hostapi.test-module.test-registered-twice", ["name": name])
    }
  }
}

/// The globals of a test file: `test(name, function(t) … end)`, and the host's part of `t`.
public enum TestModule {
  /// The globals, `test` for plugins and `grappe_test` for the code that makes `t`.
  public static func globals(_ registry: TestRegistry) -> [String: HostEntry] {
    [
      "test": function("test") { call, context in
        let name = try call.text(1, "name")
        guard case .function(let run) = try call.argument(2, "function") else {
          throw APIUsageError(argument: 2, "function", wanted: "a function", given: try call.argument(2, "function").described)
        }
        try registry.add(name, run)
        return .returns(0)
      },
      "grappe_test": .table(
        HostTable(
          name: "grappe_test",
          entries: [
            "begin_report": function("t.report") { call, context in try beginReport(&call, context, registry: registry) },
            "begin_command": function("t.run") { call, context in try beginCommand(&call, registry) },
            "begin_import": function("t.import") { call, context in try beginImport(&call, context, registry: registry) },
            "end_report": function("t.report", endReport), "set_date": function("t.as", setDate),
            "next_delivery": function("t.deliver") { call, context in try nextDelivery(&call, context, registry: registry) },
            "job": function("t.job") { call, context in try job(&call, context, registry: registry) },
            "code_of": function("t.denied", codeOf),
          ], isStrict: true)),
    ]
  }

  /// `(id, params)`: the report's function and its parameters with their defaults; begins the document.
  private static func beginReport(
    _ call: inout HostCall, _ context: HostContext, registry: TestRegistry
  ) throws -> HostOutcome {
    let report = try entry(of: call, "report", among: registry.registrations.reports)
    let values = try values(of: call, for: report)
    context.document = Document(title: report.title[context.language])
    call.push(LuaValue.function(report.run))
    call.push(values)
    return .returns(2)
  }

  /// `(done)`: marks a delivery as made, and returns the next one to the plugin's own handlers: its number, the handler, and its
  /// arguments. Nothing when there is none.
  private static func nextDelivery(
    _ call: inout HostCall, _ context: HostContext, registry: TestRegistry
  ) throws -> HostOutcome {
    let transaction = try context.transaction()
    if call.argumentCount > 0, let done = call.integer(at: 1), let delivery = try transaction.queue.delivery(done) {
      try transaction.queue.finish(delivery)
    }
    transaction.queue.beginHandling(nil)
    guard let next = try transaction.queue.nextDeliveries().first(where: { $0.listener.plugin == context.plugin }) else {
      return .returns(0)
    }
    transaction.queue.beginHandling(next.event)
    call.push(next.number)
    call.push(LuaValue.function(try registry.registrations.handler(of: next.listener)))
    for argument in try next.event.arguments(in: context) { call.push(argument) }
    return .returns(4)
  }

  /// `(id)`: the function of a job, and its argument.
  private static func job(
    _ call: inout HostCall, _ context: HostContext, registry: TestRegistry
  ) throws -> HostOutcome {
    let id = try call.text(1, "id")
    let jobs = registry.registrations.jobs
    guard let job = jobs.first(where: { $0.id == id }) else { throw APIUsageError(unknown: "job", id, known: jobs.map(\.id)) }
    call.push(LuaValue.function(job.run))
    call.push(Registrations.Job.argument(id: id, meantAt: context.now, attempt: 1))
    return .returns(2)
  }

  /// `(id, params)`: the command's function and its parameters with their defaults.
  private static func beginCommand(_ call: inout HostCall, _ registry: TestRegistry) throws -> HostOutcome {
    let command = try entry(of: call, "command", among: registry.registrations.commands)
    let values = try values(of: call, for: command)
    call.push(LuaValue.function(command.run))
    call.push(values)
    return .returns(2)
  }

  /// `(id, text, params)`: the importer's function and its parameters; `grappe.rows` reads the text, or one of the texts of a table
  /// by file name.
  private static func beginImport(
    _ call: inout HostCall, _ context: HostContext, registry: TestRegistry
  ) throws -> HostOutcome {
    let importers = registry.registrations.importers
    let importer = try entry(of: call, "importer", among: importers.map(\.entry))
    let values = try values(of: call, at: 3, for: importer)
    let columns = importers.first { $0.entry.id == importer.id }?.columns ?? [:]
    context.importSource = try importedTexts(try call.argument(2, "text"), columns: columns, call)
    call.push(LuaValue.function(importer.run))
    call.push(values)
    return .returns(2)
  }

  private static func cells(_ columns: ExactDictionary<FieldType>, of rows: ImportRows) throws -> ImportCells {
    do { return try ImportCells(columns, surveying: rows) } catch let error as ImportCells.Unclear {
      let (name, problem) = error.columns[0]
      throw APIUsageError("hostapi.test-module.column-unclear", ["column": name, "text": problem.samples[0].text])
    }
  }

  private static func importedTexts(
    _ given: LuaValue, columns: ExactDictionary<FieldType>, _ call: borrowing HostCall
  ) throws -> ImportSource {
    var texts: [String: String] = [:]
    if case .table(let table) = given, table.array.isEmpty, !table.fields.isEmpty {
      for (name, value) in table.fields {
        guard case .string(let text) = value else {
          throw APIUsageError(argument: 2, "text", wanted: "texts by file name", given: value.described)
        }
        texts[name] = text
      }
    } else {
      texts["rows.csv"] = try call.text(2, "text")
    }
    return ImportSource(names: texts.keys.sorted()) { [texts] name in
      let ending = String(name.split(separator: ".").last ?? "")
      let format = ImportRows.Format(ending: ending) ?? .csv
      func open() throws -> ImportRows { try ImportRows(ByteChunks(Array((texts[name] ?? "").utf8)), format) }
      let rows = try open()
      if !columns.isEmpty { rows.cells = try cells(columns, of: try open()) }
      return rows
    }
  }

  private static func entry(
    of call: borrowing HostCall, _ kind: String, among entries: [Registrations.Entry]
  ) throws -> Registrations.Entry {
    let id = try call.text(1, "id")
    guard let entry = entries.first(where: { $0.id == id }) else {
      throw APIUsageError(unknown: kind, id, known: entries.map(\.id))
    }
    return entry
  }

  /// Returns the parameters that the test gives, completed by their defaults.
  private static func values(
    of call: borrowing HostCall, at index: Int = 2, for entry: Registrations.Entry
  ) throws -> LuaValue {
    var values = try call.optionalTable(index, "params")?.fields ?? [:]
    if let stranger = values.keys.sorted().first(where: { name in !entry.parameters.contains { $0.name == name } }) {
      throw APIUsageError(unknown: "parameter of \(entry.id)", stranger, known: entry.parameters.map(\.name))
    }
    for parameter in entry.parameters where values[parameter.name] == nil {
      if let value = parameter.defaultValue { values[parameter.name] = LuaValue(value) }
      guard parameter.isOptional else {
        throw APIUsageError(
          "hostapi.test-module.needs-parameter", ["id": entry.id, "name": parameter.name])
      }
    }
    return .table(LuaTable(array: [], fields: values))
  }

  /// `()`: the document that the report built, as text of unlimited width.
  private static func endReport(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    guard let document = context.document else {
      throw APIUsageError(
        "hostapi.test-module.no-report-running")
    }
    context.document = nil
    call.push(try Renderer.render(document, as: .text, options: RenderOptions(language: context.language)))
    return .returns(1)
  }

  /// `(message)`: the code of the error of the host that has this message; nil for an error of the plugin's own.
  private static func codeOf(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    call.push(context.code(ofRaised: try call.text(1, "message")).map(LuaValue.string) ?? .nil)
    return .returns(1)
  }

  /// `(date)`: the date that `grappe.today` returns from now on.
  private static func setDate(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let date = try call.text(1, "date")
    guard date.count == 10, CalendarDate(date) != nil else {
      throw APIUsageError(argument: 1, "date", wanted: "a date such as \"2024-01-30\"", given: "\"\(date)\"")
    }
    context.now = "\(date)T00:00:00.000Z"
    return .returns(0)
  }
}
