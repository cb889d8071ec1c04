import Calendar
import Ecosystem
import Localization
import Lua
import Sandbox

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
      "grappe_test": .table(HostTable(name: "grappe_test", entries: entries(registry), isStrict: true)),
    ]
  }

  private static func entries(_ registry: TestRegistry) -> [String: HostEntry] {
    [
      "report": entry("t.report", of: registry) { call in .report(try call.text(1, "id"), try parameters(of: call, at: 2)) },
      "run": entry("t.run", of: registry) { call in .command(try call.text(1, "id"), try parameters(of: call, at: 2)) },
      "import": entry("t.import", of: registry) { call in
        .importer(try call.text(1, "id"), try texts(of: call), try parameters(of: call, at: 3))
      },
      "job": entry("t.job", of: registry) { call in .job(try call.text(1, "id")) },
      "handler": entry("t.handler", of: registry) { call in
        .handlers(event: try call.text(1, "event"), try call.fieldValue(2, "payload", emptyTable: .map))
      },
      "page": entry("t.page", of: registry) { call in
        let (audience, params) = try options(of: call, at: 2, allowing: ["audience", "params"])
        return .page(try call.text(1, "path"), params, audience)
      },
      "form": entry("t.form", of: registry) { call in
        let audience = try options(of: call, at: 3, allowing: ["audience"]).audience
        return .form(try call.text(1, "id"), try sentValues(try call.optionalTable(2, "values")), audience)
      },
      "action": entry("t.action", of: registry) { call in
        let audience = try options(of: call, at: 3, allowing: ["audience"]).audience
        return .action(try call.text(1, "id"), try recordID(of: call, at: 2), audience)
      },
      "card": entry("t.card", of: registry) { call in
        let audience = try options(of: call, at: 3, allowing: ["audience"]).audience
        return .card(try call.text(1, "entity"), try recordID(of: call, at: 2), audience)
      },
      "deliver": entry("t.deliver", of: registry) { _ in .deliveries },
      "set_date": function("t.as", setDate), "set_language": function("t.lang", setLanguage),
      "snapshot": function("t.snapshot") { call, context in try snapshot(&call, context, registry: registry) },
      "upgrade_from": function("t.upgrade_from") { call, _ in try upgradeFrom(&call, registry) },
      "code_of": function("t.denied", codeOf), "say": function("t", say),
    ]
  }

  // MARK: Entries

  /// A function that runs an entry of the plugin, and waits until it has ended.
  private static func entry(
    _ name: String, of registry: TestRegistry, _ read: @escaping @Sendable (borrowing HostCall) throws -> TestedEntry
  ) -> HostEntry {
    function(name) { call, context in
      if call.isResumed, let running = context.commandCall { return try running.resume(&call, context) }
      let entry = try read(call)
      guard let runner = context.entryRunner else { preconditionFailure("a test has a runner of entries") }
      // The entry works in the transaction of the test, which is begun here, on this thread.
      _ = try context.transaction()
      try call.keepArguments()
      context.commandCall = try runner.start(entry, of: registry.registrations, for: context, waker: call.waker())
      return .wait
    }
  }

  private static func parameters(of call: borrowing HostCall, at index: Int) throws -> ExactDictionary<FieldValue> {
    guard let table = try call.optionalTable(index, "params") else { return [:] }
    guard table.array.isEmpty else {
      throw APIUsageError(argument: index, "params", wanted: "a table of named parameters", given: "a list")
    }
    return try table.fields.mapValues { try FieldValue($0, emptyTable: .list) }
  }

  /// The texts by file name that `t.import` gives, or one text as `rows.csv`.
  private static func texts(of call: borrowing HostCall) throws -> [String: String] {
    guard case .table(let table) = try call.argument(2, "text"), table.array.isEmpty, !table.fields.isEmpty else {
      return ["rows.csv": try call.text(2, "text")]
    }
    var texts: [String: String] = [:]
    for (name, value) in table.fields {
      guard case .string(let text) = value else {
        throw APIUsageError(argument: 2, "text", wanted: "texts by file name", given: value.described)
      }
      texts[name] = text
    }
    return texts
  }

  // MARK: The test itself

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

  /// `(language)`: the language of the test and of the entries that it runs from now on.
  private static func setLanguage(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let code = try call.text(1, "language")
    guard let language = Language(available: code) else {
      throw APIUsageError(unknown: "language", code, known: Language.all.map(\.rawValue))
    }
    context.language = language
    return .returns(0)
  }

  /// `(name, text)`: the path of the snapshot's file and its text, nil when there is none. Records the text instead where the run records.
  private static func snapshot(_ call: inout HostCall, _ context: HostContext, registry: TestRegistry) throws -> HostOutcome {
    let name = try RegistrationModule.identifier(try call.text(1, "name"), "the name of a snapshot", allowing: "-_")
    let text = try call.text(2, "text")
    let file = "tests/snapshots/\(name).\(context.language.rawValue).txt"
    if registry.recordsSnapshots { registry.record(text, as: file) }
    call.push(file)
    let kept = try context.files.read(file).map { String(decoding: $0, as: UTF8.self) }
    call.push((registry.recordsSnapshots ? text : kept).map(LuaValue.string) ?? .nil)
    return .returns(2)
  }

  /// `(version)`: ends the test, which the run begins again on data upgraded from that version; nothing where it runs on them.
  private static func upgradeFrom(_ call: inout HostCall, _ registry: TestRegistry) throws -> HostOutcome {
    let version = try call.text(1, "version")
    guard registry.versionBefore != version else { return .returns(0) }
    guard registry.versionBefore == nil else { throw APIUsageError("hostapi.test-kit.one-version", ["version": version]) }
    registry.want(version: version)
    throw APIUsageError("hostapi.test-kit.upgrade-uncaught", ["version": version])
  }

  /// `(id, arguments)`: a sentence of the test kit in the language of the test.
  private static func say(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let arguments = try call.optionalTable(2, "arguments")?.fields ?? [:]
    var texts: [String: any ArgumentConvertible] = [:]
    for (name, value) in arguments { if case .string(let text) = value { texts[name] = text } }
    let id = try call.text(1, "id")
    call.push(Message("hostapi.test-kit.\(id)", texts).text(in: context.language))
    return .returns(1)
  }
}
