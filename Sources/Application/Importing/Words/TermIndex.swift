import Ecosystem
import Store

/// The codes of the terms of all vocabularies by the words for them, in plain form.
struct TermIndex {
  private var codes: ExactDictionary<Set<ExactString>> = [:]
  private var exactCodes: Set<ExactString> = []
  /// The codes and labels of each vocabulary as they are written, in order, for suggestions.
  private var spellings: ExactDictionary<[String]> = [:]
  /// Whether every term is held.
  let isComplete: Bool

  /// The maximum number of terms whose words are held; the words of further ones are not known.
  static let termsMax = 100_000

  init(_ transaction: StoreTransaction) throws {
    var words: ExactDictionary<[String]> = [:]
    var matches: [(one: String, other: String)] = []
    let found = try transaction.find("concept", Query(limit: Self.termsMax))
    isComplete = found.count < Self.termsMax
    for term in found {
      guard let scheme = term["scheme"].textValue, let code = term["code"].textValue else { continue }
      exactCodes.insert(ExactString(term.id))
      words[term.id] = [code] + (term["label"].mapValue?.values.compactMap(\.textValue) ?? [])
      for word in words[term.id] ?? [] { add(word, code, scheme: scheme) }
      spellings[scheme, default: []] += words[term.id] ?? []
      matches += (term["exact_match"].listValue ?? []).compactMap(\.textValue).map { (term.id, $0) }
    }
    for (one, other) in matches {
      add(words[other] ?? [], toTerm: one)
      add(words[one] ?? [], toTerm: other)
    }
  }

  /// Returns the codes that a word stands for, in order: a code stands for itself.
  func codes(of word: String, in scheme: String) -> [String] {
    if exactCodes.contains(ExactString("\(scheme):\(word)")) { return [word] }
    return (codes[Self.key(word, scheme)] ?? []).map(\.string).sorted()
  }

  /// Returns the code or label of a vocabulary nearest to a word; nil when none is near.
  func nearest(to word: String, in scheme: String) -> String? { NearestName.suggest(word, among: spellings[scheme] ?? []) }

  /// Whether a vocabulary has no term.
  func isEmpty(_ scheme: String) -> Bool { spellings[scheme] == nil }

  private mutating func add(_ words: [String], toTerm id: String) {
    guard let colon = id.firstIndex(of: ":"), exactCodes.contains(ExactString(id)) else { return }
    for word in words { add(word, String(id[id.index(after: colon)...]), scheme: String(id[..<colon])) }
  }

  private mutating func add(_ word: String, _ code: String, scheme: String) {
    codes[Self.key(word, scheme), default: []].insert(ExactString(code))
  }

  /// Abbreviations are written with or without points.
  private static func key(_ word: String, _ scheme: String) -> String {
    "\(scheme):\(ColumnNames.plain(word.replacing(".", with: "")))"
  }
}
