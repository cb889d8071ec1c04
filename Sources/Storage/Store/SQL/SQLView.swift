import Ecosystem

/// The view of a collection for queries in SQL, derived from its entity: one column for each field that is not staff-only, two
/// for money. The file's views, the authorizer and the documentation all use it. An audience below the staff has views of its own, of
/// the entity as it sees it.
///
///     SQLView(.actor).columns.map(\.name)   // ["id", "name", "aliases", …]
public struct SQLView: Sendable, Hashable {
  /// One column of a view.
  public struct Column: Sendable, Hashable {
    /// The form of the values.
    public enum Form: String, Sendable, CaseIterable {
      case text, integer, real
      /// 0 or 1.
      case boolean
      /// `2024`, `2024-05` or `2024-05-16`.
      case date
      /// RFC 3339 in UTC, `2024-05-16T07:30:00.000Z`.
      case instant
      /// Of money: an amount in hundredths.
      case amount
      /// Of money: an ISO 4217 code.
      case currency
      /// A JSON array, for `json_each`.
      case list
      /// A JSON object of texts by language, for `->>`: `name ->> 'fr'`.
      case languages
      case json
    }

    public var name: String
    public var form: Form
    /// The field it shows.
    public var field: FieldDescription
  }

  /// The name of the view, equal to the collection's.
  public let name: String
  /// The permission group that allows reading it.
  public let permissionGroup: String
  public let columns: [Column]

  /// The view of an entity, with the fields of plugins if it has any.
  public init(_ entity: EntityDescription) {
    name = entity.collection
    permissionGroup = entity.permissionGroup
    columns = (entity.ownFields + entity.pluginFields).filter { $0.visibility != .staff }.flatMap(SQLView.columns)
  }

  private static func columns(of field: FieldDescription) -> [Column] {
    guard field.type == .money, field.plugin == nil else {
      return [Column(name: field.id, form: form(field.type), field: field)]
    }
    return zip(TableLayout.columns(of: field), [Column.Form.amount, .currency]).map {
      Column(name: $0, form: $1, field: field)
    }
  }

  private static func form(_ type: FieldType) -> Column.Form {
    switch type {
    case .integer: .integer
    case .number: .real
    case .boolean: .boolean
    case .date: .date
    case .instant: .instant
    case .localizedText: .languages
    case .list: .list
    case .json, .money: .json
    default: .text
    }
  }
}
