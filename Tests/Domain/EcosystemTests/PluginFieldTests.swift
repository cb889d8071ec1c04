import Ecosystem
import Localization
import Testing

@Suite("Plugins add fields to the model")
struct PluginFieldTests {
  private let label = PluginField(plugin: "wallonia", name: "label", entity: "actor", type: .boolean)

  @Test("a declared field is part of its entity, under the plugin's name")
  func declared() throws {
    let schema = try Schema.grappe.adding(pluginField: label)
    let field = try #require(schema.entity("actor")?.field("wallonia.label"))
    #expect(field.type == .boolean && field.plugin == "wallonia" && !field.isRequired)
    #expect(schema.entity("event")?.field("wallonia.label") == nil)
    #expect(Schema.grappe.entity("actor")?.field("wallonia.label") == nil)
    #expect(schema.entity("actor")?.pluginFields == [field])
    #expect(schema.entity("actor")?.ownFields == Schema.grappe.entity("actor")?.fields)
  }

  @Test("a field can be described as the model's own are")
  func describedAsOwn() throws {
    let field = FieldDescription(
      "label", .boolean, label: LocalizedText([.fr: "Label", .en: "Label"]),
      doc: LocalizedText([.fr: "Un label.", .en: "A label."]))
    let schema = try Schema.grappe.adding(pluginField: field, to: "actor", owner: "wallonia")
    #expect(schema.entity("actor")?.field("wallonia.label")?.type == .boolean)
  }

  @Test("declaring again replaces the texts, and another type is refused")
  func again() throws {
    var changed = label
    changed.label = LocalizedText([.fr: "Label wake!", .en: "wake! label"])
    let schema = try Schema.grappe.adding(pluginField: label).adding(pluginField: changed)
    #expect(schema.entity("actor")?.field("wallonia.label")?.label == changed.label)
    changed.type = .text
    let error = #expect(throws: EcosystemError.self) { try schema.adding(pluginField: changed) }
    #expect(error?.problems.first?.code == .changedType)
  }

  @Test(
    "a bad name, an unknown entity or target is refused",
    arguments: [
      PluginField(plugin: "wallonia", name: "Label", entity: "actor", type: .boolean),
      PluginField(plugin: "wal.lonia", name: "label", entity: "actor", type: .boolean),
      PluginField(plugin: "wallonia", name: "", entity: "actor", type: .boolean),
      PluginField(plugin: "wallonia", name: "label", entity: "actr", type: .boolean),
      PluginField(plugin: "wallonia", name: "host", entity: "event", type: .reference(["actr"])),
    ])
  func refused(field: PluginField) {
    #expect(throws: EcosystemError.self) { try Schema.grappe.adding(pluginField: field) }
  }

  @Test("the fields of a plugin go with it")
  func removed() throws {
    let other = PluginField(plugin: "paca", name: "label", entity: "actor", type: .text)
    let schema = try Schema.grappe.adding(pluginField: label).adding(pluginField: other).removing(fieldsOf: "wallonia")
    #expect(schema.entity("actor")?.pluginFields.map(\.id) == ["paca.label"])
    #expect(schema.entity("actor")?.field("paca.label") != nil)
  }

  @Test(
    "types have a notation that reads back",
    arguments: [
      ("text", FieldType.text), ("long_text", .longText), ("localized_text", .localizedText), ("integer", .anyInteger),
      ("integer(0..100)", .integer(0...100)), ("integer(-5..5)", .integer(-5...5)),
      ("number(0.0..1.0)", .number(0...1)),
      ("boolean", .boolean), ("date", .date), ("instant", .instant), ("money", .money), ("url", .url), ("json", .json),
      ("choice(yes|no)", .choice(["yes", "no"])), ("concept(wallonia.family)", .concept(scheme: "wallonia.family")),
      ("reference(actor|event)", .reference(["actor", "event"])), ("list(text)", .list(.text)),
      ("list(concept(skill))", .list(.concept(scheme: "skill"))),
    ])
  func notation(text: String, type: FieldType) {
    #expect(FieldType(notation: text) == type)
    #expect(type.description == text)
  }

  @Test(
    "what is no notation is refused",
    arguments: [
      "", "txt", "text()", "integer(5)", "integer(9..1)", "choice()", "choice(a||b)", "concept(a|b)", "list(integer)",
      "list(list(text))", "list(text", "choice(a))x",
    ])
  func notANotation(text: String) {
    #expect(FieldType(notation: text) == nil)
  }
}
