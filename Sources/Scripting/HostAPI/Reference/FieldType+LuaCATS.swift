import Ecosystem
import Localization

extension FieldType {
  /// The type of a record's field as LuaCATS writes it: `string`, `grappe.Money`, `"draft"|"published"`.
  var luaType: String {
    switch self {
    case .text, .longText, .url: "string"
    case .localizedText: "grappe.LocalizedText"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .date: "grappe.Date"
    case .instant: "grappe.Instant"
    case .money: "grappe.Money"
    case .json: "any"
    case .choice(let words): words.map { "\"\($0)\"" }.joined(separator: "|")
    case .concept: "grappe.ConceptCode"
    case .reference: "grappe.RecordID"
    case .list(.choice(let words)): "(\(FieldType.choice(words).luaType))[]"
    case .list(let element): "\(element.luaType)[]"
    }
  }

  /// The class of the operators that a filter may use on the field: `grappe.TextCondition`.
  var luaCondition: String {
    switch self {
    case .text, .longText: "grappe.TextCondition"
    case .localizedText, .url, .choice, .concept, .reference: "grappe.WordCondition"
    case .integer, .number: "grappe.NumberCondition"
    case .date, .instant: "grappe.DateCondition"
    case .money: "grappe.MoneyCondition"
    case .boolean: "grappe.BooleanCondition"
    case .list: "grappe.ListCondition"
    case .json: "grappe.PresenceCondition"
    }
  }
}
