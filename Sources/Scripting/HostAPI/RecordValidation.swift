import Ecosystem
import Localization
import Lua
import Store

/// Asks the plugins that validate an entity before one of its records is saved. The engine implements it; a host function only
/// waits.
public protocol RecordValidator: AnyObject, Sendable {
  /// Whether a plugin validates the records of an entity.
  ///
  /// - Throws: `StoreError` when the registrations cannot be read.
  func hasValidators(of entity: String) throws -> Bool

  /// Begins the validation of a record in the transaction of an invocation, which waits until it ends.
  ///
  /// - Parameters:
  ///   - cpuNanoseconds: the processor time that the invocation has used.
  ///   - waker: called when it has ended.
  /// - Returns: a call without results, whose error is the refusal.
  func start(
    _ validation: RecordValidation, for context: HostContext, cpuNanoseconds: Int64, waker: Waker
  ) -> CommandCall
}

/// A record to be validated before it is saved.
public struct RecordValidation: Sendable {
  /// The id of its entity.
  public var entity: String
  /// The record as it would be stored.
  public var record: Record
  /// The stored record; nil for a new one.
  public var before: Record?

  public init(entity: String, record: Record, before: Record? = nil) {
    (self.entity, self.record, self.before) = (entity, record, before)
  }

  /// The arguments of a validator: both records as its plugin may see them, nil for none before.
  ///
  /// - Throws: `PermissionDeniedError` when the plugin may not read the entity.
  public func arguments(in context: HostContext) throws -> [LuaValue] {
    let access = try RecordAccess(entity, context)
    func shown(_ record: Record) -> LuaValue { LuaValue(.map(access.visible(record).fields)) }
    return [shown(record), before.map(shown) ?? .nil]
  }

  /// Returns the refusal that the results of a validator express: none for nothing, nil or true; else the field, or nil, and the
  /// message.
  ///
  /// - Throws: `APIUsageError` for any other result.
  public func refusal(by plugin: String, _ results: [FieldValue]) throws -> ValidationRefusal? {
    let (field, message) = (results.first ?? .null, results.count > 1 ? results[1] : .null)
    switch (field, message) {
    case (.null, .null), (.boolean(true), .null): return nil
    case (.null, .text(let reason)) where results.count == 2:
      return ValidationRefusal(self, field: nil, reason: reason, plugin: plugin)
    case (.text(let name), .text(let reason)) where results.count == 2:
      return ValidationRefusal(self, field: name, reason: reason, plugin: plugin)
    default:
      throw APIUsageError(
        "hostapi.validation.result", ["value": results.map(Problem.shown).joined(separator: ", ")])
    }
  }
}

/// The refusal of a record by the validator of a plugin. Nothing is saved.
public struct ValidationRefusal: Explainable, Hashable {
  public let entity: String
  public let id: String
  /// The field at fault; nil for the whole record.
  public let field: String?
  /// The message of the plugin.
  public let reason: String
  public let plugin: String

  init(_ validation: RecordValidation, field: String?, reason: String, plugin: String) {
    (entity, id) = (validation.entity, validation.record.id)
    (self.field, self.reason, self.plugin) = (field?.shortened, reason.shortened, plugin)
  }

  public var code: String { "validation.refused" }

  public func message(in language: Language) -> String {
    var arguments = ["record": "\(entity) \(id)", "reason": reasonOfPlugin(in: language)]
    arguments["field"] = field
    return Message(field == nil ? "hostapi.validation.of-record" : "hostapi.validation.of-field", arguments).text(in: language)
  }

  /// The message with the plugin, without the record and the field.
  public func reasonOfPlugin(in language: Language) -> String {
    Message("hostapi.validation.reason", ["reason": reason, "plugin": plugin]).text(in: language)
  }
}

/// A validator that raised an error, was stopped or cannot run: the record is not saved.
public struct ValidatorFailure: Explainable {
  public let plugin: String
  public let cause: any Explainable
  /// Whether a limit stopped it.
  public let isStopped: Bool

  public init(plugin: String, cause: any Explainable, isStopped: Bool) {
    (self.plugin, self.cause, self.isStopped) = (plugin, cause, isStopped)
  }

  public var code: String { "validation.failed" }

  public func message(in language: Language) -> String {
    Message("hostapi.validation.failed", ["plugin": plugin, "reason": cause.message(in: language)]).text(in: language)
  }
}
