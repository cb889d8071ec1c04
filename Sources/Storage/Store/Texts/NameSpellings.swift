import Ecosystem
import ExactText

/// The spellings of the names that a filter compares, as far as records have them. They are read before the statement is prepared, so
/// that a name with one spelling, as most have, is a comparison with one value: the index answers it, in the order of the records.
struct NameSpellings {
  /// Upper bound of the names of a filter whose spellings are read; with more the statement reads all of them.
  static let namesMax = 8
  /// Upper bound of the spellings of a name; with more the statement reads them.
  static let spellingsMax = 32
  /// No spellings: the statement reads those of every name.
  static let none = NameSpellings()

  /// The spellings of a name in a field.
  private struct Entry {
    var field: String
    var folded: String
    var spellings: [String]
  }

  private var entries: [Entry] = []

  private init() {}

  /// Reads the spellings of the names that a filter compares with fields of a table.
  /// - Throws: `StoreError.interrupted`, `.corrupt` or `.disk` when a query fails.
  init(_ filter: Filter, of layout: TableLayout, _ connection: Connection) throws {
    if layout.foldedFields.isEmpty || filter == .everything { return }
    var names: [(field: FieldDescription, folded: String)] = []
    filter.collectNames(of: layout, into: &names)
    if names.count > NameSpellings.namesMax { return }
    for (field, folded) in names where self[field, folded] == nil {
      guard let spellings = try NameSpellings.spellings(of: folded, in: field, layout, connection) else { continue }
      entries.append(Entry(field: field.id, folded: folded, spellings: spellings))
    }
  }

  /// The spellings of a folded name that records have in a field, or had; nil when they were not read.
  subscript(field: FieldDescription, folded: String) -> [String]? {
    entries.first { $0.field == field.id && $0.folded.isExactly(folded) }?.spellings
  }

  /// Reads the spellings of a name: the folded one, and of those in `NameSearch` the ones that records have; nil for too many.
  private static func spellings(
    of folded: String, in field: FieldDescription, _ layout: TableLayout, _ connection: Connection
  ) throws -> [String]? {
    var others: [String] = []
    try connection.run(lookup, [.text(folded)]) { others.append($0.text(0)) }
    if others.isEmpty { return [folded] }
    if others.count > spellingsMax { return nil }
    let occurring = try ([folded] + others).filter { name in
      try connection.first(layout.occurrence(field), [.text(name)]) { _ in true } ?? false
    }
    return occurring.isEmpty ? [folded] : occurring
  }

  private static let lookup = "SELECT name FROM \(NameSearch.table) WHERE folded = ? LIMIT \(spellingsMax + 1)"
}

extension Filter {
  /// Adds the folded names that the filter compares with fields of a table, one more than `NameSpellings.namesMax` at most.
  fileprivate func collectNames(of layout: TableLayout, into names: inout [(field: FieldDescription, folded: String)]) {
    switch self {
    case .all(let parts), .any(let parts), .none(let parts):
      for part in parts where names.count <= NameSpellings.namesMax { part.collectNames(of: layout, into: &names) }
    case .near, .consented: break
    case .compare(let field, .equal(let values)), .compare(let field, .unequal(let values)), .compare(let field, .has(let values)):
      guard layout.folds(field) else { return }
      for value in values.prefix(NameSpellings.namesMax + 1) { names.append((field, Folding.fold(value.textValue ?? ""))) }
    case .compare: break
    }
  }
}

extension TableLayout {
  /// Whether the names of a field are found in `NameSearch`.
  func folds(_ field: FieldDescription) -> Bool {
    field.textRule?.folds == true && foldedFields.contains { $0.id == field.id }
  }

  /// The statement that tests whether a record has a name in a field.
  fileprivate func occurrence(_ field: FieldDescription) -> String {
    field.type.isList
      ? "SELECT 1 FROM \(TableLayout.linkTable(entity.id, field.id)) WHERE target = ? LIMIT 1"
      : "SELECT 1 FROM \(table) WHERE \(SQLText.name(field.id)) COLLATE NOCASE = ? LIMIT 1"
  }
}
