import Ecosystem
import Localization
import Store

/// The part of docs/LUA_API.md on the views that `grappe.sql` reads, made from the model.
enum SQLViewsPage {
  static func text(of schema: Schema) -> String {
    introduction + forms + schema.entities.map { view(SQLView($0)) }.joined()
  }

  private static let introduction =
    "## SQL views\n\n"
    + APIPage.paragraph(
      LocalizedText(
        "hostapi.sql-views-page.grappe-sql-sql-read"))

  private static var forms: String {
    "| form | |\n|---|---|\n"
      + SQLView.Column.Form.allCases.map { "| \($0.rawValue) | \(APIPage.cell(APIPage.both(meaning($0)))) |\n" }
      .joined() + "\n"
  }

  private static func view(_ view: SQLView) -> String {
    let rows = view.columns.map { "| `\($0.name)` | \(form($0)) |\n" }
    return "### `\(view.name)` in SQL\n\nPermission group: `\(view.permissionGroup)`.\n\n| column | form |\n|---|---|\n"
      + rows.joined() + "\n"
  }

  /// Returns the form of a column, and the entities its values refer to.
  private static func form(_ column: SQLView.Column) -> String {
    let entities = column.field.type.element.referencedEntities.map { " → \($0.joined(separator: ", "))" }
    let scheme = column.field.type.element.conceptScheme.map { ", code of `\($0)`" }
    return column.form.rawValue + (entities ?? scheme ?? "")
  }

  private static func meaning(_ form: SQLView.Column.Form) -> LocalizedText {
    switch form {
    case .text: LocalizedText("hostapi.sql-views-page.text-id-code")
    case .integer: LocalizedText("hostapi.sql-views-page.whole-number")
    case .real: LocalizedText("hostapi.sql-views-page.number")
    case .boolean: LocalizedText("hostapi.sql-views-page.0-1")
    case .date: LocalizedText("hostapi.sql-views-page.2024-2024-05-2024")
    case .instant: LocalizedText("hostapi.sql-views-page.2024-05-16t07-30")
    case .amount:
      LocalizedText("hostapi.sql-views-page.amount-hundredths-currency")
    case .currency: LocalizedText("hostapi.sql-views-page.iso-4217-code-such")
    case .list: LocalizedText("hostapi.sql-views-page.json-array-json-each")
    case .languages:
      LocalizedText(
        "hostapi.sql-views-page.texts-language-json-label")
    case .json: LocalizedText("hostapi.sql-views-page.json")
    }
  }
}
