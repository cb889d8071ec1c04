import Ecosystem
import Lua
import Sandbox

/// `grappe.call`: a command of another plugin, in its own sandbox, within the transaction of the caller.
enum CallModule {
  static let entries: [String: HostEntry] = ["call": function("grappe.call", callCommand)]

  /// `call(command, params)`: the values that the command returns.
  private static func callCommand(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    if call.isResumed, let running = context.commandCall { return try running.resume(&call, context) }
    try call.endOfArguments(after: 2)
    let command = try call.text(1, "command")
    let table = try call.optionalTable(2, "params") ?? LuaTable()
    guard table.array.isEmpty else {
      throw APIUsageError(argument: 2, "params", wanted: "a table of named parameters", given: "a list")
    }
    guard let caller = context.caller else {
      throw APIUsageError(
        "hostapi.call-module.commands-called-from-report")
    }
    // The other command works in the same transaction, so it is begun here, on this thread, before the other command starts.
    _ = try context.transaction()
    // The arguments stay in memory twice: the caller waits while the command uses its copy.
    try call.requireMemory(call.memoryBytesCharged)
    try call.keepArguments()
    let parameters = try table.fields.mapValues { try FieldValue($0, emptyTable: .list) }
    context.commandCall = try caller.start(command, parameters, for: context, waker: call.waker())
    return .wait
  }
}

extension CommandCall {
  /// Pushes the returned values of an ended call, or throws its error; waits on while it runs.
  func resume(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    guard let values = try results(&call, context) else { return .wait }
    try call.requireMemory(values.reduce(0) { $0 + $1.memoryBytes })
    for value in values { call.push(value) }
    return .returns(values.count)
  }
}
