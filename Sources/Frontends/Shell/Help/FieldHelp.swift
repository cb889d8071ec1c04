import Ecosystem

/// The text of `:help` for one field of an entity: its meaning, its values, and its use in a filter.
struct FieldHelp {
  private let entity: EntityDescription
  private let field: FieldDescription
  private let help: HelpText

  init(_ entity: EntityDescription, _ field: FieldDescription, help: HelpText) {
    (self.entity, self.field, self.help) = (entity, field, help)
  }

  var lines: [String] {
    let language = help.language
    let label = field.label[language]
    let doc = field.doc[language]
    return [help.bold("\(entity.collection).\(field.id)") + "  " + field.type.description]
      + help.paragraphs(doc.isEmpty || doc == label ? label : "\(label). \(doc)") + help.paragraphs(notes)
      + help.paragraphs(
        help.say("shell.field-help.operators-filter")
          + field.type.filterOperators.map(\.rawValue).joined(separator: " "))
      + help.examples(["\(entity.collection).count{ \(key) = { present = true } }"])
  }

  /// Its properties beside the type, in one line.
  private var notes: String {
    [
      field.isRequired ? help.say("shell.field-help.required") : help.say("shell.field-help.optional"),
      field.plugin.map { help.say("shell.field-help.plugin", ["value": $0]) },
      field.isWritable ? nil : help.say("shell.field-help.written-host-only"),
      field.unit.map { help.say("shell.field-help.in", ["value": $0]) },
      field.defaultValue.isNull
        ? nil : help.say("shell.field-help.else", ["json": field.defaultValue.json]),
      visibility,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private var visibility: String? {
    switch field.visibility {
    case .public: nil
    case .members: help.say("shell.field-help.seen-members")
    case .staff: help.say("shell.field-help.seen-staff")
    }
  }

  /// The field as the key of a filter.
  private var key: String { field.id.contains(".") ? "[\"\(field.id)\"]" : field.id }
}
