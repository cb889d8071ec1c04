/// What may follow the text before the cursor.
struct Completion: Sendable, Hashable {
  /// One of the ways to go on.
  struct Candidate: Sendable, Hashable {
    /// The whole word.
    var text: String
    /// What comes after it where it is the only one: ` = `, `(`, `"`.
    var ending: String

    init(_ text: String, ending: String = "") {
      self.text = text
      self.ending = ending
    }
  }

  /// The candidates, sorted.
  var candidates: [Candidate]
  /// What is to be inserted at the cursor: as much as all candidates have in common, and the ending of the only one.
  var insertion: String

  /// The candidates that begin with what is typed of the word.
  init(_ candidates: some Sequence<Candidate>, typed: String) {
    let fitting = Set(candidates.filter { $0.text.hasPrefix(typed) }).sorted { $0.text < $1.text }
    self.candidates = fitting
    insertion = Self.insertion(fitting, typed)
  }

  /// Nothing.
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
