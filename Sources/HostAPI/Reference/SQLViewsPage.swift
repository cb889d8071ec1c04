import Ecosystem
import Store

/// The part of docs/LUA_API.md on what `grappe.sql` reads, made from the model.
enum SQLViewsPage {
  static func text(of schema: Schema) -> String {
    introduction + forms + schema.entities.map { view(SQLView($0)) }.joined()
  }

  private static let introduction =
    "## SQL views\n\n"
    + APIPage.paragraph(
      LocalizedText(
        fr:
          "grappe.sql et :sql lisent une vue par collection, si le greffon peut lire son groupe. Les champs réservés à l'équipe n'y sont pas ; ceux des greffons y ont leur nom entre guillemets, comme \"wallonia.label\". Tables, PRAGMA, ATTACH, écritures et fonctions à effets sont refusés ; la limite de CPU vaut aussi dans la requête. S'ajoutent grappe_fold(texte), sans casse ni accents, et grappe_km(lat, lon, lat, lon).",
        en:
          "grappe.sql and :sql read one view a collection, where the plugin may read its group. Fields for the staff are not in it; those of plugins have their name in double quotes, such as \"wallonia.label\". Tables, PRAGMA, ATTACH, writes and functions with side effects are refused; the CPU limit holds within the query too. There are grappe_fold(text), without case and accents, and grappe_km(lat, lon, lat, lon) besides."
      ))

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

  /// The form of a column, and what its values refer to.
  private static func form(_ column: SQLView.Column) -> String {
    let entities = column.field.type.element.referencedEntities.map { " → \($0.joined(separator: ", "))" }
    let scheme = column.field.type.element.conceptScheme.map { ", code of `\($0)`" }
    return column.form.rawValue + (entities ?? scheme ?? "")
  }

  private static func meaning(_ form: SQLView.Column.Form) -> LocalizedText {
    switch form {
    case .text: LocalizedText(fr: "Un texte, un identifiant ou un code.", en: "A text, an id or a code.")
    case .integer: LocalizedText(fr: "Un nombre entier.", en: "A whole number.")
    case .real: LocalizedText(fr: "Un nombre.", en: "A number.")
    case .boolean: LocalizedText(fr: "0 ou 1.", en: "0 or 1.")
    case .date: LocalizedText(fr: "2024, 2024-05 ou 2024-05-16.", en: "2024, 2024-05 or 2024-05-16.")
    case .instant: LocalizedText(fr: "2024-05-16T07:30:00.000Z, en UTC.", en: "2024-05-16T07:30:00.000Z, in UTC.")
    case .amount:
      LocalizedText(fr: "Un montant en centièmes de la monnaie.", en: "An amount in hundredths of the currency.")
    case .currency: LocalizedText(fr: "Un code ISO 4217, comme EUR.", en: "An ISO 4217 code, such as EUR.")
    case .list: LocalizedText(fr: "Une liste JSON, pour json_each.", en: "A JSON array, for json_each.")
    case .languages:
      LocalizedText(
        fr: "Des textes par langue, en JSON : label ->> 'fr'.", en: "Texts by language, as JSON: label ->> 'fr'.")
    case .json: LocalizedText(fr: "Du JSON, pour -> et ->>.", en: "JSON, for -> and ->>.")
    }
  }
}
