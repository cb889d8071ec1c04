import Localization
import Lua

// The nouns of the sentences about misuse: the value wanted or given, and its container. They are written in English where the
// code names them, and translated into French here, in one place.

extension String {
  /// The noun in the languages of the product.
  var noun: LocalizedText { LocalizedText([.fr: inFrench, .en: self]) }

  /// The noun in French; a name, a number or a literal text stays as it is.
  var inFrench: String {
    if let term = MisuseTerms.nouns[self] { return term }
    for (beginning, french) in MisuseTerms.beginnings where hasPrefix(beginning) {
      let rest = MisuseTerms.rest(dropFirst(beginning.count))
      return french.hasSuffix(" de ") ? french.dropLast(3) + MisuseTerms.of(rest) : french + rest
    }
    return self
  }
}

enum MisuseTerms {
  /// Whole nouns.
  static let nouns: [String: String] = [
    // Kinds of values.
    "a string": "un texte", "a table": "une table", "a function": "une fonction", "a number": "un nombre",
    "a list": "une liste",
    "a boolean": "un booléen", "a userdata": "un objet de l'hôte", "a thread": "une coroutine", "nothing": "rien",
    "another table": "une autre table", "field of a table": "champ d'un tableau", "a whole number": "un nombre entier",
    "a list of strings": "une liste de textes",
    "a whole number from 1": "un nombre entier à partir de 1",
    "a whole number from 1 to 4": "un nombre entier de 1 à 4",
    "a table of named parameters": "une table de paramètres nommés",
    "a number over 0, 4.36 for 436 %": "un nombre supérieur à 0, 4.36 pour 436 %",
    "a year such as 2023": "une année telle que 2023", "a date such as 2024-06-30": "une date telle que 2024-06-30",
    "a date such as \"2024-01-30\"": "une date telle que \"2024-01-30\"",
    "an evaluation or the id of one": "une évaluation ou l'identifiant d'une",
    "the id of a project or a table": "l'identifiant d'un projet ou une table",
    "money { amount = cents, currency = … }": "un montant { amount = centimes, currency = … }",
    "a filter of relations, a table": "un filtre de relations, une table",
    "the name of a measure": "le nom d'une mesure",
    "\"leiden\" or \"louvain\"": "\"leiden\" ou \"louvain\"",
    // Containers.
    "options": "options", "filter": "filtre", "facts": "faits", "a document": "un document",
    "a figure": "un chiffre clé",
    "a chart": "un graphique", "a series": "une série", "a label": "un libellé", "a title": "un titre",
    "a network": "un réseau",
    "a map": "une carte", "a column name": "un nom de colonne", "a table of doc:rows": "un tableau de doc:rows",
    "the regions of a map": "les régions d'une carte", "the totals": "les totaux", "the project": "le projet",
    "the job": "la tâche",
    "the report": "le rapport", "the command": "la commande", "the importer": "l'importeur", "the field": "le champ",
    "the custom condition": "la condition propre", "the name of an event": "le nom d'un événement",
    // Kinds of named things.
    "entity": "entité", "type": "type", "measure": "mesure", "method": "méthode", "report": "rapport",
    "command": "commande",
    "importer": "importeur", "job": "tâche", "translation key": "clé de traduction", "parameter": "paramètre",
    "kind": "genre",
    "align": "alignement", "value_kind": "genre de valeur",
  ]

  /// Beginnings of nouns that continue with a name or another noun; a longer one comes before the shorter one that it begins
  /// with.
  static let beginnings: [(String, String)] = [
    ("at most ", "au plus "), ("field of ", "champ de "), ("parameter of ", "paramètre de "),
    ("parameter ", "paramètre "), ("property of ", "propriété de "),
    ("group of ", "groupe de "), ("kind of ", "genre de "), ("align of ", "align de "),
    ("value_kind of ", "value_kind de "), ("media type of ", "type de média de "), ("stage in ", "étape dans "),
    ("code in ", "code dans "), ("file of the bundle of ", "fichier du bundle de "), ("column ", "colonne "),
    ("figure ", "chiffre clé "),
    ("series ", "série "), ("row ", "ligne "), ("node ", "nœud "), ("edge ", "lien "), ("link ", "lien "),
    ("point ", "point "), ("feature ", "élément "),
    ("region ", "région "), ("report ", "rapport "), ("command ", "commande "), ("importer ", "importeur "),
    ("job ", "tâche "), ("field ", "champ "),
    ("identifier ", "identifiant "), ("values of ", "valeurs de "), ("labels of ", "libellés de "),
  ]

  /// Translates the text after such a beginning: a name, `NUMBER of a NOUN`, `NAME of NOUN`, or a noun.
  static func rest(_ text: Substring) -> String {
    if let of = text.firstRange(of: " of a "), let noun = nouns["a " + text[of.upperBound...]] {
      return text[..<of.lowerBound] + " " + Self.of(noun)
    }
    if let of = text.firstRange(of: " of ") {
      return text[..<of.lowerBound] + " " + Self.of(String(text[of.upperBound...]).inFrench)
    }
    if let column = text.firstRange(of: ", column ") {
      return "\(text[..<column.lowerBound]), colonne \(text[column.upperBound...])"
    }
    return String(text).inFrench
  }
}

extension MisuseTerms {
  /// Returns a noun behind « de », which takes its article or elides.
  static func of(_ noun: String) -> String {
    if noun.hasPrefix("le ") { return "du " + noun.dropFirst(3) }
    if noun.hasPrefix("les ") { return "des " + noun.dropFirst(4) }
    let elides = noun.first.map { "aeiouyhéèê".contains($0) } ?? false
    return (elides ? "d'" : "de ") + noun
  }
}

extension LuaConversionError {
  /// The sentence in French; `message` is the one in English.
  var frenchMessage: String {
    let place = path.isEmpty ? "" : " dans '\(path)'"
    switch cause {
    case .type(.thread): return "une coroutine n'est pas une donnée\(place)"
    case .type(let type): return "\("a \(type.rawValue)".inFrench) n'est pas une donnée\(place)"
    case .key(let type):
      return "une clé de table du type \(type.rawValue), ou hors de 1…n,\(place) n'est pas une donnée"
    case .cycle: return "une table qui se contient elle-même\(place)"
    case .depth(let maximum): return "des tables imbriquées sur plus de \(maximum) niveaux\(place)"
    case .size(let maximum): return "plus de \(maximum) valeurs\(place)"
    case .memory: return "plus assez de mémoire\(place)"
    }
  }
}
