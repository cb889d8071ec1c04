import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.field`, `grappe.report` and `grappe.command`: registrations of `init.lua`; `grappe.params`: parameters of a script.
enum RegistrationModule {
  static let entries: [String: HostEntry] = [
    "field": function("grappe.field", field),
    "report": function("grappe.report", report),
    "command": function("grappe.command", command),
    "importer": function("grappe.importer", importer),
    "params": function("grappe.params", params),
  ]

  /// `grappe.params{ year = { type = "integer", default = 2023 } }`: declares a script's parameters, and returns their values.
  private static func params(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    guard let script = context.script else {
      throw APIUsageError(
        "hostapi.registration-module.belongs-scripts-grappe-script")
    }
    guard script.declared == nil else {
      throw APIUsageError(
        "hostapi.registration-module.can-only-called-once")
    }
    let table = LuaTable(array: [], fields: ["params": .table(try call.table(1, "params"))])
    let parameters = try parameters(table, "the script", schema: context.schema)
    try call.keepArguments()
    script.declared = parameters
    guard !script.isHelp else { return .error("the parameters are declared") }
    do {
      call.push(LuaValue(FieldValue.map(try script.resolve(parameters))))
      return .returns(1)
    } catch {
      script.problem = error
      throw error
    }
  }

  private static func field(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 3)
    let entity = try call.text(1, "entity")
    guard context.schema.entity(entity) != nil else {
      throw APIUsageError(unknown: "entity", entity, known: context.schema.entities.map(\.id))
    }
    let name = try identifier(try call.text(2, "name"), "the name of a field", allowing: "_")
    let table = try call.table(3, "description")
    let what = "field \"\(name)\""
    try table.requireOnly(FieldTypeDeclaration.fields + ["label", "indexed", "renamed_from", "retired", "audience"], in: what)
    let field = Registrations.Field(
      entity: entity, name: name,
      type: try FieldTypeDeclaration.type(of: table, in: what, schema: context.schema),
      label: try table.localizedText("label", in: what) ?? LocalizedText(verbatim: name),
      isIndexed: try table.flag("indexed", in: what), formerNames: try formerNames(table, what),
      isRetired: try table.flag("retired", in: what), visibility: try visibility(table, what))
    return try register(call, context) { registrations throws(APIUsageError) in
      guard !registrations.fields.contains(where: { $0.entity == entity && $0.name == name }) else {
        throw APIUsageError(
          "hostapi.registration-module.registered-twice", ["entity": entity, "what": what.noun])
      }
      registrations.fields.append(field)
    }
  }

  /// The visibility for the lowest audience that sees a field; public without one.
  private static func visibility(_ table: LuaTable, _ what: String) throws(APIUsageError) -> Visibility {
    guard table.fields["audience"] != nil else { return .public }
    let word = try table.text("audience", in: what)
    guard let visibility = Visibility(rawValue: word) else {
      throw APIUsageError(unknown: "audience", word, known: Visibility.allCases.map(\.rawValue), in: what)
    }
    return visibility
  }

  /// The names in `renamed_from`: one, or a list with the nearest first.
  private static func formerNames(_ table: LuaTable, _ what: String) throws(APIUsageError) -> [String] {
    switch table.fields["renamed_from"] {
    case nil: return []
    case .string(let name): return [try identifier(name, "the name of a field", allowing: "_")]
    case .table(let list) where list.fields.isEmpty:
      return try list.array.map { element throws(APIUsageError) in
        guard case .string(let name) = element else { throw wrongFormerName(element, what) }
        return try identifier(name, "the name of a field", allowing: "_")
      }
    case .some(let value): throw wrongFormerName(value, what)
    }
  }

  private static func wrongFormerName(_ value: LuaValue, _ what: String) -> APIUsageError {
    APIUsageError(
      "hostapi.registration-module.renamed-from-names", ["what": what.noun, "value": value.described.noun])
  }

  private static func report(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let report = try entry(call, kind: "report", titled: "title", context)
    return try register(call, context) { registrations throws(APIUsageError) in
      try requireNew(report.id, among: registrations.reports, kind: "report")
      registrations.reports.append(report)
    }
  }

  private static func command(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let command = try entry(call, kind: "command", titled: "summary", context)
    return try register(call, context) { registrations throws(APIUsageError) in
      try requireNew(command.id, among: registrations.commands, kind: "command")
      registrations.commands.append(command)
    }
  }

  private static func importer(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let entry = try entry(call, kind: "importer", titled: "title", alsoAllowing: ["accepts", "columns"], context)
    let (table, what) = (try call.table(1, "importer"), "importer \"\(entry.id)\"")
    let (accepts, columns) = (try acceptedTypes(table, what), try columnTypes(table, what))
    return try register(call, context) { registrations throws(APIUsageError) in
      try requireNew(entry.id, among: registrations.importers.map(\.entry), kind: "importer")
      registrations.importers.append(Registrations.Importer(entry: entry, accepts: accepts, columns: columns))
    }
  }

  /// The media types an importer reads; CSV where it names none.
  private static func acceptedTypes(_ table: LuaTable, _ what: String) throws(APIUsageError) -> [String] {
    guard let value = table.fields["accepts"] else { return [ImportRows.Format.csv.mediaType] }
    let known = ImportRows.Format.allCases.map(\.mediaType)
    guard case .table(let list) = value, list.fields.isEmpty, !list.array.isEmpty else {
      throw APIUsageError(
        "hostapi.registration-module.accepts-must-list-such", ["what": what.noun, "value": value.described.noun])
    }
    return try list.array.map { element throws(APIUsageError) in
      guard case .string(let type) = element, known.containsExactly(type) else {
        throw APIUsageError(unknown: "media type of \(what)", element.described, known: known)
      }
      return type
    }
  }

  /// The types of columns that an importer declares; none where it declares none.
  private static func columnTypes(_ table: LuaTable, _ what: String) throws(APIUsageError) -> ExactDictionary<FieldType> {
    guard let value = table.fields["columns"] else { return [:] }
    guard case .table(let declared) = value, declared.array.isEmpty else {
      throw APIUsageError("hostapi.registration-module.columns-must-table", ["what": what.noun, "value": value.described.noun])
    }
    try RegistrationLimits.require(
      declared.fields.count, atMost: RegistrationLimits.parametersMax, doc: "hostapi.registration-limits.columns")
    return ExactDictionary(
      uniqueKeysWithValues: try declared.fields.sortedByKey.map { name, type throws(APIUsageError) in
        guard case .string(let notation) = type, ImportCells.types.containsExactly(notation), let known = FieldType(notation: notation)
        else {
          throw APIUsageError(unknown: "type", type.described, known: ImportCells.types, in: "column \"\(name.shortened)\" of \(what)")
        }
        return (name, known)
      })
  }

  static func register(
    _ call: borrowing HostCall, _ context: HostContext, change: (inout Registrations) throws(APIUsageError) -> Void
  ) throws(APIUsageError) -> HostOutcome {
    guard var registrations = context.registrations else {
      throw APIUsageError(
        code: "call.place",
        "hostapi.registration-module.can-only-called-while")
    }
    try change(&registrations)
    try RegistrationLimits.require(registrations)
    try call.keepArguments()
    context.registrations = registrations
    return .returns(0)
  }

  private static func requireNew(_ id: String, among entries: [Registrations.Entry], kind: String) throws(APIUsageError) {
    guard !entries.contains(where: { $0.id == id }) else {
      throw APIUsageError("hostapi.job-module.registered-twice", ["what": "\(kind) \"\(id)\"".noun])
    }
  }

  private static func entry(
    _ call: borrowing HostCall, kind: String, titled title: String, alsoAllowing further: [String] = [],
    _ context: HostContext
  ) throws -> Registrations.Entry {
    try call.endOfArguments(after: 1)
    let table = try call.table(1, kind)
    let id = try identifier(try table.text("id", in: "the \(kind)"), "the id of \(kind == "importer" ? "an" : "a") \(kind)", allowing: "-_")
    let what = "\(kind) \"\(id)\""
    try table.requireOnly(["id", title, "params", "run"] + further, in: what)
    guard let text = try table.localizedText(title, in: what) else {
      throw APIUsageError(
        "hostapi.registration-module.lacks-field-string", ["title": title, "what": what.noun])
    }
    return Registrations.Entry(
      id: id, title: text, parameters: try parameters(table, what, schema: context.schema),
      run: try table.function("run", in: what))
  }

  static func parameters(
    _ table: LuaTable, _ what: String, schema: Schema
  ) throws(APIUsageError) -> [ParameterDescription] {
    guard let value = table.fields["params"] else { return [] }
    guard case .table(let declared) = value, declared.array.isEmpty else {
      throw APIUsageError(
        "hostapi.registration-module.params-must-table-named", ["what": what.noun, "value": value.described.noun])
    }
    try RegistrationLimits.require(
      declared.fields.count, atMost: RegistrationLimits.parametersMax, doc: "hostapi.registration-module.parameters")
    var parameters: [ParameterDescription] = []
    for (name, declaration) in declared.fields.sortedByKey {
      _ = try identifier(name, "the name of a parameter", allowing: "_")
      guard case .table(let declaration) = declaration else {
        throw APIUsageError(
          "hostapi.registration-module.parameter-must-table-such", ["name": name, "what": what.noun])
      }
      parameters.append(try parameter(name, declaration, in: "parameter \"\(name)\" of \(what)", schema: schema))
    }
    return parameters
  }

  private static func parameter(
    _ name: String, _ table: LuaTable, in what: String, schema: Schema
  ) throws(APIUsageError) -> ParameterDescription {
    guard CommandLineOption(rawValue: name) == nil else {
      throw APIUsageError(
        "hostapi.registration-module.has-name-option-command", ["what": what.noun])
    }
    try table.requireOnly(FieldTypeDeclaration.fields + ["optional", "default", "label"], in: what)
    return try parameter(
      name, of: try FieldTypeDeclaration.type(of: table, in: what, schema: schema),
      label: try table.localizedText("label", in: what) ?? LocalizedText(verbatim: name), table, in: what)
  }

  /// The parameter of a type, with the default and the option that its table declares.
  static func parameter(
    _ name: String, of type: FieldType, label: LocalizedText, _ table: LuaTable, in what: String
  ) throws(APIUsageError) -> ParameterDescription {
    let defaultValue = try table.fields["default"].map { value throws(APIUsageError) in
      try FieldValue(value, emptyTable: .list)
    }
    if let defaultValue, !type.accepts(defaultValue) {
      throw APIUsageError(
        "hostapi.registration-module.default-of-other-type",
        ["what": what.noun, "value": "\(defaultValue)".shortened, "wanted": type.wanted])
    }
    return ParameterDescription(
      name: name, type: type, label: label,
      isOptional: try table.flag("optional", in: what) || defaultValue != nil, defaultValue: defaultValue)
  }

  /// Refuses a name that is not lower-case ASCII letters, digits and the extra signs, beginning with a letter.
  static func identifier(
    _ name: String, _ what: String, allowing signs: String
  ) throws(APIUsageError) -> String {
    let isValid =
      name.utf8.count <= 64 && name.utf8.first.map(isLower) ?? false
      && name.utf8.allSatisfy { isLower($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || signs.utf8.contains($0) }
    guard isValid else {
      let name = name.shortened
      throw APIUsageError(
        "hostapi.registration-module.made-lower-case-letters", ["what": what.noun, "signs": signs, "name": name])
    }
    return name
  }

  /// Compares bytes: a letter with a combining mark lies between "a" and "z" in the order of characters.
  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
