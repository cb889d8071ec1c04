/// The completions of the text before the cursor.
struct Completion: Sendable, Hashable {
  /// One possible completion.
  struct Candidate: Sendable, Hashable {
    /// The complete word.
    var text: String
    /// The text after it if it is the only candidate: ` = `, `(`, `"`.
    var ending: String

    init(_ text: String, ending: String = "") {
      self.text = text
      self.ending = ending
    }
  }

  /// The candidates, sorted.
  var candidates: [Candidate]
  /// The text to insert at the cursor: the common prefix of all candidates, and the ending of a single one.
  var insertion: String

  /// Keeps the candidates that begin with the typed part of the word.
  init(_ candidates: some Sequence<Candidate>, typed: String) {
    let fitting = Set(candidates.filter { $0.text.hasPrefix(typed) }).sorted { $0.text < $1.text }
    self.candidates = fitting
    insertion = Self.insertion(fitting, typed)
  }

  /// No completion.
  static let none = Completion([], typed: "")

  private static func insertion(_ candidates: [Candidate], _ typed: String) -> String {
    guard let first = candidates.first else { return "" }
    if candidates.count == 1 { return first.text.dropFirst(typed.count) + first.ending }
    let common = candidates.dropFirst().reduce(first.text) { $0.commonPrefix(with: $1.text) }
    return String(common.dropFirst(typed.count))
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
