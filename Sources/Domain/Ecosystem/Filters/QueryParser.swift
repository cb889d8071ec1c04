import Localization

extension Query {
  /// Reads a query as plugins write it: a filter, and a table of options.
  ///
  ///     Query(["kind": "company"], options: ["order": "-founded", "limit": 10, "fields": ["name"]], for: .actor)
  ///
  /// - Parameters:
  ///   - filter: as `Filter(_:for:)` reads it.
  ///   - options: `order` (a field, `-` before it for descending, or a list of them), `limit`, `offset`, `fields` (names of fields,
  ///     also of records that the record refers to: `territory.name`), `purpose` (only records whose persons have consented to it).
  ///   - schema: the model with the entities that references lead to.
  /// - Throws: `EcosystemError` naming the field, operator or option, and the nearest right name.
  public init(
    _ filter: FieldValue, options: FieldValue = .null, for entity: EntityDescription, in schema: Schema = .grappe
  ) throws(EcosystemError) {
    let parser = OptionParser(entity: entity, schema: schema)
    self.init(filter: try Filter(filter, for: entity))
    guard let entries = options.isNull ? [:] : options.mapValue else { throw parser.wrongOptions(options) }
    for (name, value) in entries.sortedByKey {
      switch name {
      case "order": order = try parser.order(value)
      case "limit": limit = try parser.count(value, name)
      case "offset": offset = try parser.count(value, name)
      case "fields": (fields, paths) = try parser.fields(value)
      case "purpose": self.filter = .all([self.filter, .consented(try parser.purpose(value))])
      default: throw parser.unknownOption(name)
      }
    }
  }
}

/// Reads the options of queries on one entity.
private struct OptionParser {
  let entity: EntityDescription
  let schema: Schema

  func order(_ value: FieldValue) throws(EcosystemError) -> [Query.Order] {
    var order: [Query.Order] = []
    for name in try names(value, "order") {
      let isDescending = name.hasPrefix("-")
      let field = try entity.requireField(isDescending ? String(name.dropFirst()) : name)
      if field.type.isList || field.type == .json { throw notOrderable(field) }
      order.append(Query.Order(field, isDescending: isDescending))
    }
    if order.count > Query.orderFieldsMax { throw wrong(value, "order") }
    return order
  }

  func fields(_ value: FieldValue) throws(EcosystemError) -> ([FieldDescription], [FieldPath]) {
    var asked: Set<String> = ["id"]
    var paths: [FieldPath] = []
    for name in try names(value, "fields") {
      let path = try FieldPath(name, of: entity, in: schema)
      if path.steps.isEmpty { asked.insert(path.field.id) } else if !paths.contains(path) { paths.append(path) }
    }
    if paths.count > Query.pathsMax { throw wrong(value, "fields") }
    return (entity.fields.filter { asked.contains($0.id) }, paths)
  }

  func purpose(_ value: FieldValue) throws(EcosystemError) -> ConsentPurpose {
    let names = ConsentPurpose.allCases.map(\.rawValue)
    guard entity.concernsPersons, let text = value.textValue, let purpose = ConsentPurpose(rawValue: text) else {
      throw EcosystemError(
        Problem(
          .badOption, entity: entity.id, field: "purpose", found: Problem.shown(value), wanted: wanted("purpose"),
          suggestion: value.textValue.flatMap { NearestName.suggest($0, among: names) }))
    }
    return purpose
  }

  func count(_ value: FieldValue, _ option: String) throws(EcosystemError) -> Int {
    guard let count = value.integerValue, count >= 0 else { throw wrong(value, option) }
    return Int(count)
  }

  private func names(_ value: FieldValue, _ option: String) throws(EcosystemError) -> [String] {
    var names: [String] = []
    for element in value.listValue ?? [value] {
      guard case .text(let name) = element else { throw wrong(value, option) }
      names.append(name)
    }
    return names
  }

  func unknownOption(_ name: String) -> EcosystemError {
    EcosystemError(
      Problem(
        .unknownOption, entity: entity.id, found: name,
        wanted: LocalizedText(verbatim: Query.optionNames.joined(separator: ", ")),
        suggestion: NearestName.suggest(name, among: Query.optionNames)))
  }

  func wrongOptions(_ value: FieldValue) -> EcosystemError {
    EcosystemError(
      Problem(
        .badOption, entity: entity.id, field: "options", found: Problem.shown(value),
        wanted: LocalizedText("ecosystem.query-parser.table-options")))
  }

  private func notOrderable(_ field: FieldDescription) -> EcosystemError {
    EcosystemError(
      Problem(
        .badOption, entity: entity.id, field: "order", found: field.id,
        wanted: LocalizedText("ecosystem.query-parser.field-single-value")))
  }

  private func wrong(_ value: FieldValue, _ option: String) -> EcosystemError {
    EcosystemError(
      Problem(.badOption, entity: entity.id, field: option, found: Problem.shown(value), wanted: wanted(option)))
  }

  private func wanted(_ option: String) -> LocalizedText {
    switch option {
    case "order":
      LocalizedText(
        "ecosystem.query-parser.most-names-fields-before", ["order-fields-max": Query.orderFieldsMax])
    case "fields": LocalizedText("ecosystem.query-parser.list-names-fields-paths", ["paths-max": Query.pathsMax])
    case "purpose":
      LocalizedText(
        "ecosystem.query-parser.purpose", ["purposes": ConsentPurpose.allCases.map(\.rawValue).joined(separator: ", ")])
    default: LocalizedText("ecosystem.query-parser.whole-number-from-0")
    }
  }
}
