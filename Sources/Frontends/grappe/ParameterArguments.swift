import ArgumentParser
import Ecosystem

/// The parameters of a report or a command as they stand on the command line: `--name value` or `--name=value`; a name
/// without a value is a flag and means true.
struct ParameterArguments {
  /// The values as written, by name.
  let values: ExactDictionary<String>

  /// - Throws: `ValidationError` for a word that belongs to no parameter and for a parameter given twice.
  init(_ arguments: [String]) throws {
    var values: ExactDictionary<String> = [:]
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word.count > 2 else {
        throw ValidationError(
          wording(
            "grappe.parameter-arguments.neither-option-nor-name", ["word": word]))
      }
      let (name, value) = Self.split(word.dropFirst(2), &rest)
      guard values.updateValue(value, forKey: name) == nil else {
        throw ValidationError(wording("grappe.parameter-arguments.given-twice", ["name": name]))
      }
    }
    self.values = values
  }

  private static func split(_ word: Substring, _ rest: inout ArraySlice<String>) -> (String, String) {
    if let equals = word.firstIndex(of: "=") {
      return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
    guard let next = rest.first, !next.hasPrefix("--") else { return (String(word), "true") }
    rest.removeFirst()
    return (String(word), next)
  }
}
