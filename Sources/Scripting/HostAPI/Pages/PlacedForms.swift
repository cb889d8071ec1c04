import Ecosystem
import Localization
import Lua
import Reports
import Store

/// The forms of the running plugin that its reader may use, for the places where a document puts them.
public struct PlacedForms: Sendable {
  /// All forms of the plugin.
  let forms: [Registrations.Form]
  /// The reader.
  let audience: Audience

  public init(_ forms: [Registrations.Form], for audience: Audience) { (self.forms, self.audience) = (forms, audience) }

  /// No forms, as in a script.
  public static let none = PlacedForms([], for: .admin)
}

extension Registrations.Form {
  /// The most options that a field shows; of more records than that, the id is typed.
  static let optionsMax = 500

  /// Returns the form as people see it in the language of an invocation, which reads the options of its fields.
  ///
  /// - Parameters:
  ///   - values: the values to begin with, by field; by default those that the fields declare.
  ///   - noteRead: receives the number of records read.
  /// - Throws: errors of reading records, such as of a missing permission.
  public func placement(
    in context: HostContext, values: ExactDictionary<[String]> = [:], noteRead: (Int) -> Void = { _ in }
  ) throws -> FormPlacement {
    let language = context.language
    return FormPlacement(
      plugin: context.plugin, id: id, title: title[language], text: text.map { $0[language] },
      submitLabel: (button ?? LocalizedText("hostapi.page-module.button"))[language],
      fields: try fields.map { field in
        let parameter = field.parameter
        return FormPlacement.Field(
          parameter.name, label: parameter.label[language], hint: field.hint.map { $0[language] },
          control: try field.control(in: context, noteRead: noteRead), isRequired: !parameter.isOptional,
          values: values[parameter.name] ?? parameter.defaultValue.map(\.formValues) ?? [])
      })
  }
}

extension Registrations.FormField {
  fileprivate func control(in context: HostContext, noteRead: (Int) -> Void) throws -> FormPlacement.Control {
    switch parameter.type {
    case .boolean: return .checkbox
    case .date: return .date
    case .integer(let range): return .integer(range)
    case .number(let range): return .number(range)
    case .list(let element): return .choices(try options(of: element, in: context, noteRead: noteRead) ?? [])
    case .choice, .concept, .reference:
      return try options(of: parameter.type, in: context, noteRead: noteRead).map { .choice($0) } ?? textControl
    default: return textControl
    }
  }

  private var textControl: FormPlacement.Control {
    switch format {
    case .email: .email
    case .url: .url
    case nil: isMultiline ? .multiline(lengthMax: lengthMax) : .text(lengthMax: lengthMax)
    }
  }

  /// The options of a type; nil for one that has too many.
  private func options(of type: FieldType, in context: HostContext, noteRead: (Int) -> Void) throws -> [FormPlacement.Option]? {
    switch type {
    case .choice(let words):
      return words.map { .init($0, label: (choiceLabels[$0] ?? LocalizedText(verbatim: $0))[context.language]) }
    case .concept(let scheme):
      return try records("concept", ["scheme": .text(scheme)], in: context, noteRead: noteRead).map { concepts in
        concepts.compactMap { concept in
          concept["code"].textValue.map { .init($0, label: LocalizedText(field: concept["label"])?[context.language] ?? $0) }
        }
      }
    case .reference(let entities): return try references(entities, in: context, noteRead: noteRead)
    default: return nil
    }
  }

  private func references(
    _ entities: [String], in context: HostContext, noteRead: (Int) -> Void
  ) throws -> [FormPlacement.Option]? {
    var (options, labels): ([FormPlacement.Option], RecordLabels) = ([], RecordLabels(context))
    for entity in entities {
      _ = try RecordAccess(entity, context)
      guard let found = try records(entity, [:], in: context, noteRead: noteRead) else { return nil }
      for record in found {
        let label = try labels.label(of: .string(record.id), .reference([entity]))
        options.append(.init(record.id, label: label ?? record.id))
      }
    }
    return options.count > Registrations.Form.optionsMax ? nil : options.sorted { ($0.label, $0.value) < ($1.label, $1.value) }
  }

  /// The records of a filter; nil when there are more than a field shows.
  private func records(
    _ entity: String, _ filter: ExactDictionary<FieldValue>, in context: HostContext, noteRead: (Int) -> Void
  ) throws -> [Record]? {
    guard let description = context.schema.entity(entity) else { return nil }
    let limit = Registrations.Form.optionsMax + 1
    let options: ExactDictionary<FieldValue> = ["order": .text(entity == "concept" ? "code" : "id"), "limit": .integer(Int64(limit))]
    let found = try context.transaction().find(entity, try Query(.map(filter), options: .map(options), for: description))
    noteRead(found.count)
    return found.count < limit ? found : nil
  }
}

extension LocalizedText {
  /// The text of a field: one in several languages, or one text; nil for any other value.
  fileprivate init?(field value: FieldValue) {
    switch value {
    case .text(let text): self.init(verbatim: text)
    case .map(let texts):
      var values: [Language: String] = [:]
      for (code, text) in texts { if let language = Language(code: code), let text = text.textValue { values[language] = text } }
      self.init(values)
    default: return nil
    }
  }
}

extension FieldValue {
  /// The value as a form sends it: one text, several for a list, none for nothing.
  public var formValues: [String] {
    switch self {
    case .null, .map: []
    case .boolean(let flag): flag ? ["true"] : []
    case .integer(let number): ["\(number)"]
    case .number(let number): ["\(number)"]
    case .text(let text): [text]
    case .list(let elements): elements.flatMap(\.formValues)
    }
  }
}
