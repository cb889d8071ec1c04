import Ecosystem

/// What `:help` says of one field of an entity: what it means, what it may hold, and how a filter asks for it.
struct FieldHelp {
  private let entity: EntityDescription
  private let field: FieldDescription
  private let help: HelpText

  init(_ entity: EntityDescription, _ field: FieldDescription, _ help: HelpText) {
    (self.entity, self.field, self.help) = (entity, field, help)
  }

  var lines: [String] {
    let language = help.language
    let label = field.label[language]
    let doc = field.doc[language]
    return [help.bold("\(entity.collection).\(field.id)") + "  " + field.type.description]
      + help.paragraphs(doc.isEmpty || doc == label ? label : "\(label). \(doc)") + help.paragraphs(notes)
      + help.paragraphs(
        help.say(fr: "Opérateurs d'un filtre : ", en: "Operators of a filter: ")
          + field.type.filterOperators.map(\.rawValue).joined(separator: " "))
      + help.examples(["\(entity.collection).count{ \(key) = { present = true } }"])
  }

  /// What holds for it beside its type, in one line.
  private var notes: String {
    [
      field.isRequired ? help.say(fr: "demandé", en: "required") : help.say(fr: "facultatif", en: "optional"),
      field.plugin.map { help.say(fr: "du greffon \($0)", en: "of the plugin \($0)") },
      field.isWritable ? nil : help.say(fr: "écrit par l'hôte seul", en: "written by the host only"),
      field.unit.map { help.say(fr: "en \($0)", en: "in \($0)") },
      field.defaultValue.isNull
        ? nil : help.say(fr: "sinon \(field.defaultValue.json)", en: "else \(field.defaultValue.json)"),
      visibility,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private var visibility: String? {
    switch field.visibility {
    case .public: nil
    case .members: help.say(fr: "vu des membres", en: "seen by members")
    case .staff: help.say(fr: "vu de l'équipe", en: "seen by the staff")
    }
  }

  /// The field as the key of a filter.
  private var key: String { field.id.contains(".") ? "[\"\(field.id)\"]" : field.id }
}
