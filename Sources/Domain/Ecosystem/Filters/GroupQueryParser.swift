import Localization

extension GroupQuery {
  /// Reads a query as plugins write it: a filter, and a table of options.
  ///
  /// - Parameters:
  ///   - filter: as `Filter(_:for:)` reads it.
  ///   - options: `by` (a key, a list of keys, or keys by the names they get in the groups), `count` (true unless it says false),
  ///     `sum`, `avg`, `min`, `max`, `distinct` (a field or a list of them), `order` (a key, `count` or `sum.FIELD`, `-` before it
  ///     for descending, or a list of them), `limit`, `offset`.
  ///   - schema: the model with the entities that references lead to.
  /// - Throws: `EcosystemError` naming the option, field or part, and the nearest right name.
  public init(
    _ filter: FieldValue, options: FieldValue, for entity: EntityDescription, in schema: Schema
  ) throws(EcosystemError) {
    let parser = GroupOptionParser(entity: entity, schema: schema)
    self.init(filter: try Filter(filter, for: entity))
    guard let entries = options.isNull ? [:] : options.mapValue else { throw parser.wrong(options, "options") }
    for name in entries.keys.sorted() where !GroupQuery.optionNames.contains(name) { throw parser.unknownOption(name) }
    keys = try parser.keys(entries["by"] ?? .null)
    isCounted = try parser.flag(entries["count"] ?? .null, "count") ?? true
    for kind in Aggregate.Kind.allCases {
      aggregates += try parser.aggregates(entries[kind.rawValue] ?? .null, kind, keys: keys)
    }
    if aggregates.count > GroupQuery.aggregatesMax { throw parser.tooManyFigures(aggregates.count) }
    order = try parser.order(entries["order"] ?? .null, self)
    limit = try parser.count(entries["limit"] ?? .null, "limit")
    offset = try parser.count(entries["offset"] ?? .null, "offset") ?? 0
  }
}

/// Reads the options of grouped queries on one entity.
private struct GroupOptionParser {
  let entity: EntityDescription
  let schema: Schema

  /// The names in a group that are no keys.
  private static let reserved = ["count"] + GroupQuery.Aggregate.Kind.allCases.map(\.rawValue)

  // MARK: Keys

  func keys(_ value: FieldValue) throws(EcosystemError) -> [GroupQuery.Key] {
    var keys: [GroupQuery.Key] = []
    for (name, text) in try named(value) {
      if GroupOptionParser.reserved.contains(name) { throw reserved(name) }
      let (path, part) = try split(text)
      keys.append(try key(name, try FieldPath(path, of: entity, in: schema), part))
    }
    if keys.count > GroupQuery.keysMax || Set(keys.map(\.name)).count != keys.count { throw wrong(value, "by") }
    return keys
  }

  /// Returns the keys with their names in the groups.
  private func named(_ value: FieldValue) throws(EcosystemError) -> [(name: String, key: String)] {
    guard let entries = value.mapValue, !entries.isEmpty else { return try names(value, "by").map { ($0, $0) } }
    var named: [(String, String)] = []
    for (name, key) in entries.sortedByKey {
      guard let text = key.textValue else { throw wrong(value, "by") }
      named.append((name, text))
    }
    return named
  }

  private func split(_ text: String) throws(EcosystemError) -> (path: String, part: String?) {
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  private func key(_ name: String, _ path: FieldPath, _ part: String?) throws(EcosystemError) -> GroupQuery.Key {
    let parts = GroupOptionParser.parts(of: path.field.type)
    guard let part else {
      let type = path.field.type
      if type == .json || type == .money { throw notGroupable(path, parts) }
      return GroupQuery.Key(name: name, path: path, part: nil)
    }
    guard let found = parts.first(where: { $0.name == part }) else { throw unknownPart(part, of: path, among: parts) }
    return GroupQuery.Key(name: name, path: path, part: found)
  }

  private static func parts(of type: FieldType) -> [GroupQuery.Part] {
    switch type.element {
    case .reference(["territory"]): TerritoryLevel.allCases.map(GroupQuery.Part.level)
    case .date, .instant: [.year, .month, .day]
    case .money: [.currency]
    default: []
    }
  }

  // MARK: Figures

  func aggregates(
    _ value: FieldValue, _ kind: GroupQuery.Aggregate.Kind, keys: [GroupQuery.Key]
  ) throws(EcosystemError) -> [GroupQuery.Aggregate] {
    var aggregates: [GroupQuery.Aggregate] = []
    for name in try names(value, kind.rawValue) {
      let path = try FieldPath(name, of: entity, in: schema)
      guard GroupOptionParser.isComputable(kind, path.field.type) else { throw notComputable(kind, path) }
      if path.field.type == .money, !keys.contains(where: { $0.path == path && $0.part == .currency }) {
        throw mixedCurrencies(kind, path)
      }
      aggregates.append(GroupQuery.Aggregate(kind: kind, path: path))
    }
    return aggregates
  }

  private static func isComputable(_ kind: GroupQuery.Aggregate.Kind, _ type: FieldType) -> Bool {
    switch (kind, type) {
    case (_, .integer), (_, .number), (.sum, .money), (.avg, .money), (.min, .money), (.max, .money): true
    case (.min, .date), (.max, .date), (.min, .instant), (.max, .instant): true
    case (.distinct, .list), (.distinct, .json), (.distinct, .money), (.distinct, .localizedText): false
    case (.distinct, _): true
    default: false
    }
  }

  // MARK: Order and window

  func order(_ value: FieldValue, _ query: GroupQuery) throws(EcosystemError) -> [GroupQuery.Order] {
    let figures = query.aggregates.map { "\($0.kind.rawValue).\($0.path.name)" }
    let known = query.keys.map(\.name) + (query.isCounted ? ["count"] : []) + figures
    var order: [GroupQuery.Order] = []
    for name in try names(value, "order") {
      let isDescending = name.hasPrefix("-")
      let plain = isDescending ? String(name.dropFirst()) : name
      guard let index = known.firstIndex(of: plain) else { throw unknownTerm(plain, known) }
      order.append(GroupQuery.Order(term: term(index, query), isDescending: isDescending))
    }
    if order.count > Query.orderFieldsMax { throw wrong(value, "order") }
    return order
  }

  private func term(_ index: Int, _ query: GroupQuery) -> GroupQuery.Order.Term {
    let keys = query.keys.count
    if index < keys { return .key(index) }
    if query.isCounted && index == keys { return .count }
    return .aggregate(index - keys - (query.isCounted ? 1 : 0))
  }

  func count(_ value: FieldValue, _ option: String) throws(EcosystemError) -> Int? {
    if value.isNull { return nil }
    guard let count = value.integerValue, count >= 0 else { throw wrong(value, option) }
    return Int(count)
  }

  func flag(_ value: FieldValue, _ option: String) throws(EcosystemError) -> Bool? {
    if value.isNull { return nil }
    guard let flag = value.booleanValue else { throw wrong(value, option) }
    return flag
  }

  /// Returns the texts of a text or a list of texts; none for null and an empty table.
  private func names(_ value: FieldValue, _ option: String) throws(EcosystemError) -> [String] {
    if value.isNull || value == .map([:]) { return [] }
    var names: [String] = []
    for element in value.listValue ?? [value] {
      guard case .text(let name) = element else { throw wrong(value, option) }
      names.append(name)
    }
    return names
  }

  // MARK: Refusals

  func unknownOption(_ name: String) -> EcosystemError {
    EcosystemError(
      Problem(
        .unknownOption, entity: entity.id, found: name,
        wanted: LocalizedText(verbatim: GroupQuery.optionNames.joined(separator: ", ")),
        suggestion: NearestName.suggest(name, among: GroupQuery.optionNames)))
  }

  func wrong(_ value: FieldValue, _ option: String) -> EcosystemError {
    badOption(option, found: Problem.shown(value), wanted: wanted(option))
  }

  private func wanted(_ option: String) -> LocalizedText {
    switch option {
    case "options": LocalizedText("ecosystem.query-parser.table-options")
    case "by": LocalizedText("ecosystem.group-query.most-keys", ["keys-max": GroupQuery.keysMax])
    case "count": FieldType.boolean.wanted
    case "order":
      LocalizedText("ecosystem.query-parser.most-names-fields-before", ["order-fields-max": Query.orderFieldsMax])
    case "limit", "offset": LocalizedText("ecosystem.query-parser.whole-number-from-0")
    default: LocalizedText("ecosystem.query-parser.list-names-fields")
    }
  }

  func tooManyFigures(_ count: Int) -> EcosystemError {
    badOption(
      "options", found: "\(count)",
      wanted: LocalizedText("ecosystem.group-query.most-figures", ["aggregates-max": GroupQuery.aggregatesMax]))
  }

  private func reserved(_ name: String) -> EcosystemError {
    badOption("by", found: name, wanted: LocalizedText("ecosystem.group-query.other-name", ["name": name]))
  }

  private func notGroupable(_ path: FieldPath, _ parts: [GroupQuery.Part]) -> EcosystemError {
    let wanted =
      parts.isEmpty
      ? LocalizedText("ecosystem.group-query.comparable-field")
      : LocalizedText(verbatim: parts.map { "\(path.name):\($0.name)" }.joined(separator: ", "))
    return badOption("by", found: path.name, wanted: wanted)
  }

  private func unknownPart(_ part: String, of path: FieldPath, among parts: [GroupQuery.Part]) -> EcosystemError {
    let names = parts.map(\.name)
    let wanted =
      parts.isEmpty
      ? LocalizedText("ecosystem.group-query.without-part", ["path": path.name]) : LocalizedText(verbatim: names.joined(separator: ", "))
    return EcosystemError(
      Problem(
        .badOption, entity: entity.id, field: "by", found: "\(path.name):\(part)", wanted: wanted,
        suggestion: NearestName.suggest(part, among: names).map { "\(path.name):\($0)" }))
  }

  private func notComputable(_ kind: GroupQuery.Aggregate.Kind, _ path: FieldPath) -> EcosystemError {
    let wanted: LocalizedText =
      switch kind {
      case .sum, .avg: LocalizedText("ecosystem.group-query.number-or-money")
      case .min, .max: LocalizedText("ecosystem.group-query.number-money-date")
      case .distinct: LocalizedText("ecosystem.query-parser.field-single-value")
      }
    return badOption(kind.rawValue, found: path.name, wanted: wanted)
  }

  private func mixedCurrencies(_ kind: GroupQuery.Aggregate.Kind, _ path: FieldPath) -> EcosystemError {
    badOption(
      kind.rawValue, found: path.name,
      wanted: LocalizedText("ecosystem.group-query.currency-key", ["key": "\(path.name):currency"]))
  }

  private func unknownTerm(_ name: String, _ known: [String]) -> EcosystemError {
    EcosystemError(
      Problem(
        .badOption, entity: entity.id, field: "order", found: name,
        wanted: LocalizedText(verbatim: known.joined(separator: ", ")), suggestion: NearestName.suggest(name, among: known)))
  }

  private func badOption(_ option: String, found: String, wanted: LocalizedText) -> EcosystemError {
    EcosystemError(Problem(.badOption, entity: entity.id, field: option, found: found, wanted: wanted))
  }
}
