import Ecosystem
import HostAPI
import Localization
import Store

/// Reads sent texts as the values of declared parameters and fields.
struct FieldReader {
  let transaction: StoreTransaction
  let schema: Schema

  /// Upper bound of the bytes of all values of a query, and of a form.
  static let queryBytesMax = 16 << 10, formBytesMax = 256 << 10

  /// Whether the texts and their names take at most `most` bytes.
  static func areWithin(_ most: Int, _ values: ExactDictionary<[String]>) -> Bool {
    values.reduce(0) { sum, entry in sum + entry.key.utf8.count + entry.value.reduce(0) { $0 + $1.utf8.count } } <= most
  }

  /// The result for one parameter: its value, null for none, or why the texts are refused.
  typealias Reading = Result<FieldValue, FieldProblem>

  /// Reads the texts of a parameter of a page. An empty text counts as none; where none is left, the default applies.
  ///
  /// - Throws: `StoreError` when the records that it looks up cannot be read.
  func parameter(_ texts: [String], _ parameter: ParameterDescription) throws -> Reading {
    let words = texts.filter { !$0.isEmpty }
    let split = if case .list = parameter.type { words.flatMap { $0.cut(at: ",") }.filter { !$0.isEmpty } } else { words }
    if split.isEmpty, let fallback = parameter.defaultValue { return .success(fallback) }
    return try value(split, parameter)
  }

  /// Reads the texts of a form's field.
  ///
  /// - Throws: as `parameter`.
  func field(_ texts: [String], _ field: Registrations.FormField) throws -> Reading {
    guard field.parameter.type == .text else {
      return try value(texts.map(TextRule.line.normal).filter { !$0.isEmpty }, field.parameter)
    }
    let words = texts.map { Self.normal($0, field) }.filter { !$0.isEmpty }
    if let word = words.first, let problem = problem(of: word, field) {
      return .failure(FieldProblem(field.parameter.name, problem))
    }
    return try value(words, field.parameter)
  }

  // MARK: Texts

  /// Brings a text to its normal form, with line feeds as line breaks.
  private static func normal(_ text: String, _ field: Registrations.FormField) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacingExactly("\r", with: "\n")
    return (field.isMultiline ? TextRule.lines : TextRule.line).normal(lines)
  }

  private func problem(of text: String, _ field: Registrations.FormField) -> LocalizedText? {
    // Browsers count the units of UTF-16 as well.
    let length = text.utf16.count
    if length > field.lengthMax { return LocalizedText("engine.pages.too-long", ["most": field.lengthMax, "length": length]) }
    if text.unicodeScalars.contains(where: { Self.isHarmful($0, field) }) { return "engine.pages.control" }
    switch field.format {
    case .email: return Self.isEmail(text) ? nil : "engine.pages.email"
    case .url: return FieldType.url.accepts(.text(text)) ? nil : "engine.pages.url"
    case nil: return nil
    }
  }

  private static func isHarmful(_ scalar: Unicode.Scalar, _ field: Registrations.FormField) -> Bool {
    guard scalar.properties.generalCategory == .control else { return false }
    return scalar == "\n" ? !field.isMultiline : scalar != "\t"
  }

  /// Whether a text has the form of an address of mail: one `@` between a name and a domain with a point, without blanks.
  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let domain = parts.last.map { $0.split(separator: ".", omittingEmptySubsequences: false) } ?? []
    return text.utf8.count <= 254 && parts.count == 2 && !parts[0].isEmpty && domain.count >= 2 && domain.allSatisfy { !$0.isEmpty }
      && !text.unicodeScalars.contains { $0.properties.isWhitespace || "<>\"(),;:\\[]".unicodeScalars.contains($0) }
  }

  // MARK: Values

  private func value(_ words: [String], _ parameter: ParameterDescription) throws -> Reading {
    func refused(_ text: LocalizedText) -> Reading { .failure(FieldProblem(parameter.name, text)) }
    if words.isEmpty { return empty(parameter) }
    if case .list(let element) = parameter.type { return try list(words, of: element, parameter) }
    guard words.count == 1 else { return refused("engine.pages.one-value") }
    if parameter.type == .boolean, words[0] == "on" { return .success(.boolean(true)) }
    return try single(words[0], as: parameter.type, parameter)
  }

  private func empty(_ parameter: ParameterDescription) -> Reading {
    switch parameter.type {
    // A box that is not ticked is not sent.
    case .boolean: .success(.boolean(false))
    case .list where parameter.isOptional: .success(.list([]))
    default: parameter.isOptional ? .success(.null) : .failure(FieldProblem(parameter.name, "engine.pages.missing"))
    }
  }

  private func list(_ words: [String], of element: FieldType, _ parameter: ParameterDescription) throws -> Reading {
    guard words.count <= Self.elementsMax else { return .failure(FieldProblem(parameter.name, "engine.pages.one-value")) }
    var values: [FieldValue] = []
    for word in words {
      switch try single(word, as: element, parameter) {
      case .success(let value): if !values.contains(value) { values.append(value) }
      case .failure(let problem): return .failure(problem)
      }
    }
    return .success(.list(values))
  }

  /// Upper bound of the values of one field.
  private static let elementsMax = 1_000

  private func single(_ word: String, as type: FieldType, _ parameter: ParameterDescription) throws -> Reading {
    do {
      let reader = ParameterValues(entry: "", parameters: [])
      return .success(try reader.value(word, type, named: parameter.name, in: transaction, schema: schema))
    } catch EngineError.parameterInvalid(_, _, _, let wanted) {
      return .failure(FieldProblem(parameter.name, LocalizedText("engine.pages.wanted", ["wanted": wanted])))
    }
  }
}
