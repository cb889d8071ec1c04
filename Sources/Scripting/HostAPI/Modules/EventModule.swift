import Ecosystem
import Localization
import Lua
import Sandbox
import Store

/// `grappe.on` and `grappe.emit`: events about records, and events that plugins send each other.
enum EventModule {
  static let entries: [String: HostEntry] = ["on": function("grappe.on", on), "emit": function("grappe.emit", emit)]

  /// Maximum size of an event's payload, in bytes of JSON.
  static let payloadBytesMax = 64 << 10

  /// `on(event, handler)`: the handler is called with the record or the payload, and the event.
  private static func on(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let event = try call.text(1, "event")
    let handler = try call.argument(2, "handler")
    guard case .function(let run) = handler else {
      throw APIUsageError(argument: 2, "handler", wanted: "a function", given: handler.described)
    }
    if context.registrations != nil { try requireHearable(event, context) }
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      registrations.listeners.append(Registrations.Listener(event: event, run: run))
    }
  }

  /// `emit(name, payload)`: recorded in the transaction of the invocation, for the listeners.
  private static func emit(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let name = try RegistrationModule.identifier(
      try call.text(1, "name"), "the name of an event", allowing: "-_")
    let payload = try call.fieldValue(2, "payload", emptyTable: .map)
    let bytes = try call.json(of: payload).utf8.count
    guard bytes <= payloadBytesMax else {
      throw APIUsageError(
        argument: 2, "payload", wanted: "at most \(payloadBytesMax) bytes of JSON, such as the id of a record",
        given: "\(bytes) bytes")
    }
    let transaction = try context.transaction()
    guard !context.isValidating else { throw APIUsageError.validating }
    guard transaction.mode != .read, !transaction.refusesWrites else {
      throw APIUsageError(
        "hostapi.event-module.event-kept-data-invocation")
    }
    if transaction.becomesProposal { throw APIUsageError.proposing("grappe.emit") }
    // An event is kept in the database until it is delivered, like what is stored.
    context.countStorage(written: bytes, call)
    try transaction.queue.record(event: "\(context.plugin):\(name)", payload: payload, now: context.now)
    _ = call.charge(.rowsWritten, 1)
    return .returns(0)
  }

  /// Refuses an event that does not exist or that the plugin may not listen to.
  private static func requireHearable(_ event: String, _ context: HostContext) throws {
    let parts = event.cut(at: ":", maxSplits: 1)
    guard parts.count == 2 else { return try requireRecordEvent(event, context) }
    _ = try RegistrationModule.identifier(parts[1], "the name of an event", allowing: "-_")
    guard parts[0] == context.plugin || context.dependencies.contains(parts[0]) else {
      throw APIUsageError(
        "hostapi.event-module.event-plugin-name-under", ["event": event, "parts": parts[0]])
    }
  }

  private static func requireRecordEvent(_ event: String, _ context: HostContext) throws {
    let changes = RecordEvent.allCases.map(\.rawValue)
    guard
      let entity = context.schema.entities.first(where: { entity in changes.contains { event == "\(entity.id).\($0)" } }
      )
    else {
      let known = context.schema.entities.flatMap { entity in changes.map { "\(entity.id).\($0)" } }
      let hint =
        NearestName.suggest(event, among: known).map { Message("hostapi.misuse.did-you-mean", ["nearest": $0]) }
        ?? Message("hostapi.event-module.known-events")
      throw APIUsageError("hostapi.event-module.unknown-event", ["event": event, "hint": hint])
    }
    try context.permissions.require(.read, entity.permissionGroup)
  }
}

extension RecordedEvent {
  /// Returns the arguments of its handler: the record as the invocation may see it, or the payload, and the event itself.
  ///
  /// - Throws: `PermissionDeniedError` when the plugin may not read the entity any more.
  public func arguments(in context: HostContext) throws -> [LuaValue] {
    var event: ExactDictionary<FieldValue> = [
      "name": .text(name), "plugin": .text(plugin), "at": .text(recordedAt), "depth": .integer(Int64(depth)),
    ]
    event["id"] = record.map(FieldValue.text)
    guard let entity else { return [LuaValue(payload), LuaValue(.map(event))] }
    let access = try RecordAccess(entity, context)
    func shown(_ value: FieldValue) -> FieldValue { .map(access.visible(Record(value.mapValue ?? [:])).fields) }
    event["before"] = before.map(shown)
    return [LuaValue(shown(payload)), LuaValue(.map(event))]
  }
}
