import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.page`, `grappe.form`, `grappe.action`, `grappe.card`, `grappe.menu`: what a plugin brings to the portal.
enum PageModule {
  static let entries: [String: HostEntry] = [
    "page": function("grappe.page", page), "form": function("grappe.form", form), "action": function("grappe.action", action),
    "card": function("grappe.card", card), "menu": function("grappe.menu", menu),
  ]

  private static func page(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let table = try call.table(1, "page")
    let declared = try table.text("path", in: "the page")
    let what = "page \"\(declared.shortened)\""
    try table.requireOnly(["path", "title", "audience", "params", "run"], in: what)
    let path = try PagePath(declared, in: what)
    let page = Registrations.Page(
      path: path, title: try requiredText(table, "title", in: what), audience: try audience(table, what, absent: .public),
      parameters: try parameters(table, path, in: what, context: context), run: try table.function("run", in: what))
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      if let other = registrations.pages.first(where: { $0.path.shape == path.shape }) {
        throw APIUsageError("hostapi.page-module.same-path", ["what": what.noun, "other": "/" + other.path.text])
      }
      registrations.pages.append(page)
    }
  }

  /// The declared parameters, with a text for each variable of the path that is not declared.
  private static func parameters(
    _ table: LuaTable, _ path: PagePath, in what: String, context: HostContext
  ) throws(APIUsageError) -> [ParameterDescription] {
    let declared = try RegistrationModule.parameters(table, what, schema: context.schema)
    if let variable = declared.first(where: { $0.isOptional && path.variables.containsExactly($0.name) }) {
      throw APIUsageError("hostapi.page-module.optional-variable", ["what": what.noun, "name": variable.name])
    }
    let others = path.variables.filter { name in !declared.contains { $0.name.isExactly(name) } }
    return declared
      + others.map { ParameterDescription(name: $0, type: .text, label: LocalizedText(verbatim: $0), isOptional: false, defaultValue: nil) }
  }

  private static func action(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let table = try call.table(1, "action")
    let id = try RegistrationModule.identifier(try table.text("id", in: "the action"), "the id of an action", allowing: "-_")
    let what = "action \"\(id)\""
    try table.requireOnly(["id", "label", "on", "audience", "confirm", "run"], in: what)
    let action = Registrations.Action(
      id: id, label: try requiredText(table, "label", in: what), entity: try entity(table, in: what, context),
      audience: try audience(table, what, absent: nil), confirmation: try table.localizedText("confirm", in: what),
      run: try table.function("run", in: what))
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      try requireNew(what, isKnown: registrations.actions.contains { $0.id == id })
      registrations.actions.append(action)
    }
  }

  private static func card(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let (table, what) = (try call.table(1, "card"), "a card")
    try table.requireOnly(["on", "title", "audience", "run"], in: what)
    let card = Registrations.Card(
      entity: try entity(table, in: what, context), title: try table.localizedText("title", in: what),
      audience: try audience(table, what, absent: .public), run: try table.function("run", in: what))
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      registrations.cards.append(card)
      try RegistrationLimits.require(
        registrations.cards.count { $0.entity == card.entity }, atMost: RegistrationLimits.cardsMax,
        doc: "hostapi.registration-limits.cards")
    }
  }

  private static func menu(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let (table, what) = (try call.table(1, "item"), "an item of the menu")
    try table.requireOnly(["label", "path", "order"], in: what)
    let item = Registrations.MenuItem(
      label: try requiredText(table, "label", in: what), path: try DocumentParts.pagePath(try table.text("path", in: what)),
      order: try order(table, what))
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      try requireNew("menu item \"\(item.path)\"", isKnown: registrations.menu.contains { $0.path == item.path })
      registrations.menu.append(item)
    }
  }

  private static func order(_ table: LuaTable, _ what: String) throws(APIUsageError) -> Int64 {
    switch table.fields["order"] {
    case nil: return 50
    case .integer(let order) where (0...1_000).contains(order): return order
    case .some(let value): throw APIUsageError("hostapi.page-module.order-range", ["value": value.described.noun])
    }
  }

  // MARK: Parts

  static func requireNew(_ what: String, isKnown: Bool) throws(APIUsageError) {
    if isKnown { throw APIUsageError("hostapi.job-module.registered-twice", ["what": what.noun]) }
  }

  static func requiredText(_ table: LuaTable, _ name: String, in what: String) throws(APIUsageError) -> LocalizedText {
    guard let text = try table.localizedText(name, in: what) else {
      throw APIUsageError("hostapi.registration-module.lacks-field-string", ["title": name, "what": what.noun])
    }
    return text
  }

  /// The audiences that an entry may name; the admin's is that of the terminal.
  static let audiences = Audience.allCases.filter { $0 < .admin }.map(\.rawValue)

  /// The audience that a table names.
  ///
  /// - Parameter absent: the audience where it names none; nil where it must.
  static func audience(_ table: LuaTable, _ what: String, absent: Audience?) throws(APIUsageError) -> Audience {
    if table.fields["audience"] == nil, let absent { return absent }
    guard case .string(let word)? = table.fields["audience"] else {
      throw APIUsageError("hostapi.page-module.audience-missing", ["what": what.noun, "known": audiences.joined(separator: ", ")])
    }
    guard audiences.contains(word), let audience = Audience(rawValue: word) else {
      throw APIUsageError(unknown: "audience", word, known: audiences, in: what)
    }
    return audience
  }

  /// The entity in `on`, which the plugin must be allowed to read.
  private static func entity(_ table: LuaTable, in what: String, _ context: HostContext) throws -> String {
    let name = try table.text("on", in: what)
    guard let entity = context.schema.entity(name) else {
      throw APIUsageError(unknown: "entity", name, known: context.schema.entities.map(\.id), in: what)
    }
    if context.registrations != nil { try context.permissions.require(.read, entity.permissionGroup) }
    return entity.id
  }
}
