import Localization

extension Filter {
  /// Reads a filter as plugins write it:
  ///
  ///     { kind = "company", categories = { has = "entrepreneuriat" }, founded = { ge = "2010", lt = "2020" },
  ///       name = { like = "kikk%" }, near = { lat = 50.46, lon = 4.87, km = 20 }, any = { {…}, {…} }, none = {…} }
  ///
  /// A value means equality, a list any of its values. Null and an empty table ask for every record.
  /// - Throws: `EcosystemError` naming the field or operator, the value found and the nearest right name.
  public init(_ value: FieldValue, for entity: EntityDescription) throws(EcosystemError) {
    self = try FilterParser(entity: entity).filter(value, depth: 0)
    let count = comparisonCount
    guard count <= FilterParser.comparisonsMax else { throw FilterParser(entity: entity).tooManyComparisons(count) }
  }
}

/// Reads filters of one entity.
struct FilterParser {
  /// How deeply filters may be nested. SQLite's parser holds 100 symbols, of which each level takes several.
  static let depthMax = 10
  /// The number of comparisons of a filter. SQLite prepares a statement without a call of the interrupt, in a time that grows with
  /// the square of their number: 6,000 take about half a second.
  static let comparisonsMax = 6_000
  let entity: EntityDescription

  func filter(_ value: FieldValue, depth: Int) throws(EcosystemError) -> Filter {
    if value.isNull { return .everything }
    guard let entries = value.mapValue, depth < FilterParser.depthMax else { throw wrongFilter(value) }
    var conditions: [Filter] = []
    for (name, wanted) in entries.sortedByKey {
      conditions.append(try condition(name, wanted, depth: depth))
    }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private func condition(_ name: String, _ value: FieldValue, depth: Int) throws(EcosystemError) -> Filter {
    switch name {
    case "any": return .any(try filters(value, depth: depth + 1))
    case "none": return .none(try filters(value, depth: depth + 1))
    case "near" where entity.field("lat") != nil: return .near(try near(value))
    default: return try checkedComparison(of: field(name), with: value)
    }
  }

  /// Reads the comparison of a field; the error names no value of a personal field.
  private func checkedComparison(
    of field: FieldDescription, with value: FieldValue
  ) throws(EcosystemError) -> Filter {
    do throws(EcosystemError) { return try comparison(of: field, with: value) } catch {
      throw EcosystemError(error.problems.map { $0.withoutPersonalValue(in: entity) })
    }
  }

  private func filters(_ value: FieldValue, depth: Int) throws(EcosystemError) -> [Filter] {
    guard case .list(let elements) = value else { return [try filter(value, depth: depth)] }
    var filters: [Filter] = []
    for element in elements { filters.append(try filter(element, depth: depth)) }
    return filters
  }

  private func field(_ name: String) throws(EcosystemError) -> FieldDescription {
    if let field = entity.field(name) { return field }
    let names = entity.fields.map(\.id) + ["any", "none"] + (entity.field("lat") == nil ? [] : ["near"])
    throw EcosystemError(
      Problem(
        .unknownField, entity: entity.id, field: name, wanted: LocalizedText(verbatim: names.joined(separator: ", ")),
        suggestion: entity.renames[name] ?? NearestName.suggest(name, among: names)))
  }

  private func comparison(of field: FieldDescription, with value: FieldValue) throws(EcosystemError) -> Filter {
    guard case .map(let entries) = value, !isPlainValue(entries, of: field) else {
      return .compare(field, try comparison(.eq, value, field: field))
    }
    if entries.isEmpty { throw wrong(value, field) }
    var conditions: [Filter] = []
    for (name, operand) in entries.sortedByKey {
      conditions.append(.compare(field, try comparison(try filterOperator(name, field), operand, field: field)))
    }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  /// Whether the map is an amount of money rather than operators.
  private func isPlainValue(_ entries: ExactDictionary<FieldValue>, of field: FieldDescription) -> Bool {
    field.type == .money && entries["amount"] != nil
  }

  private func filterOperator(_ name: String, _ field: FieldDescription) throws(EcosystemError) -> FilterOperator {
    if let found = FilterOperator(rawValue: name) { return found }
    let names = FilterOperator.allCases.map(\.rawValue)
    throw EcosystemError(
      Problem(
        .unknownOperator, entity: entity.id, field: field.id, found: name,
        wanted: LocalizedText(verbatim: names.joined(separator: ", ")),
        suggestion: NearestName.suggest(name, among: names)))
  }

  private func comparison(
    _ name: FilterOperator, _ operand: FieldValue, field: FieldDescription
  ) throws(EcosystemError) -> Comparison {
    let allowed = field.type.filterOperators
    guard allowed.contains(name) else {
      let wanted = LocalizedText(verbatim: allowed.map(\.rawValue).joined(separator: ", "))
      throw EcosystemError(
        Problem(.wrongOperator, entity: entity.id, field: field.id, found: name.rawValue, wanted: wanted))
    }
    switch name {
    case .eq: return .equal(try values(operand, field))
    case .ne: return .unequal(try values(operand, field))
    case .lt: return .less(try value(operand, field))
    case .le: return .lessOrEqual(try value(operand, field))
    case .gt: return .greater(try value(operand, field))
    case .ge: return .greaterOrEqual(try value(operand, field))
    case .like: return .like(try patterns(operand, field))
    case .has: return .has(try values(operand, field))
    case .present: return .present(try flag(operand, field))
    }
  }

  private func values(_ operand: FieldValue, _ field: FieldDescription) throws(EcosystemError) -> [FieldValue] {
    guard let elements = operand.listValue else { return [try value(operand, field)] }
    var values: [FieldValue] = []
    for element in elements { values.append(try value(element, field)) }
    return values
  }

  private func value(_ operand: FieldValue, _ field: FieldDescription) throws(EcosystemError) -> FieldValue {
    let type = field.type.element == .localizedText ? .longText : field.type.element
    switch ValueCheck.canonical(field.normal(operand), as: FilterParser.comparable(type)) {
    case .success(let value): return value
    case .failure(let refusal):
      throw EcosystemError(refusal.problem(entity: entity.id, id: nil, field: field.id))
    }
  }

  /// The type of the compared value: numbers may lie out of the field's range, a filter only compares.
  private static func comparable(_ type: FieldType) -> FieldType {
    switch type {
    case .integer: .anyInteger
    case .number: .anyNumber
    case .text: .longText
    default: type
    }
  }

  private func patterns(_ operand: FieldValue, _ field: FieldDescription) throws(EcosystemError) -> [String] {
    var patterns: [String] = []
    for element in operand.listValue ?? [operand] {
      guard case .text(let pattern) = element else { throw wrong(operand, field) }
      if pattern.utf8.count > FieldType.textBytesMax { throw tooLong(pattern, field) }
      patterns.append(pattern)
    }
    return patterns
  }

  private func flag(_ operand: FieldValue, _ field: FieldDescription) throws(EcosystemError) -> Bool {
    if let flag = operand.booleanValue { return flag }
    throw EcosystemError(
      Problem(
        .wrongType, entity: entity.id, field: field.id, found: Problem.shown(operand), wanted: FieldType.boolean.wanted)
    )
  }

  private func near(_ value: FieldValue) throws(EcosystemError) -> NearPoint {
    if let entries = value.mapValue, Set(entries.keys) == ["lat", "lon", "km"],
      let lat = entries["lat"]?.numberValue, let lon = entries["lon"]?.numberValue, let km = entries["km"]?.numberValue,
      (-90...90).contains(lat), (-180...180).contains(lon), (0...20_100).contains(km)
    {
      return NearPoint(lat: lat, lon: lon, kilometres: km)
    }
    throw EcosystemError(
      Problem(
        .wrongType, entity: entity.id, field: "near", found: Problem.shown(value),
        wanted: LocalizedText(
          "ecosystem.filter-parser.text")))
  }

  private func tooLong(_ pattern: String, _ field: FieldDescription) -> EcosystemError {
    EcosystemError(
      Problem(
        .tooLong, entity: entity.id, field: field.id, found: "\(pattern.utf8.count)",
        wanted: LocalizedText("ecosystem.filter-parser.most", ["text-bytes-max": FieldType.textBytesMax])))
  }

  fileprivate func tooManyComparisons(_ count: Int) -> EcosystemError {
    EcosystemError(
      Problem(
        .tooLong, entity: entity.id, field: "filter", found: "\(count)",
        wanted: LocalizedText("ecosystem.filter-parser.comparisons-most", ["comparisons-max": FilterParser.comparisonsMax])))
  }

  private func wrong(_ value: FieldValue, _ field: FieldDescription) -> EcosystemError {
    EcosystemError(
      Problem(
        .wrongType, entity: entity.id, field: field.id, found: Problem.shown(value), wanted: field.type.element.wanted))
  }

  private func wrongFilter(_ value: FieldValue) -> EcosystemError {
    EcosystemError(
      Problem(
        .wrongType, entity: entity.id, field: "filter", found: Problem.shown(value),
        wanted: LocalizedText(
          "ecosystem.filter-parser.table-fields-nested-most", ["depth-max": FilterParser.depthMax])))
  }
}
