import Ecosystem
import Lua
import Sandbox

/// `grappe.validate`: functions that may refuse a record before it is saved.
enum ValidationModule {
  static let entries: [String: HostEntry] = ["validate": function("grappe.validate", validate)]

  /// Upper bound of the validators of one plugin for one entity.
  static let validatorsMax = 20

  /// `validate(entity, validator)`: called with the record and the one before.
  private static func validate(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let name = try call.text(1, "entity")
    guard let entity = context.schema.entity(name) else {
      throw APIUsageError(unknown: "entity", name, known: context.schema.entities.map(\.id))
    }
    let validator = try call.argument(2, "validator")
    guard case .function(let run) = validator else {
      throw APIUsageError(argument: 2, "validator", wanted: "a function", given: validator.described)
    }
    if context.registrations != nil { try context.permissions.require(.read, entity.permissionGroup) }
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      let count = registrations.validators.count { $0.entity == name }
      try RegistrationLimits.require(
        count + 1, atMost: validatorsMax, doc: "hostapi.registration-limits.validators")
      registrations.validators.append(Registrations.Validator(entity: name, run: run))
    }
  }
}
