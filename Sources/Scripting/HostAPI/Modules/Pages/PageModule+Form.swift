import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.form` and the fields that it declares.
extension PageModule {
  static func form(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let table = try call.table(1, "form")
    let id = try RegistrationModule.identifier(try table.text("id", in: "the form"), "the id of a form", allowing: "-_")
    let what = "form \"\(id)\""
    try table.requireOnly(["id", "title", "text", "button", "audience", "fields", "submit"], in: what)
    let form = Registrations.Form(
      id: id, title: try requiredText(table, "title", in: what), text: try table.localizedText("text", in: what),
      button: try table.localizedText("button", in: what), audience: try audience(table, what, absent: nil),
      fields: try fields(table, what, schema: context.schema), submit: try table.function("submit", in: what))
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      try requireNew(what, isKnown: registrations.forms.contains { $0.id == id })
      registrations.forms.append(form)
    }
  }

  private static func fields(_ table: LuaTable, _ what: String, schema: Schema) throws(APIUsageError) -> [Registrations.FormField] {
    guard case .table(let list)? = table.fields["fields"], list.fields.isEmpty, !list.array.isEmpty else {
      throw APIUsageError("hostapi.page-module.fields-list", ["what": what.noun])
    }
    try RegistrationLimits.require(
      list.array.count, atMost: RegistrationLimits.parametersMax, doc: "hostapi.registration-limits.form-fields")
    var fields: [Registrations.FormField] = []
    for value in list.array {
      guard case .table(let declaration) = value else { throw APIUsageError("hostapi.page-module.fields-list", ["what": what.noun]) }
      let field = try field(declaration, what, schema: schema)
      let name = field.parameter.name
      try requireNew("field \"\(name)\" of \(what)", isKnown: fields.contains { $0.parameter.name == name })
      fields.append(field)
    }
    return fields
  }

  private static let fieldNames = [
    "name", "label", "hint", "optional", "default", "multiline", "max_length", "format", "labels",
  ]

  private static func field(_ table: LuaTable, _ form: String, schema: Schema) throws(APIUsageError) -> Registrations.FormField {
    let name = try RegistrationModule.identifier(
      try table.text("name", in: "a field of \(form)"), "the name of a field", allowing: "_")
    let what = "field \"\(name)\" of \(form)"
    try table.requireOnly(fieldNames + FieldTypeDeclaration.fields, in: what)
    let parameter = try parameter(name, table, in: what, schema: schema)
    let isMultiline = try table.flag("multiline", in: what)
    return Registrations.FormField(
      parameter: parameter, hint: try table.localizedText("hint", in: what), isMultiline: isMultiline,
      lengthMax: try lengthMax(table, isMultiline: isMultiline, in: what), format: try DocumentParts.choice(table, "format", in: what),
      choiceLabels: try choiceLabels(table, of: parameter.type, in: what))
  }

  private static func parameter(
    _ name: String, _ table: LuaTable, in what: String, schema: Schema
  ) throws(APIUsageError) -> ParameterDescription {
    let type = try FieldTypeDeclaration.type(of: table, in: what, schema: schema)
    guard type != .list(.text) else { throw APIUsageError("hostapi.page-module.text-list", ["what": what.noun]) }
    let isText = type == .text
    if !isText, let alone = ["multiline", "max_length", "format"].first(where: { table.fields[$0] != nil }) {
      throw APIUsageError("hostapi.page-module.only-texts", ["what": what.noun, "name": alone])
    }
    let label = try table.localizedText("label", in: what) ?? LocalizedText(verbatim: name)
    var parameter = try RegistrationModule.parameter(name, of: type, label: label, table, in: what)
    // The default is what the field begins with; whoever empties it gives no value.
    parameter.isOptional = try table.flag("optional", in: what)
    return parameter
  }

  private static func lengthMax(_ table: LuaTable, isMultiline: Bool, in what: String) throws(APIUsageError) -> Int {
    let limit = Int64(Registrations.FormField.lengthLimit)
    switch table.fields["max_length"] {
    case nil: return isMultiline ? Registrations.FormField.linesLengthMax : Registrations.FormField.lineLengthMax
    case .integer(let length) where (1...limit).contains(length): return Int(length)
    case .some(let value):
      throw APIUsageError("hostapi.page-module.max-length", ["what": what.noun, "most": limit, "value": value.described.noun])
    }
  }

  private static func choiceLabels(_ table: LuaTable, of type: FieldType, in what: String) throws(APIUsageError) -> [String: LocalizedText]
  {
    guard let value = table.fields["labels"] else { return [:] }
    guard case .choice(let words) = type.element, case .table(let texts) = value, texts.array.isEmpty else {
      throw APIUsageError("hostapi.page-module.labels-choice", ["what": what.noun])
    }
    try texts.requireOnly(words, in: "\(what).labels")
    var labels: [String: LocalizedText] = [:]
    for word in words { labels[word] = try texts.localizedText(word, in: "\(what).labels") }
    return labels
  }
}
