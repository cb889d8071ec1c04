import Ecosystem
import Localization

extension TestModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "t", doc: "hostapi.test-module.tests-plugin-files-tests",
    functions: [
      FunctionDescription(
        "test", doc: "hostapi.test-module.declares-test-each-runs",
        parameters: [
          Value("name", "string", doc: "hostapi.test-module.sentence-says-what-holds"),
          Value("run", "fun(t: grappe.T)", doc: "hostapi.test-module.test"),
        ], place: .test,
        example: """
          test("a new actor can be found", function(t)
            local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "BE" }
            t.equal(grappe.actors.get(actor.id).name, "Essai")
          end)
          """),
      check(
        "equal", doc: "hostapi.test-module.wants-two-equal-values",
        [
          Value("actual", "any", doc: "hostapi.test-module.what"),
          Value("wanted", "any", doc: "hostapi.test-module.what-must"), message,
        ], example: #"t.equal({ 1, { a = 2 } }, { 1, { a = 2 } })"#),
      check(
        "ok", doc: "hostapi.test-module.wants-true-value",
        [Value("value", "any", doc: "hostapi.test-module.value"), message],
        example: #"t.ok(grappe.actors.get("commission-europeenne"))"#),
      check(
        "contains", doc: "hostapi.test-module.contains",
        [
          Value("whole", "string|any[]", doc: "hostapi.test-module.whole"),
          Value("part", "any", doc: "hostapi.test-module.part"), message,
        ], example: #"t.contains(t.report("companies", { city = "Namur" }), "Companies")"#),
      check(
        "matches", doc: "hostapi.test-module.matches",
        [
          Value("text", "string", doc: "hostapi.test-module.text"),
          Value("pattern", "string", doc: "hostapi.test-module.pattern"), message,
        ], returns: [Value("...", "any", doc: "hostapi.test-module.captures")],
        example: #"t.equal(t.matches("12 actors", "(%d+) actors"), "12")"#),
      check(
        "snapshot", doc: "hostapi.test-module.snapshot",
        [
          Value("name", "string", doc: "hostapi.test-module.snapshot-name"),
          Value("value", "any", doc: "hostapi.test-module.snapshot-value"),
        ], example: #"t.raises(function() t.snapshot("companies", "text") end, "tests/snapshots/companies")"#),
      check(
        "raises", doc: "hostapi.test-module.wants-function-raise-error",
        [
          Value("call", "fun()", doc: "hostapi.test-module.function"),
          Value("words", "string", isOptional: true, doc: "hostapi.test-module.what-error-must-say"),
        ], returns: [Value("problem", "any", doc: "hostapi.test-module.error")],
        example: #"t.raises(function() grappe.actors.add {} end, "name")"#),
      check(
        "denied",
        doc: "hostapi.test-module.wants-function-refused-permission",
        [Value("call", "fun()", doc: "hostapi.test-module.function")],
        returns: [
          Value(
            "code", "string", doc: "hostapi.test-module.permission-denied-permission-owner")
        ],
        example: #"t.denied(function() grappe.actors.del("commission-europeenne") end)"#),
      check(
        "as", doc: "hostapi.test-module.sets-date-grappe-today",
        [Value("date", "grappe.Date", doc: "hostapi.test-module.such-2024-01-30")],
        example: #"t.as("2024-01-30")"#),
      check(
        "lang", doc: "hostapi.test-module.lang",
        [Value("language", "string", doc: "hostapi.test-module.language-code")],
        example: #"t.lang("de")"#),
      check(
        "upgrade_from", doc: "hostapi.test-module.upgrade-from",
        [Value("version", "string", doc: "hostapi.test-module.version")],
        example: #"if false then t.upgrade_from("1.0.0") end"#),
      check(
        "handler", doc: "hostapi.test-module.handler",
        [
          Value("event", "string", doc: "hostapi.test-module.event"),
          Value("payload", "table", isOptional: true, doc: "hostapi.test-module.payload"),
        ], returns: [Value("count", "integer", doc: "hostapi.test-module.how-many")],
        example: #"t.raises(function() t.handler("actor.created", {}) end, "actor.created")"#),
      check(
        "deliver", doc: "hostapi.test-module.delivers-plugin-s-grappe",
        [], returns: [Value("count", "integer", doc: "hostapi.test-module.how-many")],
        example: "t.equal(t.deliver(), 0)"),
      check(
        "job", doc: "hostapi.test-module.runs-job-plugin",
        [Value("id", "string", doc: "hostapi.test-module.job")],
        returns: [Value("...", "any", doc: "hostapi.test-module.what-returns")],
        example: #"t.raises(function() t.job("no-such-job") end, "no-such-job")"#),
      check(
        "report", doc: "hostapi.test-module.makes-report-plugin-gives",
        [
          Value("id", "string", doc: "hostapi.test-module.report"),
          Value("params", "table<string, any>", isOptional: true, doc: "hostapi.test-module.parameters"),
        ], returns: [Value("text", "string", doc: "hostapi.test-module.terminal")],
        example: #"local text = t.report("companies", { city = "Namur" })"#),
      check(
        "page", doc: "hostapi.test-module.page",
        [
          Value("path", "string", doc: "hostapi.test-module.page-path"),
          Value("options", "{ audience?: string, params?: table<string, any> }", isOptional: true, doc: "hostapi.test-module.page-options"),
        ], returns: [Value("text", "string?", doc: "hostapi.test-module.page-text")],
        example: #"t.equal(t.page("companies/nowhere"), nil)"#),
      check(
        "form", doc: "hostapi.test-module.form",
        [
          Value("id", "string", doc: "hostapi.document-module.form-id"),
          Value("values", "table<string, any>", isOptional: true, doc: "hostapi.test-module.form-values"), audience,
        ], returns: [Value("result", "grappe.SentForm?", doc: "hostapi.test-module.form-result")],
        example: """
          t.ok(t.form("propose", { city = "Namur" }).errors.name)
            t.equal(t.form("propose", { name = "Essai" }).proposed[1].fields.name, "Essai")
          """),
      check(
        "action", doc: "hostapi.test-module.action",
        [Value("id", "string", doc: "hostapi.test-module.action-id"), record, audience],
        returns: [Value("result", "grappe.SentForm?", doc: "hostapi.test-module.form-result")],
        example: #"t.equal(t.action("touch", "nobody", { audience = "staff" }), nil)"#),
      check(
        "card", doc: "hostapi.test-module.card",
        [Value("entity", "string", doc: "hostapi.page-module.on"), record, audience],
        returns: [Value("text", "string?", doc: "hostapi.test-module.card-text")],
        example: #"t.equal(t.card("actor", "nobody"), nil)"#),
      check(
        "run", doc: "hostapi.test-module.runs-command-plugin-returns",
        [
          Value("id", "string", doc: "hostapi.test-module.command"),
          Value("params", "table<string, any>", isOptional: true, doc: "hostapi.test-module.parameters"),
        ], returns: [Value("result", "any", doc: "hostapi.test-module.what-command-returns")],
        example: #"local result = t.run("companies-of", { city = "Namur" })"#),
      check(
        "import", doc: "hostapi.test-module.gives-csv-text-importer",
        [
          Value("id", "string", doc: "hostapi.test-module.importer"),
          Value("text", "string", doc: "hostapi.test-module.content-file"),
          Value("params", "table<string, any>", isOptional: true, doc: "hostapi.test-module.parameters"),
        ], returns: [Value("result", "any", doc: "hostapi.test-module.what-importer-returns")],
        example: #"t.import("companies-list", "name\nKIKK\n")"#),
    ], classes: [sentForm, proposedChange])

  private static let sentForm = ClassDescription(
    "grappe.SentForm", doc: "hostapi.test-module.sent-form",
    fields: [
      Value("message", "string", isOptional: true, doc: "hostapi.page-module.result-message"),
      Value("to", "string|grappe.LinkTarget", isOptional: true, doc: "hostapi.page-module.result-to"),
      Value("errors", "table<string, string>", isOptional: true, doc: "hostapi.page-module.result-errors"),
      Value("proposed", "grappe.ProposedChange[]", isOptional: true, doc: "hostapi.test-module.proposed"),
    ])

  private static let proposedChange = ClassDescription(
    "grappe.ProposedChange", doc: "hostapi.test-module.proposed-change",
    fields: [
      Value("operation", "\"add\"|\"change\"|\"remove\"", doc: "hostapi.test-module.proposed-operation"),
      Value("entity", "string", doc: "hostapi.test-module.proposed-entity"),
      Value("id", "string", doc: "hostapi.test-module.proposed-id"),
      Value("fields", "table<string, any>", doc: "hostapi.test-module.proposed-fields"),
    ])

  private static let record = Value("record", "string|table", doc: "hostapi.test-module.record")
  private static let audience = Value("options", "{ audience?: string }", isOptional: true, doc: "hostapi.test-module.audience-option")

  private static let message = Value(
    "message", "string", isOptional: true, doc: "hostapi.test-module.what-said-otherwise")

  private static func check(
    _ name: String, doc: LocalizedText, _ parameters: [Value], returns: [Value] = [], example: String
  ) -> FunctionDescription {
    FunctionDescription(
      "t.\(name)", doc: doc, parameters: parameters, returns: returns, place: .test,
      example: "test(\"t.\(name)\", function(t)\n  \(example)\nend)")
  }
}
