import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Reports unknown fields, operators and words in the filters, options and records that a plugin writes as literals in calls of
/// collections.
struct RecordCheck {
  private let ownFields: OwnFields
  private let entities: [String: EntityDescription]

  init(_ ownFields: OwnFields) {
    self.ownFields = ownFields
    entities = Dictionary(uniqueKeysWithValues: Schema.grappe.entities.map { ($0.collection, $0) })
  }

  func findings(in files: [CheckedFile]) -> [CheckFinding] {
    files.flatMap { file in file.reading.uses.flatMap { findings($0, in: file) } }
  }

  private func findings(_ use: LuaUse, in file: CheckedFile) -> [CheckFinding] {
    guard case .called(let arguments) = use.manner, use.path.root == "grappe", use.path.names.count == 2,
      let entity = entities[use.path.names[0]]
    else { return [] }
    func argument(_ index: Int) -> LuaExpression? { index < arguments.count ? arguments[index] : nil }
    switch use.path.names[1] {
    case "find", "first", "each", "count": return filter(argument(0), entity, file: file) + options(argument(1), entity, file: file)
    case "group": return filter(argument(0), entity, file: file) + groupOptions(argument(1), entity, file: file)
    case "search": return filter(argument(1), entity, file: file) + options(argument(2), entity, file: file)
    // A test may pass an invalid record on purpose, to see it refused.
    case "add" where !file.isTest:
      // A record in a variable may have got further fields since.
      let isVariable = use.resolved.contains(0)
      return record(argument(0), entity, file: file, isVariable: isVariable) + (isVariable ? [] : missing(argument(0), entity, file: file))
    case "set" where !file.isTest: return record(argument(1), entity, file: file, isVariable: use.resolved.contains(1))
    default: return []
    }
  }

  // MARK: Filters

  private func filter(_ value: LuaExpression?, _ entity: EntityDescription, file: CheckedFile) -> [CheckFinding] {
    guard case .table(let fields)? = value?.kind else { return [] }
    return fields.flatMap { field -> [CheckFinding] in
      guard case .name(let name) = field.key else { return [] }
      switch name {
      case "any", "none": return nested(field.value, entity, file: file)
      case "near" where entity.field("lat") != nil: return []
      default: return condition(name, field, entity: entity, file: file)
      }
    }
  }

  /// Checks a filter, or a list of filters.
  private func nested(_ value: LuaExpression, _ entity: EntityDescription, file: CheckedFile) -> [CheckFinding] {
    guard case .table(let fields) = value.kind else { return [] }
    let elements = fields.filter { if case .position = $0.key { true } else { false } }
    return elements.isEmpty ? filter(value, entity, file: file) : elements.flatMap { filter($0.value, entity, file: file) }
  }

  private func condition(
    _ name: String, _ field: LuaField, entity: EntityDescription, file: CheckedFile
  ) -> [CheckFinding] {
    let others = ["any", "none"] + (entity.field("lat") == nil ? [] : ["near"])
    if let unknown = unknown(name, entity, file: file, line: field.line, others: others) { return [unknown] }
    guard let described = entity.field(name) else { return [] }
    return operators(field.value, described, entity: entity, file: file) + words(field.value, described, entity: entity, file: file)
  }

  private func operators(
    _ value: LuaExpression, _ field: FieldDescription, entity: EntityDescription, file: CheckedFile
  ) -> [CheckFinding] {
    guard case .table(let entries) = value.kind, field.type != .money else { return [] }
    let known = field.type.filterOperators.map(\.rawValue)
    return entries.compactMap { entry in
      guard case .name(let name) = entry.key, !known.contains(name) else { return nil }
      return CheckFinding(
        unknown: LocalizedText(
          "engine.record-check.operator-field", ["name": name, "id": field.id]), name, among: known, code: "filter.operator",
        file: file.name, line: entry.line)
    }
  }

  private func options(_ value: LuaExpression?, _ entity: EntityDescription, file: CheckedFile) -> [CheckFinding] {
    options(value, among: Query.optionNames, file: file) { option in
      guard option.name == "order" || option.name == "fields" else { return [] }
      return texts(option.value).compactMap { text in
        let name = option.name == "order" && text.text.hasPrefix("-") ? String(text.text.dropFirst()) : text.text
        return unknownPath(name, entity, file: file, line: text.line)
      }
    }
  }

  private func groupOptions(_ value: LuaExpression?, _ entity: EntityDescription, file: CheckedFile) -> [CheckFinding] {
    options(value, among: GroupQuery.optionNames, file: file) { option in
      guard !["order", "limit", "offset", "count"].contains(option.name) else { return [] }
      return texts(option.value, isNamed: option.name == "by").compactMap { text in
        let path = text.text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? text.text
        return unknownPath(path, entity, file: file, line: text.line)
      }
    }
  }

  /// Reports the options of unknown names, and what `body` finds in the others.
  private func options(
    _ value: LuaExpression?, among names: [String], file: CheckedFile, _ body: ((name: String, value: LuaExpression)) -> [CheckFinding]
  ) -> [CheckFinding] {
    guard case .table(let fields)? = value?.kind else { return [] }
    return fields.flatMap { field -> [CheckFinding] in
      guard case .name(let name) = field.key else { return [] }
      guard names.contains(name) else {
        return [
          CheckFinding(
            unknown: LocalizedText("engine.record-check.option", ["name": name]), name,
            among: names, code: "query.option", file: file.name, line: field.line)
        ]
      }
      return body((name, field.value))
    }
  }

  // MARK: Records

  /// - Parameter isVariable: whether the table comes from a variable, which may be that of a filter as well.
  private func record(
    _ value: LuaExpression?, _ entity: EntityDescription, file: CheckedFile, isVariable: Bool
  ) -> [CheckFinding] {
    let others = isVariable ? ["any", "none", "near"] : []
    guard case .table(let fields)? = value?.kind else { return [] }
    return fields.flatMap { field -> [CheckFinding] in
      guard case .name(let name) = field.key else { return [] }
      if let unknown = unknown(name, entity, file: file, line: field.line, others: others) { return [unknown] }
      return entity.field(name).map { words(field.value, $0, entity: entity, file: file) } ?? []
    }
  }

  /// Reports the required fields that a record literal does not name.
  private func missing(_ value: LuaExpression?, _ entity: EntityDescription, file: CheckedFile) -> [CheckFinding] {
    guard let value, case .table(let fields) = value.kind else { return [] }
    var given: Set<String> = []
    for field in fields {
      guard case .name(let name) = field.key else { return [] }
      given.insert(name)
    }
    let needed = entity.ownFields.filter { $0.isRequired && $0.isWritable && $0.defaultValue.isNull && $0.id != "id" }
    return needed.filter { !given.contains($0.id) }.map { field in
      CheckFinding(
        code: "field.missing", severity: .problem, file: file.name, line: value.line,
        text: LocalizedText(
          "engine.record-check.field-required-give", ["id": field.id, "id-2": entity.id, "field": field.type.wanted]))
    }
  }

  // MARK: Fields and words

  /// Reports a field that the entity does not have. Fields of other plugins are accepted.
  private func unknown(
    _ name: String, _ entity: EntityDescription, file: CheckedFile, line: Int, others: [String] = []
  ) -> CheckFinding? {
    if name.contains(".") {
      guard ownFields.lacks(name, of: entity, in: file.name) else { return nil }
    } else if entity.field(name) != nil || others.contains(name) {
      return nil
    }
    return ownFields.finding(name, of: entity, others: others, file: file.name, line: line)
  }

  /// Reports a field, also of a referenced record, that does not exist. Fields of plugins on referenced records are accepted.
  private func unknownPath(_ name: String, _ entity: EntityDescription, file: CheckedFile, line: Int) -> CheckFinding? {
    let first = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
    guard name.contains("."), entity.field(first) != nil else { return unknown(name, entity, file: file, line: line) }
    do { _ = try FieldPath(name, of: entity, in: .grappe) } catch {
      let problem = error.problems[0]
      guard problem.code == .unknownField, let missing = problem.field, let owner = Schema.grappe.entity(problem.entity) else {
        return CheckFinding(
          code: "field.path", severity: .problem, file: file.name, line: line, text: LocalizedText(composing: error.message(in:)))
      }
      return missing.contains(".") ? nil : unknown(missing, owner, file: file, line: line)
    }
    return nil
  }

  /// Reports words outside a field's choices.
  private func words(
    _ value: LuaExpression, _ field: FieldDescription, entity: EntityDescription, file: CheckedFile
  ) -> [CheckFinding] {
    guard case .choice(let choices) = field.type.element else { return [] }
    return texts(value).filter { !choices.contains($0.text) && !$0.text.contains("\\") }.map { text in
      CheckFinding(
        unknown: LocalizedText(
          "engine.record-check.word-field", ["text": text.text, "id": field.id]), text.text, among: choices,
        code: "value.choice",
        file: file.name, line: text.line)
    }
  }

  /// The text literals in a value or in its list.
  ///
  /// - Parameter isNamed: whether the elements may have names.
  private func texts(_ value: LuaExpression, isNamed: Bool = false) -> [(text: String, line: Int)] {
    switch value.kind {
    case .string(let text): return [(text, value.line)]
    case .table(let fields):
      return fields.compactMap { field in
        guard case .string(let text) = field.value.kind else { return nil }
        if case .position = field.key { return (text, field.value.line) }
        return isNamed ? (text, field.value.line) : nil
      }
    default: return []
    }
  }
}
