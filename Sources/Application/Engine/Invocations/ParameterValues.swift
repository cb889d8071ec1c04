import Calendar
import Ecosystem
import HostAPI
import Localization
import Store

/// Converts the parameters of a report or a command from text into values, and refuses invalid ones.
struct ParameterValues {
  /// The entry's displayed name, such as `wallonia:cartographie`.
  let entry: String
  let parameters: [ParameterDescription]

  /// Returns the values for `run`: given ones converted, missing ones by their default.
  ///
  /// - Parameters:
  ///   - words: the values as text, by name.
  ///   - transaction: looks up codes of vocabularies and ids of records.
  /// - Throws: `EngineError.parameterUnknown`, `.parameterMissing` or `.parameterInvalid`.
  func values(_ words: ExactDictionary<ParameterWord>, _ transaction: StoreTransaction, schema: Schema) throws
    -> ExactDictionary<FieldValue>
  {
    let words = named(words)
    try refuseUnknown(words)
    var values: ExactDictionary<FieldValue> = [:]
    for parameter in parameters {
      if let word = words[parameter.name] {
        values[parameter.name] = try value(text(word, parameter), parameter.type, named: parameter.name, in: transaction, schema: schema)
      } else if let fallback = parameter.defaultValue {
        values[parameter.name] = fallback
      } else if !parameter.isOptional {
        throw EngineError.parameterMissing(entry: entry, name: parameter.name)
      }
    }
    return values
  }

  /// Returns the text of a word; of a flag `true`, where the parameter is one.
  private func text(_ word: ParameterWord, _ parameter: ParameterDescription) throws -> String {
    switch word {
    case .text(let text): return text
    case .flag where parameter.type == .boolean: return "true"
    case .flag: throw EngineError.parameterWithoutValue(entry: entry, name: parameter.name)
    }
  }

  /// Does the same for values that Lua code gives.
  func values(
    given: ExactDictionary<FieldValue>, _ transaction: StoreTransaction, _ schema: Schema
  ) throws -> ExactDictionary<FieldValue> {
    var words: ExactDictionary<ParameterWord> = [:]
    for (name, value) in given where !value.isNull { words[name] = .text(try word(value, name)) }
    return try values(words, transaction, schema: schema)
  }

  /// Returns a value as typed on the command line, so that both ways are checked alike.
  private func word(_ value: FieldValue, _ name: String) throws -> String {
    switch value {
    case .text(let text): return text
    case .integer(let integer): return "\(integer)"
    case .number(let number): return "\(number)"
    case .boolean(let flag): return "\(flag)"
    case .list(let elements):
      let words = try elements.map { try word($0, name) }
      if !words.contains(where: { $0.utf8.contains(UInt8(ascii: ",")) }) { return words.joined(separator: ",") }
    case .null, .map: break
    }
    let plain = LocalizedText(
      "engine.parameter-values.text-number-boolean-list")
    throw EngineError.parameterInvalid(entry: entry, name: name, found: value.description, wanted: plain)
  }

  /// Returns the words under the names of the parameters: `unknown-dates`, as options are written, stands for `unknown_dates`.
  private func named(_ words: ExactDictionary<ParameterWord>) -> ExactDictionary<ParameterWord> {
    var named = words
    for parameter in parameters where words[parameter.name] == nil {
      let option = parameter.name.replacing("_", with: "-")
      guard let word = words[option], !parameters.contains(where: { $0.name == option }) else { continue }
      named[option] = nil
      named[parameter.name] = word
    }
    return named
  }

  private func refuseUnknown(_ words: ExactDictionary<ParameterWord>) throws {
    let known = parameters.map(\.name)
    guard let stranger = words.keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw EngineError.parameterUnknown(
      entry: entry, name: stranger, nearest: NearestName.suggest(stranger, among: known), known: known)
  }

  /// Returns the value of a text.
  ///
  /// - Parameter name: the parameter or field, for errors.
  /// - Throws: `EngineError.parameterInvalid`; `StoreError` when the record that it looks up cannot be read.
  func value(
    _ word: String, _ type: FieldType, named name: String, in transaction: StoreTransaction,
    schema: Schema
  ) throws -> FieldValue {
    func invalid(_ wanted: LocalizedText) -> EngineError {
      .parameterInvalid(entry: entry, name: name, found: word, wanted: wanted)
    }
    switch type {
    case .integer(let range):
      guard let number = Int64(word), range.contains(number) else { throw invalid(Self.wanted(range)) }
      return .integer(number)
    case .number(let range):
      guard let number = Double(word), range.contains(number) else {
        throw invalid(LocalizedText("engine.parameter-values.number"))
      }
      return .number(number)
    case .boolean:
      guard let flag = Self.flags[word.asciiLowercased] else {
        throw invalid(LocalizedText("engine.parameter-values.yes-no"))
      }
      return .boolean(flag)
    case .date:
      guard CalendarDate(word) != nil else {
        throw invalid(LocalizedText("engine.parameter-values.date-such-2024-05"))
      }
      return .text(word)
    case .choice(let choices):
      guard choices.containsExactly(word) else { throw invalid(Self.oneOf(choices)) }
      return .text(word)
    case .concept(let scheme): return .text(try concept(word, scheme, invalid: invalid, in: transaction, schema: schema))
    case .reference(let entities): return .text(try reference(word, entities, invalid: invalid, in: transaction, schema: schema))
    case .list(let element):
      return .list(
        try word.cut(at: ",").filter { !$0.isEmpty }.map { try value($0, element, named: name, in: transaction, schema: schema) })
    default: return .text(word)
    }
  }

  private static let flags = ["true": true, "yes": true, "oui": true, "false": false, "no": false, "non": false]

  private static func wanted(_ range: ClosedRange<Int64>) -> LocalizedText {
    guard range.lowerBound > .min || range.upperBound < .max else {
      return LocalizedText("engine.parameter-values.whole-number")
    }
    return LocalizedText(
      "engine.parameter-values.whole-number-from", ["lower-bound": range.lowerBound, "upper-bound": range.upperBound])
  }

  private static func oneOf(_ words: [String]) -> LocalizedText {
    let list = words.joined(separator: ", ")
    return LocalizedText("engine.parameter-values.one", ["list": list])
  }

  private func concept(
    _ word: String, _ scheme: String, invalid: (LocalizedText) -> EngineError, in transaction: StoreTransaction,
    schema: Schema
  ) throws -> String {
    guard let concepts = schema.entity("concept") else { return word }
    if try transaction.get(concepts.id, "\(scheme):\(word)") != nil { return word }
    let query = try Query(.map(["scheme": .text(scheme)]), options: .map(["order": .text("code")]), for: concepts)
    let codes = try transaction.find(concepts.id, query).compactMap { record -> String? in
      guard case .text(let code) = record["code"] else { return nil }
      return code
    }
    if let nearest = try transaction.nearestValue(to: word, of: .concept(scheme: scheme)) { throw invalid(Self.perhaps(nearest)) }
    throw invalid(Self.oneOf(codes.count <= 40 ? codes : Array(codes.prefix(40)) + ["…"]))
  }

  private func reference(
    _ word: String, _ entities: [String], invalid: (LocalizedText) -> EngineError, in transaction: StoreTransaction,
    schema: Schema
  ) throws -> String {
    for entity in entities where try transaction.get(entity, word) != nil { return word }
    if let nearest = try transaction.nearestValue(to: word, of: .reference(entities)) { throw invalid(Self.perhaps(nearest)) }
    let list = entities.joined(separator: ", ")
    throw invalid(LocalizedText("engine.parameter-values.id-record", ["list": list]))
  }

  private static func perhaps(_ nearest: String) -> LocalizedText {
    LocalizedText("engine.parameter-values.perhaps", ["nearest": nearest])
  }
}
