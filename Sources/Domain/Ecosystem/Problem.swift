import Localization

/// One problem in a record, a filter or a name, as data; `Problem+Wording.swift` puts it into words.
public struct Problem: Sendable, Hashable {
  /// Kinds of problems.
  public enum Code: String, Sendable, CaseIterable {
    case unknownEntity = "entity.unknown"
    case unknownField = "field.unknown"
    case readOnlyField = "field.read-only"
    case missingField = "field.missing"
    case wrongType = "value.type"
    case outOfRange = "value.range"
    case notAChoice = "value.choice"
    case malformed = "value.malformed"
    case tooLong = "value.too-long"
    case recordTooLong = "record.too-long"
    case refusedRecord = "record.refused"
    case repeated = "value.repeated"
    case badID = "id.malformed"
    case wrongID = "id.wrong"
    case badName = "name.malformed"
    case changedType = "field.changed-type"
    case notOrdered = "rule.order"
    case notDistinct = "rule.distinct"
    case notTogether = "rule.together"
    case badIdentifier = "identifier.wrong"
    case unknownOperator = "filter.operator-unknown"
    case wrongOperator = "filter.operator-wrong"
    case unknownOption = "query.option-unknown"
    case badOption = "query.option-wrong"
  }

  /// Kind of the problem.
  public var code: Code
  /// The entity concerned.
  public var entity: String
  /// The record concerned, when it has an id.
  public var id: String?
  /// The field, operator or option concerned.
  public var field: String?
  /// Value found, as it was written; long values are cut.
  public var found: String?
  /// Value wanted instead.
  public var wanted: LocalizedText?
  /// Value to write instead, when there is a best guess.
  public var suggestion: String?

  /// Makes a problem, in the code that detects it.
  public init(
    _ code: Code, entity: String, id: String? = nil, field: String? = nil, found: String? = nil,
    wanted: LocalizedText? = nil, suggestion: String? = nil
  ) {
    self.code = code
    self.entity = entity
    self.id = id
    self.field = field
    self.found = found
    self.wanted = wanted
    self.suggestion = suggestion
  }
}

extension Problem {
  /// A value as a message shows it: at most 80 characters.
  package static func shown(_ value: FieldValue) -> String {
    let json = value.json
    return json.count > 80 ? json.prefix(79) + "…" : json
  }

  /// Text in place of a personal value, in messages and logs.
  public static let withheld = "•••"

  /// Returns the problem without the value found, if the field holds personal data: messages end up in logs.
  func withoutPersonalValue(in entity: EntityDescription) -> Problem {
    guard found != nil, code != .tooLong, let field, entity.field(field)?.isPersonal == true else { return self }
    var problem = self
    problem.found = Problem.withheld
    problem.suggestion = nil
    return problem
  }

  static func unknownEntity(_ id: String, among ids: [String]) -> Problem {
    Problem(
      .unknownEntity, entity: id, wanted: LocalizedText(verbatim: ids.joined(separator: ", ")),
      suggestion: NearestName.suggest(id, among: ids))
  }

  static func unknownField(_ name: String, in entity: EntityDescription, id: String? = nil) -> Problem {
    let names = entity.fields.map(\.id)
    return Problem(
      .unknownField, entity: entity.id, id: id, field: name,
      wanted: LocalizedText(verbatim: names.joined(separator: ", ")),
      suggestion: entity.renames[name] ?? NearestName.suggest(name, among: names))
  }

  /// The refusal of a path that goes on after a field that leads to no record, or follows too many references.
  static func badPath(_ path: String, after field: FieldDescription, of entity: EntityDescription, isTooLong: Bool) -> Problem {
    let wanted =
      isTooLong
      ? LocalizedText("ecosystem.field-path.most-references", ["steps-max": FieldPath.stepsMax])
      : LocalizedText("ecosystem.field-path.reference", ["field": field.id])
    return Problem(.badOption, entity: entity.id, field: field.id, found: path, wanted: wanted)
  }

  static func badName(_ name: String, entity: String, field: String) -> Problem {
    Problem(.badName, entity: entity, field: field, found: name)
  }

  static func changedType(of field: PluginField, from type: FieldType) -> Problem {
    Problem(
      .changedType, entity: field.entity, field: field.id, found: field.type.description,
      wanted: LocalizedText(verbatim: type.description))
  }
}
