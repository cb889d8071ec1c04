import Ecosystem
import Lua
import Reports

/// `doc:form(id, values)`: a form of the plugin in its place; nothing for a reader that the form is not for.
extension DocumentModule {
  static func form(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    guard call.type(at: 1) == .table else { throw APIUsageError("hostapi.document-module.call-colon-doc", ["name": "form"]) }
    guard context.document != nil else { throw APIUsageError("hostapi.document-module.no-report-running") }
    try call.endOfArguments(after: 3)
    let id = try call.text(2, "id")
    let placed = context.forms
    guard let form = placed.forms.first(where: { $0.id == id }) else {
      throw APIUsageError(unknown: "form", id, known: placed.forms.map(\.id))
    }
    let values = try values(try call.optionalTable(3, "values"), form)
    guard placed.audience >= form.audience else { return .returns(0) }
    var rows = 0
    let block = Block.form(try form.placement(in: context, values: values) { rows += $0 })
    _ = call.charge(.rowsRead, Int64(rows))
    _ = call.charge(.output, Int64(block.size.outputBytes))
    try call.requireHeldMemory(block.size.memoryBytes)
    context.document?.blocks.append(block)
    return .returns(0)
  }

  private static func values(_ table: LuaTable?, _ form: Registrations.Form) throws -> ExactDictionary<[String]> {
    guard let table else { return [:] }
    try table.requireOnly(form.fields.map(\.parameter.name), in: "values of form \"\(form.id)\"")
    var values: ExactDictionary<[String]> = [:]
    for (name, value) in table.fields { values[name] = try FieldValue(value, emptyTable: .list).formValues }
    return values
  }
}
