import Ecosystem
import Localization

extension PageModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of the functions that bring pages, forms, actions, cards and items of the menu.
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.page-module.portal",
    functions: [pageReference, formReference, actionReference, cardReference, menuReference],
    classes: [request, page, field, form, action, card, item, result])

  private static let pageReference = FunctionDescription(
    "grappe.page", doc: "hostapi.page-module.registers-page",
    parameters: [Value("page", "grappe.PageDeclaration", doc: "hostapi.page-module.page-parts")], place: .registration,
    example: """
      grappe.page {
        path = "companies/:city",
        title = { fr = "Entreprises", en = "Companies" },
        run = function(request, doc)
          local filter = { kind = "company", city = request.params.city }
          if grappe.actors.count(filter) == 0 then return false end
          local rows = {}
          for actor in grappe.actors.each(filter, { order = "name", limit = 50 }) do
            rows[#rows + 1] = { { text = actor.name, entity = "actor", id = actor.id } }
          end
          doc:table { columns = { grappe.t("companies") }, rows = rows }
        end,
      }
      """)

  private static let formReference = FunctionDescription(
    "grappe.form", doc: "hostapi.page-module.registers-form",
    parameters: [Value("form", "grappe.FormDeclaration", doc: "hostapi.page-module.form-parts")], place: .registration,
    example: """
      grappe.form {
        id = "propose",
        title = { fr = "Proposer une entreprise", en = "Propose a company" },
        audience = "public",
        fields = {
          { name = "name", type = "text", label = { fr = "Nom", en = "Name" } },
          { name = "city", type = "text", optional = true, label = { fr = "Ville", en = "City" } },
        },
        submit = function(values, request)
          grappe.actors.add { name = values.name, city = values.city, kind = "company" }
          return { message = "Merci", to = "/" }
        end,
      }
      """)

  private static let actionReference = FunctionDescription(
    "grappe.action", doc: "hostapi.page-module.registers-action",
    parameters: [Value("action", "grappe.ActionDeclaration", doc: "hostapi.page-module.action-parts")], place: .registration,
    example: """
      grappe.action {
        id = "touch",
        label = { fr = "Noter la visite", en = "Note the visit" },
        on = "actor",
        audience = "staff",
        run = function(actor)
          grappe.storage.set("visited-" .. actor.id, grappe.today())
        end,
      }
      """)

  private static let cardReference = FunctionDescription(
    "grappe.card", doc: "hostapi.page-module.registers-card",
    parameters: [Value("card", "grappe.CardDeclaration", doc: "hostapi.page-module.card-parts")], place: .registration,
    example: """
      grappe.card {
        on = "actor",
        title = { fr = "Dans sa ville", en = "In its city" },
        run = function(actor, doc)
          if not actor.city then return false end
          doc:figures { { label = actor.city, value = grappe.actors.count { city = actor.city } } }
        end,
      }
      """)

  private static let menuReference = FunctionDescription(
    "grappe.menu", doc: "hostapi.page-module.registers-menu",
    parameters: [Value("item", "grappe.MenuDeclaration", doc: "hostapi.page-module.menu-parts")], place: .registration,
    example: """
      grappe.page { path = "about", title = "About", run = function(request, doc) doc:text(grappe.plugin.name) end }
      grappe.menu { label = { fr = "À propos", en = "About" }, path = "about", order = 80 }
      """)

  // MARK: What they take

  private static let request = ClassDescription(
    "grappe.PageRequest", doc: "hostapi.page-module.request",
    fields: [
      Value("path", "string", doc: "hostapi.page-module.request-path"),
      Value("params", "table<string, any>", doc: "hostapi.page-module.request-params"),
      Value("language", "string", doc: "hostapi.page-module.request-language"),
      Value("audience", "\"public\"|\"members\"|\"staff\"|\"admin\"", doc: "hostapi.page-module.request-audience"),
    ])

  private static let audienceType = audiences.map { "\"\($0)\"" }.joined(separator: "|")

  private static func audience(isOptional: Bool) -> Value {
    Value(
      "audience", audienceType, isOptional: isOptional,
      doc: isOptional ? "hostapi.page-module.audience" : "hostapi.page-module.audience-needed")
  }

  private static let id = Value("id", "string", doc: "hostapi.registration-module.name-within-plugin-lower")

  private static func text(_ name: String, isOptional: Bool = false, doc: LocalizedText) -> Value {
    Value(name, "string|grappe.LocalizedText", isOptional: isOptional, doc: doc)
  }

  private static let page = ClassDescription(
    "grappe.PageDeclaration", doc: "hostapi.page-module.page",
    fields: [
      Value("path", "string", doc: "hostapi.page-module.path"), text("title", doc: "hostapi.page-module.title"), audience(isOptional: true),
      Value("params", "table<string, grappe.ParameterDeclaration>", isOptional: true, doc: "hostapi.page-module.params"),
      Value("run", "fun(request: grappe.PageRequest, doc: grappe.Doc): false?", doc: "hostapi.page-module.page-run"),
    ])

  private static let field = ClassDescription(
    "grappe.FormField", doc: "hostapi.page-module.form-field",
    fields: [Value("name", "string", doc: "hostapi.page-module.field-name")] + RegistrationModule.typeFields + [
      text("label", isOptional: true, doc: "hostapi.registration-module.name-people"),
      text("hint", isOptional: true, doc: "hostapi.page-module.hint"),
      Value("optional", "boolean", isOptional: true, doc: "hostapi.registration-module.whether-may-left-out"),
      Value("default", "any", isOptional: true, doc: "hostapi.registration-module.value-when-left-out"),
      Value("multiline", "boolean", isOptional: true, doc: "hostapi.page-module.multiline"),
      Value("max_length", "integer", isOptional: true, doc: "hostapi.page-module.max-length-doc"),
      Value(
        "format", Registrations.FormField.Format.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|"), isOptional: true,
        doc: "hostapi.page-module.format"),
      Value("labels", "table<string, string|grappe.LocalizedText>", isOptional: true, doc: "hostapi.page-module.labels"),
    ])

  private static let form = ClassDescription(
    "grappe.FormDeclaration", doc: "hostapi.page-module.form",
    fields: [
      id, text("title", doc: "hostapi.page-module.title"), text("text", isOptional: true, doc: "hostapi.page-module.form-text"),
      text("button", isOptional: true, doc: "hostapi.page-module.button-text"), audience(isOptional: false),
      Value("fields", "grappe.FormField[]", doc: "hostapi.page-module.fields"),
      Value(
        "submit", "fun(values: table<string, any>, request: grappe.PageRequest): grappe.SubmitResult?", doc: "hostapi.page-module.submit"),
    ])

  private static let action = ClassDescription(
    "grappe.ActionDeclaration", doc: "hostapi.page-module.action",
    fields: [
      id, text("label", doc: "hostapi.page-module.action-label"), Value("on", "string", doc: "hostapi.page-module.on"),
      audience(isOptional: false), text("confirm", isOptional: true, doc: "hostapi.page-module.confirm"),
      Value("run", "fun(record: table, request: grappe.PageRequest): grappe.SubmitResult?", doc: "hostapi.page-module.action-run"),
    ])

  private static let card = ClassDescription(
    "grappe.CardDeclaration", doc: "hostapi.page-module.card",
    fields: [
      Value("on", "string", doc: "hostapi.page-module.on"), text("title", isOptional: true, doc: "hostapi.page-module.card-title"),
      audience(isOptional: true), Value("run", "fun(record: table, doc: grappe.Doc): false?", doc: "hostapi.page-module.card-run"),
    ])

  private static let item = ClassDescription(
    "grappe.MenuDeclaration", doc: "hostapi.page-module.item",
    fields: [
      text("label", doc: "hostapi.page-module.item-label"), Value("path", "string", doc: "hostapi.page-module.item-path"),
      Value("order", "integer", isOptional: true, doc: "hostapi.page-module.order"),
    ])

  private static let result = ClassDescription(
    "grappe.SubmitResult", doc: "hostapi.page-module.result",
    fields: [
      Value("message", "string", isOptional: true, doc: "hostapi.page-module.result-message"),
      Value("to", "string|grappe.LinkTarget", isOptional: true, doc: "hostapi.page-module.result-to"),
      Value("errors", "table<string|integer, string>", isOptional: true, doc: "hostapi.page-module.result-errors"),
    ])
}
