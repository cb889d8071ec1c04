import Identifiers
import Localization

/// Checks records against the model before they are written.
///
/// A record that passes comes back in its canonical form: numbers of the field's kind, texts in the normal form of their field
/// (`TextRule`), defaults filled in, empty text taken out of optional fields (a file cannot tell an empty cell from none),
/// identifiers without punctuation.
public enum Validation {
  /// A new record, checked and in canonical form.
  /// - Parameters:
  ///   - record: the record that the caller gives, without the fields the host writes.
  ///   - entity: the entity of the record.
  ///   - schemes: the identifier schemes that can be checked.
  /// - Throws: `EcosystemError` with everything that is wrong, in the order of the fields.
  public static func check(
    _ record: Record, as entity: EntityDescription, schemes: IdentifierSchemes = .builtIn
  ) throws(EcosystemError) -> Record {
    var check = RecordCheck(entity: entity, schemes: schemes, id: record.id.isEmpty ? nil : record.id)
    check.refuseUnknownFields(of: record)
    check.takeFields(of: record)
    check.applyRules()
    check.settleID()
    check.refuseTooLarge()
    try check.throwProblems()
    return check.result
  }

  /// Refuses fields that an entity does not have, or that the host writes.
  ///
  /// - Parameter entity: the entity with the fields that the caller may see.
  /// - Throws: `EcosystemError` with each such field.
  public static func refuseUnknownFields(of record: Record, as entity: EntityDescription) throws(EcosystemError) {
    var check = RecordCheck(entity: entity, schemes: .builtIn, id: record.id.isEmpty ? nil : record.id)
    check.refuseUnknownFields(of: record)
    if !check.problems.isEmpty { throw EcosystemError(check.problems) }
  }

  /// A changed record: `current` with `changes` applied, checked and in canonical form. A null takes a value away.
  /// - Throws: `EcosystemError` with everything that is wrong.
  public static func check(
    changes: ExactDictionary<FieldValue>, to current: Record, as entity: EntityDescription,
    schemes: IdentifierSchemes = .builtIn
  ) throws(EcosystemError) -> Record {
    var check = RecordCheck(entity: entity, schemes: schemes, id: current.id)
    let changed = Record(changes)
    (check.former, check.result) = (current, current)
    check.refuseUnknownFields(of: Record(changes.mapValues { $0.isNull ? .boolean(true) : $0 }))
    check.change(changed, names: changes.keys)
    check.applyRules()
    check.refuseChangedID(from: current)
    check.refuseTooLarge()
    try check.throwProblems()
    return check.result
  }
}

/// The check of one record, gathering problems as it goes.
private struct RecordCheck {
  let entity: EntityDescription
  let schemes: IdentifierSchemes
  let id: String?
  /// The record before the change; nil for a new one.
  var former: Record?
  var result = Record()
  var problems: [Problem] = []

  init(entity: EntityDescription, schemes: IdentifierSchemes, id: String?) {
    self.entity = entity
    self.schemes = schemes
    self.id = id
  }

  /// Throws everything that is wrong, if anything.
  func throwProblems() throws(EcosystemError) {
    if !problems.isEmpty { throw EcosystemError(problems.map { $0.withoutPersonalValue(in: entity) }) }
  }

  mutating func refuseUnknownFields(of record: Record) {
    let odd = record.fields.keys.filter { entity.field($0)?.isWritable != true }
    for name in odd.map({ ExactString($0) }).sorted().map(\.string) {
      guard let field = entity.field(name) else {
        problems.append(.unknownField(name, in: entity, id: id))
        continue
      }
      note(.readOnlyField, field)
    }
  }

  mutating func takeFields(of record: Record) {
    result.fields.reserveCapacity(record.fields.count + CommonFields.trailingCount)
    for field in entity.fields where field.isWritable && field.id != "id" {
      take(record.fields[field.id] ?? field.defaultValue, for: field)
    }
    result.fields["id"] = record.fields["id"]
  }

  mutating func change(_ changed: Record, names: ExactDictionary<FieldValue>.Keys) {
    for field in entity.fields where field.isWritable && field.id != "id" && names.contains(field.id) {
      result.fields[field.id] = nil
      take(changed[field.id].isNull ? field.defaultValue : changed[field.id], for: field)
    }
    if names.contains("id") { result.fields["id"] = changed.fields["id"] }
  }

  private mutating func take(_ given: FieldValue, for field: FieldDescription) {
    let value = field.normal(given)
    if value.isNull || given == .text("") || field.type.isList && value.listValue?.isEmpty == true {
      if field.isRequired { note(.missingField, field, wanted: field.type.wanted) }
      return
    }
    let isBlank = value == .text("") || value == .map([:]) && given != .map([:])
    if isBlank, !field.isRequired { return }
    if isBlank || !field.admits(value) {
      let wanted = field.isName ? LocalizedText("ecosystem.validation.name-with-letter-or-digit") : field.type.wanted
      return note(.malformed, field, found: Problem.shown(given), wanted: wanted)
    }
    switch ValueCheck.canonical(value, as: field.type) {
    case .success(let canonical):
      result.fields[field.id] = canonical
      checkFormat(canonical, field)
    case .failure(let refusal):
      problems.append(refusal.problem(entity: entity.id, id: id, field: field.id))
    }
  }

  /// Refuses a record of more than `Record.memoryBytesMax`, whatever its fields may hold one by one.
  mutating func refuseTooLarge() {
    let bytes = result.memoryBytes
    guard bytes > Record.memoryBytesMax else { return }
    problems.append(
      Problem(
        .recordTooLong, entity: entity.id, id: id, found: "\(bytes)",
        wanted: LocalizedText("ecosystem.value-check.most", ["max": "\(Record.memoryBytesMax)"])))
  }

  private mutating func checkFormat(_ value: FieldValue, _ field: FieldDescription) {
    guard let format = field.format, let text = value.textValue, !format.admits(text) else { return }
    problems.append(
      Problem(
        .malformed, entity: entity.id, id: id, field: field.id, found: Problem.shown(value), wanted: format.wanted,
        suggestion: format.suggestion(for: text)))
  }

  /// Applies the rules over several fields, except those with a field already refused.
  mutating func applyRules() {
    let refused = Set(problems.compactMap(\.field))
    for rule in entity.rules where refused.isDisjoint(with: rule.fields) {
      switch rule {
      case .ordered(let first, let last): checkOrder(first, last)
      case .distinct(let one, let other): checkDistinct(one, other)
      case .together(let one, let other): checkTogether(one, other)
      case .identifier(let scheme, let value): checkIdentifier(scheme, value)
      case .needs(let field, let other): checkNeeds(field, other)
      // Rules between records are checked by the store.
      case .disjoint, .acyclic, .sealed, .agrees: break
      }
    }
  }

  private mutating func checkOrder(_ first: String, _ last: String) {
    let (low, high) = (result[first], result[last])
    guard !low.isNull, !high.isNull, !ValueCheck.isOrdered(low, high) else { return }
    note(
      .notOrdered, entity.field(last), found: Problem.shown(high),
      wanted: LocalizedText(verbatim: "\(first) (\(Problem.shown(low)))"))
  }

  private mutating func checkDistinct(_ one: String, _ other: String) {
    guard !result[one].isNull, result[one] == result[other] else { return }
    note(.notDistinct, entity.field(other), found: result[other].textValue ?? "", wanted: LocalizedText(verbatim: one))
  }

  private mutating func checkTogether(_ one: String, _ other: String) {
    guard result[one].isNull != result[other].isNull else { return }
    let missing = result[one].isNull ? one : other
    note(.notTogether, entity.field(missing), wanted: LocalizedText(verbatim: missing == one ? other : one))
  }

  private mutating func checkNeeds(_ field: String, _ other: String) {
    guard !result[field].isNull, result[other].isNull else { return }
    note(.notTogether, entity.field(other), wanted: LocalizedText(verbatim: field))
  }

  private mutating func checkIdentifier(_ scheme: String, _ value: String) {
    guard let register = result[scheme].textValue, let number = result[value].textValue else { return }
    if !schemes.isKnown(register) { return refuseScheme(register, entity.field(scheme)) }
    if let canonical = schemes.canonical(number, scheme: register) {
      result[value] = .text(canonical)
    } else {
      note(.badIdentifier, entity.field(value), found: number, wanted: schemes.wanted(scheme: register))
    }
  }

  /// Refuses a scheme that is not known, unless the record had it before.
  private mutating func refuseScheme(_ register: String, _ field: FieldDescription?) {
    if former?[field?.id ?? ""].textValue?.isExactly(register) == true { return }
    let nearest = schemes.ids.first { Folding.fold($0) == Folding.fold(register) } ?? NearestName.suggest(register, among: schemes.ids)
    problems.append(
      Problem(
        .notAChoice, entity: entity.id, id: id, field: field?.id, found: Problem.shown(.text(register)),
        wanted: LocalizedText("ecosystem.validation.known-scheme", ["schemes": schemes.ids.joined(separator: ", ")]), suggestion: nearest))
  }

  /// Gives the record the id its entity derives, and checks the one that was given.
  mutating func settleID() {
    let given = result.fields["id"]
    result.fields["id"] = nil
    switch given {
    case nil, .text(""): if let derived { checkID(derived) }
    case .text(let text):
      if case .fromFields = entity.idRule, let derived, derived != text {
        note(.wrongID, nil, found: text, wanted: LocalizedText(verbatim: derived))
      } else {
        checkID(text)
      }
    case .some(let other): noteBadID(Problem.shown(other))
    }
  }

  mutating func refuseChangedID(from current: Record) {
    if result["id"] != current["id"] { note(.readOnlyField, entity.field("id")) }
    if case .fromFields = entity.idRule, let derived, derived != current.id {
      note(.wrongID, nil, found: current.id, wanted: LocalizedText(verbatim: derived))
    }
  }

  /// The id that follows from the fields, where the entity has such a rule and the fields are there.
  private var derived: String? {
    let names: [String]
    switch entity.idRule {
    case .slug: return nil
    case .fromFields(let fields): names = fields
    case .code(let field): names = [field]
    }
    let parts = names.compactMap { result[$0].textValue }
    return parts.count == names.count ? parts.joined(separator: ":") : nil
  }

  private mutating func checkID(_ text: String) {
    let isGood = entity.idRule == .slug ? RecordID.isSlug(text) : RecordID.isCode(text)
    if isGood { result["id"] = .text(text) } else { noteBadID(text) }
  }

  private mutating func noteBadID(_ text: String) {
    let wanted =
      entity.idRule == .slug
      ? LocalizedText(
        "ecosystem.validation.lower-case-letters-without")
      : LocalizedText(
        "ecosystem.validation.letters-without-accents-digits")
    note(.badID, entity.field("id"), found: text, wanted: wanted)
  }

  private mutating func note(
    _ code: Problem.Code, _ field: FieldDescription?, found: String? = nil, wanted: LocalizedText? = nil
  ) {
    problems.append(Problem(code, entity: entity.id, id: id, field: field?.id, found: found, wanted: wanted))
  }
}
