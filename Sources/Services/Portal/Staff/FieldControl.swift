import Ecosystem
import Localization
import Store

/// The controls of a field in the form of a record: label, help, error, and what fits its type.
struct FieldControl {
  private let context: PageContext
  private let field: FieldDescription
  private let texts: [String: [String]]
  private let problem: String?
  /// The value that another person has saved meanwhile; nil for none.
  private let other: String?

  /// Upper bound of the values that a list offers; longer ones are found by typing.
  private static let optionsMax = 400

  init(_ context: PageContext, _ field: FieldDescription, texts: [String: [String]], problem: String?, other: String?) {
    (self.context, self.field, self.texts, self.problem, self.other) = (context, field, texts, problem, other)
  }

  /// The id of the first control of a field, to which the summary of errors leads.
  static func id(of field: String) -> String { "field-\(field)" }

  /// The name of a control in the form.
  static func name(of field: String, _ part: String = "") -> String { "f.\(field)" + (part.isEmpty ? "" : "/\(part)") }

  private var id: String { Self.id(of: field.id) }

  func html() throws -> HTML {
    let (label, doc) = (field.label[context.language], field.doc[context.language])
    let help = [doc.isSentence(of: label) ? nil : doc, typeHelp].compactMap { $0 }.joined(separator: " ")
    let notes = FieldNotes(id: id, help: help.isEmpty ? nil : help, problem: problem)
    let changed: HTML? = other.map { "<span class=\"problem\">\(context.text("portal.staff.other-value", ["value": $0]))</span>\n" }
    let required: HTML? = field.isRequired ? " <span class=\"meta\">(\(context.text("portal.staff.required")))</span>" : nil
    if let parts = try parts(notes) {
      let described = notes.attributes
      return "<fieldset class=\"field\"\(described)><legend>\(label)\(required)</legend>\n\(notes.html)\(changed)\(parts)</fieldset>\n"
    }
    let control = try control(notes)
    return "<div class=\"field\"><label for=\"\(id)\">\(label)\(required)</label>\n\(notes.html)\(changed)\(control)</div>\n"
  }

  private var typeHelp: String? {
    switch field.type {
    case .date, .instant, .list, .reference, .json: context.text("portal.staff.help-\(Self.kind(field.type))")
    default: nil
    }
  }

  private static func kind(_ type: FieldType) -> String {
    switch type {
    case .date: "date"
    case .instant: "instant"
    case .reference: "reference"
    case .list: "list"
    default: "json"
    }
  }

  // MARK: Several controls

  /// The controls of a field that has several; nil for one control.
  private func parts(_ notes: FieldNotes) throws -> HTML? {
    switch field.type {
    case .localizedText:
      return FieldTexts.languages(texts.keys).enumerated().map {
        index, language -> HTML in
        let own = index == 0 ? id : "\(id)-\(language)"
        let text = texts[language]?.first ?? ""
        let area: HTML =
          "<textarea id=\"\(own)\" name=\"\(Self.name(of: field.id, language))\" rows=\"2\" lang=\"\(language)\">\n\(text)</textarea>"
        return "<label for=\"\(own)\">\(language)</label>\n\(area)\n"
      }.joined(by: .empty)
    case .money:
      let (amount, currency) = (texts["amount"]?.first ?? "", texts["currency"]?.first ?? "")
      return """
        <label for="\(id)">\(context.text("portal.staff.amount"))</label>
        <input id="\(id)" name="\(Self.name(of: field.id, "amount"))" value="\(amount)" inputmode="decimal"\(notes.attributes)>
        <label for="\(id)-currency">\(context.text("portal.staff.currency"))</label>
        <input id="\(id)-currency" name="\(Self.name(of: field.id, "currency"))" value="\(currency)" maxlength="3" size="4">

        """
    case .list(.choice(let words)):
      let chosen = texts[""] ?? []
      return words.enumerated().map { index, word -> HTML in
        let checked: HTML? = chosen.contains(word) ? " checked" : nil
        let own: HTML? = index == 0 ? " id=\"\(id)\"" : nil
        let box: HTML = "<input type=\"checkbox\"\(own) name=\"\(Self.name(of: field.id))\" value=\"\(word)\"\(checked)>"
        return "<label class=\"option\">\(box) \(ChoiceWords.text(word, context.language))</label>\n"
      }.joined(by: .empty)
    default: return nil
    }
  }

  // MARK: One control

  private func control(_ notes: FieldNotes) throws -> HTML {
    let (name, text, more) = (Self.name(of: field.id), texts[""]?.first ?? "", notes.attributes)
    switch field.type {
    case .choice(let words): return select(words.map { ($0, ChoiceWords.text($0, context.language)) }, chosen: text, more)
    case .boolean: return select([("true", context.format.boolean(true)), ("false", context.format.boolean(false))], chosen: text, more)
    case .concept(let scheme): return try concept(of: scheme, text, more)
    case .longText, .list, .json:
      return "<textarea id=\"\(id)\" name=\"\(name)\" rows=\"4\"\(more)>\n\(text)</textarea>\n"
    case .integer: return "<input id=\"\(id)\" name=\"\(name)\" value=\"\(text)\" inputmode=\"numeric\"\(more)>\n"
    case .url: return "<input id=\"\(id)\" name=\"\(name)\" value=\"\(text)\" type=\"url\"\(more)>\n"
    default: return "<input id=\"\(id)\" name=\"\(name)\" value=\"\(text)\"\(more)>\n"
    }
  }

  private func select(_ options: [(value: String, text: String)], chosen: String, _ more: HTML) -> HTML {
    let known = options.contains { $0.value == chosen } || chosen.isEmpty ? options : options + [(chosen, chosen)]
    let items = known.map { option -> HTML in
      let selected: HTML? = option.value == chosen ? " selected" : nil
      return "<option value=\"\(option.value)\"\(selected)>\(option.text)</option>\n"
    }
    return "<select id=\"\(id)\" name=\"\(Self.name(of: field.id))\"\(more)>\n<option value=\"\">–</option>\n\(items)</select>\n"
  }

  /// A list of the concepts of a scheme; where they are too many, a field for their code or label.
  private func concept(of scheme: String, _ text: String, _ more: HTML) throws -> HTML {
    guard let entity = context.schema.entity("concept") else { return .empty }
    let options: FieldValue = .map(["limit": .integer(Int64(Self.optionsMax + 1))])
    let found = try context.transaction.find("concept", try Query(.map(["scheme": .text(scheme)]), options: options, for: entity))
    guard found.count <= Self.optionsMax else {
      return "<input id=\"\(id)\" name=\"\(Self.name(of: field.id))\" value=\"\(text)\"\(more)>\n"
    }
    let values = try found.map { (value: $0["code"].textValue ?? "", text: try context.values.title(of: $0, entity)) }
    return select(values.sorted { $0.text.lowercased() < $1.text.lowercased() }, chosen: text, more)
  }
}

extension String {
  /// Whether it says the label once more.
  fileprivate func isSentence(of label: String) -> Bool {
    isEmpty || lowercased().filter { $0 != "." } == label.lowercased().filter { $0 != "." }
  }
}
