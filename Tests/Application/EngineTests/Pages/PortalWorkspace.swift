import Ecosystem
import HostAPI
import Localization
import Reports
import Store
import Testing

@testable import Engine

/// Pages, forms, actions and cards of plugins, one test after the other in one workspace.
@Suite(.serialized) enum PluginPortalTests {}

/// A workspace whose plugin brings pages, forms, actions and cards.
extension EngineWorkspace {
  static let portalPermissions = """
    vocabulary = { access = "read", reason = { fr = "lire", en = "read" } }
    actors = { access = "write", reason = { fr = "écrire", en = "write" } }
    storage = { access = "write", reason = { fr = "garder", en = "keep" } }
    """

  static let portalLua = """
    grappe.page { path = "/", title = { fr = "Accueil", en = "Start" }, run = function(request, doc)
      doc:text(request.language .. " " .. request.audience)
    end }
    grappe.page { path = "actors/:id", title = "Actor", params = { words = { type = "integer", min = 1, max = 9, default = 2 } },
      run = function(request, doc)
        local actor = grappe.actors.get(request.params.id)
        if not actor then return false end
        doc:title(actor.name)
        doc:text("words " .. request.params.words)
        doc:links { { text = actor.name, entity = "actor", id = actor.id }, { text = "Start", page = "/" } }
      end }
    grappe.page { path = "actors/new", title = "New", run = function(request, doc) doc:form("propose", { name = "Studio" }) end }
    grappe.page { path = "of/:kind", title = "Kind", params = { kind = { type = "concept", scheme = "actor-kind" } },
      run = function(request, doc) doc:text(request.params.kind) end }
    grappe.page { path = "office", title = "Office", audience = "staff", run = function(request, doc) doc:text("staff") end }
    grappe.page { path = "loop", title = "Loop", run = function() while true do end end }
    grappe.page { path = "flood", title = "Flood", run = function(request, doc) while true do doc:text(("x"):rep(10000)) end end }
    grappe.page { path = "broken", title = "Broken", run = function() error("private detail") end }
    grappe.page { path = "write", title = "Write", run = function() grappe.actors.add { name = "X", kind = "company" } end }
    grappe.form { id = "propose", title = { fr = "Proposer", en = "Propose" }, audience = "public", fields = {
        { name = "name", type = "text", max_length = 40, label = { fr = "Nom", en = "Name" } },
        { name = "about", type = "text", multiline = true, optional = true },
        { name = "mail", type = "text", format = "email", optional = true },
        { name = "site", type = "text", format = "url", optional = true },
        { name = "kind", type = "concept", scheme = "actor-kind", default = "company" },
        { name = "staff", type = "integer", min = 0, max = 100, optional = true },
        { name = "open", type = "boolean" },
        { name = "days", type = "list", of = { type = "choice", values = { "mon", "tue" } }, optional = true },
        { name = "partner", type = "reference", entity = "actor", optional = true },
      }, submit = function(values, request)
        if values.name == "Twice" then return { errors = { name = "already there" } } end
        local actor = grappe.actors.add { name = values.name, kind = values.kind, description = values.about }
        if values.name == "Late" then return { errors = { "too late" } } end
        if values.name == "Crash" then error("private detail") end
        return { message = "thanks " .. tostring(values.open) .. " " .. #(values.days or {}), to = "actors/" .. actor.id }
      end }
    grappe.form { id = "inside", title = "Inside", audience = "staff", fields = { { name = "a", type = "text" } }, submit = function() end }
    grappe.form { id = "move", title = "Move", audience = "public", fields = {
        { name = "actor", type = "reference", entity = "actor" }, { name = "city", type = "text" },
      }, submit = function(values) grappe.actors.set(values.actor, { city = values.city }) return { to = "actors/" .. values.actor } end }
    grappe.form { id = "ask", title = "Ask", audience = "public", fields = { { name = "word", type = "text" } },
      submit = function(values) return { message = "seen " .. values.word } end }
    grappe.form { id = "keep", title = "Keep", audience = "public", fields = { { name = "how", type = "text" } },
      submit = function(values)
        if values.how == "set" then grappe.storage.set("sent", 1) end
        if values.how == "del" then grappe.storage.del("sent") end
        if values.how == "emit" then grappe.emit("sent", {}) end
      end }
    grappe.form { id = "many", title = "Many", audience = "public", fields = { { name = "count", type = "integer" } },
      submit = function(values)
        for number = 1, values.count do grappe.actors.add { name = "Many " .. number, kind = "hub" } end
      end }
    grappe.validate("actor", function(actor)
      if actor.name == "Refused" then return "name", "not this name" end
    end)
    grappe.action { id = "visit", label = "Visit", on = "actor", audience = "staff", confirm = "Sure?", run = function(actor, request)
      grappe.storage.set("visited", actor.id)
      return { message = actor.name }
    end }
    grappe.action { id = "close", label = "Close", on = "actor", audience = "members", run = function(actor)
      grappe.actors.set(actor.id, { city = "Closed" })
    end }
    grappe.card { on = "actor", run = function(actor, doc) doc:text("name " .. actor.name) end }
    grappe.card { on = "actor", title = "Broken", run = function() error("private detail") end }
    grappe.card { on = "actor", title = "Nothing", run = function() return false end }
    grappe.card { on = "actor", title = "Staff", audience = "staff", run = function(actor, doc) doc:text("for the staff") end }
    grappe.menu { label = { fr = "Accueil", en = "Start" }, path = "/", order = 20 }
    grappe.menu { label = "Office", path = "office", order = 10 }
    """

  /// The workspace that the tests of pages and forms take in turn; making one takes seconds.
  static let sharedPortal = Task { try await portal() }

  /// A workspace with the plugin, an actor for everybody and one for the members.
  static func portal(limits: String = "") async throws -> EngineWorkspace {
    let workspace = try await EngineWorkspace(permissions: portalPermissions, limits: limits, initLua: portalLua)
    let code = """
      actors.add{ id = 'kikk', name = 'KIKK <b>', kind = 'hub' }
      actors.add{ id = 'hidden', name = 'Hidden', kind = 'hub', visibility = 'members' }
      """
    _ = try await workspace.host.evaluate(code, limits: ScriptLimits(), isWriting: true, for: .admin)
    return workspace
  }

  static func viewer(_ audience: Audience, _ language: Language = .en, name: String? = nil) -> PageViewer {
    PageViewer(ReadScope(audience, includesExamples: false), name: name, language: language)
  }

  func page(_ path: String, _ query: ExactDictionary<[String]> = [:], for audience: Audience = .public) async throws -> PageAnswer {
    try await host.page(PageRequest(plugin: "demo", path: path, query: query, viewer: Self.viewer(audience)))
  }

  /// The page as text, `not found`, or the names of the invalid parameters.
  func text(_ path: String, _ query: ExactDictionary<[String]> = [:], for audience: Audience = .public) async throws -> String {
    switch try await page(path, query, for: audience) {
    case .page(let document): try Renderer.render(document, as: .text, options: RenderOptions(language: .en))
    case .notFound: "not found"
    case .invalid(let problems): "invalid: " + problems.map { $0.field ?? "-" }.joined(separator: " ")
    }
  }

  func submit(
    _ values: ExactDictionary<[String]>, form: String = "propose", for audience: Audience = .public, name: String? = nil
  ) async throws -> SubmitAnswer {
    try await host.submitForm(FormRequest(plugin: "demo", form: form, values: values, viewer: Self.viewer(audience, name: name)))
  }

  /// The last entries of the log.
  func log() throws -> [InvocationRecord] {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.invocations.latest(limit: 100)
  }
}
