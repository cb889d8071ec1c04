/// The order of the versions of a rule set: runs of digits compare as numbers of any length, everything else as text.
enum VersionOrder {
  /// Whether the first version comes before the second: `4` before `10`, `2024-2` before `2024-11`.
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (one, other) = (runs(first), runs(second))
    for (left, right) in zip(one, other) where left != right {
      guard left.isNumber, right.isNumber else { return left.text < right.text }
      return (left.text.utf8.count, left.text) < (right.text.utf8.count, right.text)
    }
    return one.count == other.count ? first < second : one.count < other.count
  }

  private struct Run: Equatable {
    var text: String
    var isNumber: Bool
  }

  /// The text cut between digits and others; numbers without zeros before them.
  private static func runs(_ text: String) -> [Run] {
    var runs: [Run] = []
    for character in text {
      let isDigit = "0"..."9" ~= character
      if let last = runs.last, last.isNumber == isDigit {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append(Run(text: String(character), isNumber: isDigit))
      }
    }
    return runs.map { $0.isNumber ? Run(text: String($0.text.drop { $0 == "0" }), isNumber: true) : $0 }
  }
}
