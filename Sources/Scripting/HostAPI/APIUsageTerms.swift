import Localization
import Lua

// The nouns of the sentences about misuse: the value wanted or given, and its container. The code names them in English; their
// texts in every language lie in the catalogues, under ids derived from the English words.

extension String {
  /// The noun in the languages of the product; a name, a number or a literal text stays as it is.
  var noun: LocalizedText {
    APIUsageTerms.noun(self).map { LocalizedText($0) } ?? LocalizedText(verbatim: self)
  }
}

enum APIUsageTerms {
  /// Whole nouns.
  static let nouns: Set<String> = [
    "a string", "a table", "a function", "a number", "a list", "a boolean", "a userdata", "a thread", "nothing", "another table",
    "field of a table", "a whole number", "a list of strings", "a whole number from 1", "a whole number from 1 to 4",
    "a table of named parameters", "a number over 0, 4.36 for 436 %", "a year such as 2023", "a date such as 2024-06-30",
    "a date such as \"2024-01-30\"", "an evaluation or the id of one", "the id of a project or a table",
    "money { amount = cents, currency = … }", "a filter of relations, a table", "the name of a measure",
    "\"leiden\" or \"louvain\"", "options", "filter", "facts", "a document", "a figure", "a chart", "a series", "a label",
    "a title", "a network", "a map", "a column name", "a table of doc:rows", "the regions of a map", "the totals", "the project",
    "the job", "the report", "the command", "the importer", "the field", "the custom condition", "the name of an event", "entity",
    "type", "measure", "method", "report", "command", "importer", "job", "translation key", "parameter", "kind", "align",
    "value_kind", "an id or a list of ids", "texts by file name", "file",
    "value_kind", "territory", "language", "event with a handler", "the name of a snapshot", "the id of a job",
    "the page", "the form", "the action", "the result", "the record", "a card", "a link", "an item of the menu", "an error of the result",
    "the id of an action", "the id of a form", "a table of named values", "form", "action", "audience", "field of the form",
    "the id of a report", "the id of a command", "the id of an importer", "the name of a field", "the name of a parameter",
  ]

  /// Nouns that have an own form behind "of".
  private static let containers: Set<String> = [
    "a document", "a figure", "a chart", "a series", "a label", "a title", "a network", "a map", "a table", "a table of doc:rows",
    "the regions of a map", "the totals", "the project", "the job", "the report", "the command", "the importer", "the field",
    "the custom condition", "options", "filter", "facts", "the page", "the form", "the action", "the result", "the record", "a card",
    "a link", "an item of the menu",
  ]

  /// Beginnings of nouns that continue with a name or another noun; a longer one comes before the shorter one that it begins
  /// with.
  static let beginnings = [
    "at most ", "field of ", "parameter of ", "parameter ", "property of ", "group of ", "kind of ", "align of ",
    "value_kind of ", "media type of ", "stage in ", "code in ", "file of the bundle of ", "column ", "figure ", "series ",
    "row ", "node ", "edge ", "link ", "point ", "feature ", "region ", "report ", "command ", "importer ", "job ", "field ",
    "page ", "form ", "action ", "menu item ", "identifier ", "values of ", "labels of ",
  ]

  /// The message of a noun; nil for a name, a number or a literal text.
  static func noun(_ text: String) -> Message? {
    if nouns.contains(text) { return Message("hostapi.noun.\(slug(text))") }
    guard let beginning = beginnings.first(where: { text.hasPrefix($0) }) else { return nil }
    let rest = String(text.dropFirst(beginning.count))
    let argument: any ArgumentConvertible = beginning.hasSuffix(" of ") ? of(rest) : self.rest(rest)
    return Message("hostapi.noun-start.\(slug(beginning))", ["rest": argument])
  }

  /// The text after such a beginning: a name, `NUMBER of a NOUN`, `NAME of NOUN`, or a noun.
  private static func rest(_ text: String) -> any ArgumentConvertible {
    if let of = text.firstRange(of: " of "), !nouns.contains(text) {
      let whole = Self.of(String(text[of.upperBound...]))
      return Message("hostapi.noun.part", ["part": String(text[..<of.lowerBound]), "whole": whole])
    }
    if let column = text.firstRange(of: ", column ") {
      let (place, name) = (String(text[..<column.lowerBound]), String(text[column.upperBound...]))
      return Message("hostapi.noun.column-of", ["place": place, "column": name])
    }
    return text.noun
  }

  /// A noun or a name behind "of". French elides before a vowel.
  private static func of(_ text: String) -> any ArgumentConvertible {
    if containers.contains(text) { return Message("hostapi.noun-of.\(slug(text))") }
    if !nouns.contains(text), let of = text.firstRange(of: " of "), noun(text) == nil {
      return Message(
        "hostapi.noun.part",
        ["part": Self.of(String(text[..<of.lowerBound])), "whole": Self.of(String(text[of.upperBound...]))])
    }
    let name = noun(text).map { $0 as any ArgumentConvertible } ?? text
    let elides = (noun(text)?.text(in: .fr) ?? text).first.map { "aeiouyhéèê".contains($0) } ?? false
    return elides ? Message("hostapi.noun.of-vowel", ["name": name]) : Message("hostapi.noun.of-name", ["name": name])
  }

  /// The words of a noun as a part of an id: `a-list-of-strings`.
  private static func slug(_ text: String) -> String {
    text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }
}

extension LuaConversionError {
  /// The sentence for people; `message` is the one of Lua, in English.
  var sentence: Message {
    let place: any ArgumentConvertible = path.isEmpty ? "" : Message("hostapi.lua-conversion-error.place", ["path": path])
    return switch cause {
    case .type(.thread): Message("hostapi.lua-conversion-error.coroutine", ["place": place])
    case .type(let type):
      Message("hostapi.lua-conversion-error.type", ["type": "a \(type.rawValue)".noun, "place": place])
    case .key(let type): Message("hostapi.lua-conversion-error.key", ["type": type.rawValue, "place": place])
    case .cycle: Message("hostapi.lua-conversion-error.cycle", ["place": place])
    case .depth(let maximum): Message("hostapi.lua-conversion-error.depth", ["maximum": maximum, "place": place])
    case .size(let maximum): Message("hostapi.lua-conversion-error.size", ["maximum": maximum, "place": place])
    case .memory: Message("hostapi.lua-conversion-error.memory", ["place": place])
    }
  }
}
