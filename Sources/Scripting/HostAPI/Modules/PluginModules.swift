import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.log`: `debug`, `info`, `warn` and `error`, each with one text.
enum LogModule {
  static let table = HostTable(
    name: "grappe.log",
    entries: Dictionary(uniqueKeysWithValues: LogLevel.allCases.map { ($0.rawValue, writer($0)) }), isStrict: true)

  private static func writer(_ level: LogLevel) -> HostEntry {
    function("grappe.log.\(level.rawValue)") { call, context in
      try call.endOfArguments(after: 1)
      let message = try call.text(1, "message")
      let size = message.utf8.count
      guard call.charge(.output, Int64(size)), context.countLogLine(size, call) else { return .returns(0) }
      context.log(level, message)
      return .returns(0)
    }
  }
}

/// `grappe.t`: the plugin's texts in the language of the invocation.
enum TranslationModule {
  static let entries: [String: HostEntry] = ["t": function("grappe.t", translate)]

  /// `t(key, { name = value })`: the text of `key` with each `{name}` replaced; `count` selects the plural form.
  private static func translate(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let key = try call.text(1, "key")
    let arguments = try call.optionalTable(2, "args")?.fields ?? [:]
    guard let translation = context.translations.text(key, in: context.language) else {
      throw APIUsageError(unknown: "translation key", key, known: context.translations.keys.map(\.string))
    }
    let texts = arguments.mapValues { plainText($0, context.language) }
    // While it grows, up to three copies of the text are in memory.
    try call.requireMemory(3 * translation.bytesMax(texts))
    guard let text = translation.filled(texts, count: arguments["count"].flatMap(count)) else {
      throw APIUsageError(
        code: "call.argument", "hostapi.plugin-modules.plural-needs-count",
        ["key": key, "given": (arguments["count"] ?? .nil).described.noun])
    }
    call.push(text)
    return .returns(1)
  }

  /// The whole number that selects a plural form; nil for any other value.
  private static func count(_ value: LuaValue) -> Int? {
    switch value {
    case .integer(let integer): Int(integer)
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }

  /// Formats an argument as the host's own texts do: digits of a whole number, the language's sign before decimals.
  private static func plainText(_ value: LuaValue, _ language: Language) -> String {
    switch value {
    case .string(let text): text
    // Numbers below 10,000 may be years.
    case .integer(let integer): integer.magnitude < 10_000 ? "\(integer)" : Typography(language).grouped(Int(integer))
    case .number(let number): Typography(language).decimal(number)
    default: value.described
    }
  }
}

/// `grappe.now` and `grappe.today`: the instant and the date of the invocation, the same throughout it.
enum ClockModule {
  static let entries: [String: HostEntry] = [
    "now": function("grappe.now") { call, context in
      try call.endOfArguments(after: 0)
      call.push(context.now)
      return .returns(1)
    },
    "today": function("grappe.today") { call, context in
      try call.endOfArguments(after: 0)
      call.push(String(context.now.prefix(10)))
      return .returns(1)
    },
  ]
}

/// `grappe.storage`: the plugin's private key–value store, kept with the data and rolled back with it.
enum StorageModule {
  static let table = HostTable(
    name: "grappe.storage",
    entries: [
      "get": function("grappe.storage.get", get), "set": function("grappe.storage.set", set),
      "del": function("grappe.storage.del", del), "keys": function("grappe.storage.keys", keys),
    ], isStrict: true)

  private static func get(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    try context.permissions.require(.read, "storage")
    let storage = try context.transaction().registrations.storage(context.plugin)
    let key = try call.text(1, "key")
    let text = try storage.json(key) { try call.requireMemory(2 * $0) }
    call.push(try text.map { json in try call.value(ofJSON: json) { try storage.value(ofJSON: $0, at: key) } } ?? .null)
    return .returns(1)
  }

  private static func set(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    try context.permissions.require(.write, "storage")
    try requireKept("grappe.storage.set", context)
    let value = try call.fieldValue(2, "value", emptyTable: .map)
    try call.requireMemory(3 * value.jsonBytesMax())
    let (key, storage) = (try call.text(1, "key"), try context.transaction().registrations.storage(context.plugin))
    let (former, size) = try storage.set(key, value)
    _ = call.charge(.rowsWritten, 1)
    context.countStorage(written: size + former, call)
    // The values already stored count too; a write that shrinks them is never beyond the limit.
    if size > former, let task = call.task { call.charge(.storage, Int64(try storage.bytes()) - task.charged(.storage)) }
    return .returns(0)
  }

  private static func del(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    try context.permissions.require(.write, "storage")
    try requireKept("grappe.storage.del", context)
    let (key, storage) = (try call.text(1, "key"), try context.transaction().registrations.storage(context.plugin))
    context.countStorage(written: try storage.delete(key), call)
    _ = call.charge(.rowsWritten, 1)
    return .returns(0)
  }

  /// Refuses a write that would be rolled back with the changes of records that become a proposal.
  private static func requireKept(_ function: String, _ context: HostContext) throws {
    if try context.transaction().becomesProposal { throw APIUsageError.proposing(function) }
  }

  private static func keys(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 0)
    try context.permissions.require(.read, "storage")
    let keys = try context.transaction().registrations.storage(context.plugin).keys()
    call.push(LuaValue.table(LuaTable(array: keys.map(LuaValue.string), fields: [:])))
    return .returns(1)
  }
}
