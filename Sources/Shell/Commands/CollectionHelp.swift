import Ecosystem
import Reports

/// What `:help` says about collections, their functions and their filters.
struct CollectionHelp {
  /// A function that every collection has.
  struct Verb: Sendable {
    let name: String
    let usage: String
    let summary: LocalizedText
    let examples: [String]
  }

  static let filterWord = "filter"

  let language: Language
  let width: Int?
  let isColored: Bool

  func lines(on entity: EntityDescription) -> [String] {
    var table = TextTable(columns: [
      TextTable.Column(say(fr: "Champ", en: "Field"), .left, overflow: .keep),
      TextTable.Column("Type", .left), TextTable.Column(say(fr: "Sens", en: "Meaning")),
    ])
    for field in entity.fields {
      let name = field.isRequired ? "\(field.id) *" : field.id
      table.add([.init(name), .init(field.type.description, .dim), .init(field.label[language])])
    }
    let verbs = Self.verbs.map(\.name).joined(separator: " ")
    let collection = entity.collection
    return [bold(collection)] + wrapped(entity.doc[language]) + table.lines(width: width, isColored: isColored)
      + wrapped(say(fr: "Fonctions : \(verbs)", en: "Functions: \(verbs)"))
      + ["  \(collection).find({}, { limit = 5 })", "  \(collection).count{}"]
  }

  func lines(on verb: Verb) -> [String] {
    [bold(verb.usage)] + wrapped(verb.summary[language]) + verb.examples.map { "  " + $0 }
  }

  var filterLines: [String] {
    let operators = FilterOperator.allCases.map(\.rawValue).joined(separator: " ")
    return wrapped(
      say(
        fr: "Un filtre est une table : chaque champ avec la valeur voulue, une liste de valeurs, ou des opérateurs "
          + "(\(operators)). any = { … } et none = { … } combinent des filtres ; un territoire comprend ce qu'il contient.",
        en: "A filter is a table: each field with the value wanted, a list of values, or operators (\(operators)). "
          + "any = { … } and none = { … } combine filters; a territory includes what lies in it.")) + [
        "  actors.count{ territory = \"BE-WAL\", kind = { \"company\", \"hub\" } }",
        "  actors.find{ name = { like = \"kikk%\" } }",
        "  actors.count{ near = { lat = 50.46, lon = 4.87, km = 20 } }",
      ]
  }

  static let verbs: [Verb] = [
    Verb(
      name: "get", usage: "COLLECTION.get(id)",
      summary: LocalizedText(
        fr: "La fiche de cet identifiant, sinon nil et pourquoi.", en: "The record of that id, else nil and why."),
      examples: ["actors.get(\"kikk\")"]),
    Verb(
      name: "find", usage: "COLLECTION.find(filter, { order, limit, offset, fields })",
      summary: LocalizedText(
        fr: "La liste des fiches que le filtre choisit ; voir :help filter.",
        en: "The list of records that the filter selects; see :help filter."),
      examples: ["actors.find({ city = \"Namur\" }, { order = \"name\", limit = 10 })"]),
    Verb(
      name: "each", usage: "COLLECTION.each(filter, options)",
      summary: LocalizedText(
        fr: "Les mêmes, l'une après l'autre dans une boucle for.", en: "The same, one after another in a for loop."),
      examples: ["for a in actors.each{ city = \"Namur\" } do print(a.name, a.kind) end"]),
    Verb(
      name: "count", usage: "COLLECTION.count(filter)",
      summary: LocalizedText(fr: "Combien le filtre en choisit.", en: "How many the filter selects."),
      examples: ["actors.count{ territory = \"BE-WAL\", kind = \"company\" }"]),
    Verb(
      name: "search", usage: "COLLECTION.search(text, filter, options)",
      summary: LocalizedText(
        fr: "Les fiches qui contiennent ces mots, accents ou non, les plus proches d'abord.",
        en: "The records with these words, accents or not, the nearest first."),
      examples: ["actors.search(\"liege jeux\")"]),
    Verb(
      name: "add", usage: "COLLECTION.add(record)",
      summary: LocalizedText(
        fr: "Ajoute une fiche et la rend telle qu'elle est gardée.", en: "Adds a record and gives it as it is kept."),
      examples: ["actors.add{ id = \"essai\", name = \"Essai\", kind = \"company\", territory = \"BE-WNA\" }"]),
    Verb(
      name: "set", usage: "COLLECTION.set(id, fields)",
      summary: LocalizedText(
        fr: "Change des champs d'une fiche et la rend.", en: "Changes fields of a record and gives it."),
      examples: ["actors.set(\"essai\", { city = \"Namur\" })"]),
    Verb(
      name: "del", usage: "COLLECTION.del(id)",
      summary: LocalizedText(
        fr: "Supprime une fiche ; false quand il n'y en a pas.", en: "Deletes a record; false when there is none."),
      examples: ["actors.del(\"essai\")"]),
  ]

  private func wrapped(_ text: String) -> [String] { DisplayWidth.wrap(text, to: width ?? 100) }

  private func bold(_ text: String) -> String { TerminalStyle.bold.styled(text, isColored: isColored) }

  private func say(fr: String, en: String) -> String { language == .fr ? fr : en }
}
