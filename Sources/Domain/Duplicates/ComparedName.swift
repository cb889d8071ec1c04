import Ecosystem

/// A name as it is compared: its words without case, accents, punctuation and legal forms.
///
///     ComparedName("L'Écluse, asbl").words   // ["l", "ecluse"] as bytes
struct ComparedName {
  /// The words, in their order, as UTF-8.
  let words: [[UInt8]]
  /// The weight of each word (`WordWeights`).
  var weights: [Double] = []
  /// All bytes without spaces.
  let compact: [UInt8]
  /// The number of records with this name.
  var count = 1

  /// Creates the compared form; nil for a name without a letter or digit.
  init?(_ name: String) {
    let folded = Folding.fold(name).replacing(".", with: "")
    var words = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // A name of legal forms alone keeps one word.
    while words.count > 1, LegalForms.abbreviations.contains(words[words.count - 1]) { words.removeLast() }
    while words.count > 1, LegalForms.abbreviations.contains(words[0]) { words.removeFirst() }
    if words.isEmpty { return nil }
    self.words = words.map { Array($0.utf8) }
    compact = self.words.flatMap(\.self)
  }
}
