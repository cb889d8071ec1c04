/// A table, index, trigger or view of the file that differs from the one this version creates.
public struct StructureProblem: Sendable, Hashable {
  /// The type of the object, as in `sqlite_schema`.
  public enum Kind: String, Sendable, CaseIterable {
    case table, index, trigger, view
  }

  /// The difference of the object from the one this version creates.
  public enum State: String, Sendable, CaseIterable {
    /// It is not in the file.
    case missing
    /// Its definition differs.
    case altered
    /// This version creates no object of that name.
    case foreign
  }

  public var kind: Kind
  public var state: State
  /// The name of the object.
  public var name: String
  /// The table it belongs to; that of the object itself for a table or view.
  public var table: String
  /// The columns that an altered table lacks.
  public var missingColumns: [String]
  /// Whether the content of the table is derived from the records, so that it can be rebuilt.
  public var isDerived: Bool

  /// `index actor_by_city: missing`, `table award: altered, without amount`.
  public var text: String {
    let columns = missingColumns.isEmpty ? "" : ", without \(missingColumns.joined(separator: ", "))"
    return "\(kind.rawValue) \(name): \(state.rawValue)\(columns)"
  }

  /// Whether `repairStructure` can repair it without a loss.
  public var isRepairable: Bool { kind == .table ? isDerived && state != .foreign : true }

  /// Whether the difference may come from a field a plugin declared: a view with its column, or an index on it.
  var dependsOnPluginFields: Bool { (kind == .view && state == .altered) || (kind == .index && state == .foreign) }
}
