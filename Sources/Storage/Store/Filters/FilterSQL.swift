import Ecosystem

/// Translates a filter into an SQL condition on the table `t`. Values are bound; names come from the model only. References to
/// records outside the scope have no value.
struct FilterSQL {
  let table: ScopedTable
  /// The spellings of the names that the filter compares, as far as they were read.
  let spellings: NameSpellings
  private var layout: TableLayout { table.layout }

  init(_ table: ScopedTable, spellings: NameSpellings = .none) { (self.table, self.spellings) = (table, spellings) }

  /// Returns the condition, true exactly for the records of the filter.
  func condition(_ filter: Filter) -> SQLFragment {
    switch filter {
    case .all(let parts): parts.isEmpty ? SQLFragment("1") : .joined(parts.map(condition), by: "AND")
    case .any(let parts): parts.isEmpty ? SQLFragment("0") : .joined(FilterSQL.merged(parts).map(condition), by: "OR")
    case .none(let parts): negated(condition(.any(parts)))
    case .compare(let field, let comparison): condition(field, comparison)
    case .near(let point): near(point)
    case .consented(let purpose): ConsentSQL(entity: layout.entity, purpose: purpose).condition
    }
  }

  /// Merges alternatives that compare one name with values, so that thousands of them are one look-up.
  private static func merged(_ parts: [Filter]) -> [Filter] {
    var others: [Filter] = []
    var names: [(field: FieldDescription, values: [FieldValue])] = []
    for part in parts {
      guard case .compare(let field, .equal(let values)) = part, field.textRule?.folds == true else {
        others.append(part)
        continue
      }
      if let position = names.firstIndex(where: { $0.field.id == field.id }) {
        names[position].values += values
      } else {
        names.append((field, values))
      }
    }
    return others + names.map { .compare($0.field, .equal($0.values)) }
  }

  /// Negates a condition, NULL included.
  private func negated(_ part: SQLFragment) -> SQLFragment {
    SQLFragment("(\(part.sql)) IS NOT TRUE", part.arguments, depth: part.depth + 1)
  }

  private func condition(_ field: FieldDescription, _ comparison: Comparison) -> SQLFragment {
    switch comparison {
    case .equal(let values): return equal(field, values)
    case .unequal(let values): return negated(equal(field, values))
    case .less(let value): return compared(field, "<", value: value)
    case .lessOrEqual(let value): return compared(field, "<=", value: value)
    case .greater(let value): return compared(field, ">", value: value)
    case .greaterOrEqual(let value): return compared(field, ">=", value: value)
    case .like(let patterns): return like(field, patterns)
    case .has(let values): return has(field, values)
    case .present(let isPresent):
      return SQLFragment("\(sql(field).present) IS \(isPresent ? "NOT " : "")NULL")
    }
  }

  // MARK: Equality

  private func sql(_ field: FieldDescription) -> FieldSQL { FieldSQL(field, table.conditions) }

  private func equal(_ field: FieldDescription, _ values: [FieldValue]) -> SQLFragment {
    if values.isEmpty { return SQLFragment("0") }
    let condition = storedIsEqual(field, values)
    // The stored value is compared, so that an index is used.
    guard !field.type.isList, let test = sql(field).targetIsSeen else { return condition }
    return SQLFragment("(\(condition.sql)) AND \(test)", condition.arguments, depth: condition.depth + 1)
  }

  private func storedIsEqual(_ field: FieldDescription, _ values: [FieldValue]) -> SQLFragment {
    if field.includesDescendants { return inside(sql(field).stored, values) }
    switch field.type {
    case .money: return .joined(values.map { money(field, "=", value: $0) }, by: "OR")
    case .localizedText: return anyElement(field, among: values)
    case .text where field.textRule?.folds == true: return named(field, sql(field).stored, among: values)
    case .concept(let scheme) where field.plugin == nil:
      let ids = values.map { FieldValue.text("\(scheme):\($0.textValue ?? "")") }
      return among("t.\(SQLText.name(TableLayout.conceptColumn(field.id)))", ids)
    default: return among(sql(field).stored, values)
    }
  }

  /// Passes many values as one JSON list, so that the number of distinct statements stays small.
  private func among(_ expression: String, _ values: [FieldValue]) -> SQLFragment {
    if values.count == 1 { return SQLFragment("\(expression) = ?", [SQLValue(values[0])]) }
    let list = FieldValue.list(values.map(FilterSQL.comparable))
    return SQLFragment("\(expression) IN (SELECT value FROM json_each(?))", [.text(list.json)])
  }

  /// Converts a value to the form SQLite compares: Booleans are numbers there.
  private static func comparable(_ value: FieldValue) -> FieldValue {
    value.booleanValue.map { .integer($0 ? 1 : 0) } ?? value
  }

  /// Compares names, which letter case, accents and ligatures do not tell apart, with an index where there is one.
  private func named(_ field: FieldDescription, _ expression: String, among values: [FieldValue]) -> SQLFragment {
    let folded = values.map { Folding.fold($0.textValue ?? "") }
    guard layout.folds(field) else { return among("grappe_fold(\(expression))", folded.map(FieldValue.text)) }
    let column = field.type.isList ? expression : "\(expression) COLLATE NOCASE"
    guard let known = known(folded, of: field) else { return NameSearch.condition(column, among: folded) }
    return among(column, known.map(FieldValue.text))
  }

  /// Returns the spellings of several names; nil unless those of all were read.
  private func known(_ folded: [String], of field: FieldDescription) -> [String]? {
    var all: [String] = []
    for name in folded {
      guard let spellings = spellings[field, name] else { return nil }
      all += spellings
    }
    return all
  }

  private func anyElement(_ field: FieldDescription, among values: [FieldValue]) -> SQLFragment {
    let test = field.textRule?.folds == true ? named(field, "value", among: values) : among("value", values)
    return SQLFragment("EXISTS (SELECT 1 FROM \(sql(field).elements) WHERE \(test.sql))", test.arguments)
  }

  /// Matches one of the territories, or a territory inside them.
  private func inside(_ expression: String, _ territories: [FieldValue]) -> SQLFragment {
    SQLFragment("\(expression) IN (\(descendants))", [.text(FieldValue.list(territories).json)])
  }

  /// The territories of a JSON list with all inside them. `UNION` also ends on a cycle. A territory outside the scope contains none.
  private var descendants: String {
    let seen = table.territoryIsSeen.map { " WHERE \($0)" } ?? ""
    let given =
      seen.isEmpty ? "SELECT value FROM json_each(?)" : "SELECT c.id FROM json_each(?) g JOIN territory c ON c.id = g.value\(seen)"
    return """
      WITH RECURSIVE inside (id) AS (
        \(given) UNION SELECT c.id FROM territory c JOIN inside ON c.parent = inside.id\(seen)
      ) SELECT id FROM inside
      """
  }

  // MARK: Order

  private func compared(_ field: FieldDescription, _ sign: String, value: FieldValue) -> SQLFragment {
    if field.type == .money { return money(field, sign, value: value) }
    return SQLFragment("\(sql(field).value) \(sign) ?", [SQLValue(bound(field, sign, value: value))])
  }

  /// Returns the value to bind. As an upper bound, `2024` includes all dates that begin with it: `~` sorts after any
  /// continuation.
  private func bound(_ field: FieldDescription, _ sign: String, value: FieldValue) -> FieldValue {
    guard field.type == .date, sign == "<=" || sign == ">", let text = value.textValue else { return value }
    return .text(text + "~")
  }

  private func money(_ field: FieldDescription, _ sign: String, value: FieldValue) -> SQLFragment {
    let (amount, currency) = sql(field).money
    let entries = value.mapValue ?? [:]
    return SQLFragment(
      "\(currency) = ? AND \(amount) \(sign) ?",
      [SQLValue(entries["currency"] ?? .null), SQLValue(entries["amount"] ?? .null)])
  }

  // MARK: Patterns and lists

  private func like(_ field: FieldDescription, _ patterns: [String]) -> SQLFragment {
    if patterns.isEmpty { return SQLFragment("0") }
    let isSeveral = field.type.isList || field.type == .localizedText
    let value = isSeveral ? "value" : sql(field).value
    let tests = patterns.map { SQLFragment("grappe_fold(\(value)) LIKE ? ESCAPE '\\'", [.text(Folding.fold($0))]) }
    let test = SQLFragment.joined(tests, by: "OR")
    if !isSeveral { return test }
    return SQLFragment(
      "EXISTS (SELECT 1 FROM \(sql(field).elements) WHERE \(test.sql))", test.arguments, depth: test.depth + 1)
  }

  private func has(_ field: FieldDescription, _ values: [FieldValue]) -> SQLFragment {
    if values.isEmpty { return SQLFragment("0") }
    if field.plugin != nil { return hasElement(field, values) }
    let found = isLinked(field, values)
    // The index first, then the elements of the scope.
    return sql(field).restricted == nil ? found : .joined([found, hasElement(field, values)], by: "AND")
  }

  /// Matches by the elements of the list itself.
  private func hasElement(_ field: FieldDescription, _ values: [FieldValue]) -> SQLFragment {
    if !field.includesDescendants { return anyElement(field, among: values) }
    let test = inside("value", values)
    return SQLFragment("EXISTS (SELECT 1 FROM \(sql(field).elements) WHERE \(test.sql))", test.arguments)
  }

  /// Matches by the table of the list's elements, which has an index.
  private func isLinked(_ field: FieldDescription, _ values: [FieldValue]) -> SQLFragment {
    let targets = values.map { FieldValue.text(TableLayout.linkTarget(field, $0.textValue ?? "")) }
    let test =
      field.includesDescendants
      ? inside("target", targets) : field.textRule?.folds == true ? named(field, "target", among: targets) : among("target", targets)
    let link = TableLayout.linkTable(layout.entity.id, field.id)
    return SQLFragment("t.id IN (SELECT id FROM \(link) WHERE \(test.sql))", test.arguments)
  }

  // MARK: Place

  /// Selects the cells around the circle from an index, then filters by distance.
  private func near(_ point: NearPoint) -> SQLFragment {
    let boxes = PlaceBox.around(point).map { layout.rows(in: $0, around: point) }
    let sql = boxes.map(\.sql).joined(separator: " UNION ALL ")
    return SQLFragment("t.rowid IN (\(sql))", boxes.flatMap(\.arguments))
  }
}
