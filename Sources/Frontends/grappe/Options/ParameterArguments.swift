import ArgumentParser
import Ecosystem
import Engine

/// The parameters of a report or a command on the command line: `--name value` or `--name=value`; a name without a value is a
/// flag.
struct ParameterArguments {
  /// The values as written, by name.
  let values: ExactDictionary<ParameterWord>

  /// - Throws: `ValidationError` for a word without a parameter and for a parameter given twice.
  init(_ arguments: [String]) throws {
    var values: ExactDictionary<ParameterWord> = [:]
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasExactPrefix("--"), word.utf8.count > 2 else {
        throw ValidationError(
          wording(
            "grappe.parameter-arguments.neither-option-nor-name", ["word": word]))
      }
      let (name, value) = Self.split(Substring(word.utf8.dropFirst(2)), &rest)
      guard values.updateValue(value, forKey: name) == nil else {
        throw ValidationError(wording("grappe.parameter-arguments.given-twice", ["name": name]))
      }
    }
    self.values = values
  }

  private static func split(_ word: Substring, _ rest: inout ArraySlice<String>) -> (String, ParameterWord) {
    let halves = word.cut(at: "=", maxSplits: 1)
    if halves.count == 2 { return (halves[0], .text(halves[1])) }
    guard let next = rest.first, !next.hasExactPrefix("--") else { return (String(word), .flag) }
    rest.removeFirst()
    return (String(word), .text(next))
  }
}
