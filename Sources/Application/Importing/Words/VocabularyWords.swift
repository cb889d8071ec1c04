import Cells
import Ecosystem
import Store

/// Finds the codes of vocabularies and the ids of territories that words of a list stand for.
///
/// A term is known by its code and by its labels in all languages, and by the code and labels of terms of other vocabularies that say
/// exactly the same (`exact_match`). A territory is known by its id, its code in any classification, its names, and by the INSEE and NIS
/// codes of departments, provinces and regions. Letter case, accents and punctuation do not count. A word that is in no vocabulary is
/// refused with the nearest label; one for no territory is left for the lookup of references.
struct VocabularyWords {
  private let fields: Set<ExactString>
  private let terms: TermIndex?
  private let places: PlaceIndex?
  /// The resolved words by field, since columns repeat them.
  private var known: [ObjectIdentifier: ExactDictionary<String>] = [:]
  /// The reasons for refused words by field, likewise.
  private var refused: [ObjectIdentifier: ExactDictionary<CellProblem.Wanted>] = [:]

  /// The maximum number of resolved, and of refused, words kept for a field.
  private static let knownMax = 1_000

  /// Reads the vocabularies and territories to which fields of an entity refer.
  ///
  /// References of an entity to itself are not resolved: their records may be in the same file.
  init(_ entity: EntityDescription, _ transaction: StoreTransaction) throws {
    let resolved = entity.fields.filter { field in
      switch field.type.element {
      case .concept, .choice: true
      case .reference(let entities): entities == ["territory"] && entity.id != "territory"
      default: false
      }
    }
    fields = Set(resolved.map { ExactString($0.id) })
    terms = resolved.contains { $0.type.conceptScheme != nil } ? try TermIndex(transaction) : nil
    places = resolved.contains { $0.type.referencedEntities != nil } ? try PlaceIndex(transaction) : nil
  }

  /// Resolves a value of a field, or the elements of a list.
  ///
  /// - Throws: `CellProblem.Wanted.oneOf` with the candidates when a word stands for several, `.term` when it is in no vocabulary.
  mutating func resolve(_ value: FieldValue, of field: FieldDescription) throws(CellProblem.Wanted) -> FieldValue {
    guard fields.contains(ExactString(field.id)) else { return value }
    switch value {
    case .text(let word): return .text(try resolve(word, field))
    case .list(let elements) where field.type.isList:
      var resolved: [FieldValue] = []
      for element in elements {
        if case .text(let word) = element { resolved.append(.text(try resolve(word, field))) } else { resolved.append(element) }
      }
      return .list(resolved)
    default: return value
    }
  }

  /// Returns the code of the one term of a field's vocabulary that a word stands for; nil for any other word.
  func term(_ word: String, of field: FieldDescription) -> String? {
    guard fields.contains(ExactString(field.id)) else { return nil }
    let candidates = candidates(word, field.type.element)
    return candidates.count == 1 ? candidates[0] : nil
  }

  private mutating func resolve(_ word: String, _ field: FieldDescription) throws(CellProblem.Wanted) -> String {
    let key = ObjectIdentifier(field)
    if let code = known[key]?[word] { return code }
    let candidates = candidates(word, field.type.element)
    if candidates.count > 1 { throw .oneOf(candidates) }
    if candidates.isEmpty, let reason = refusal(of: word, field) { throw reason }
    if (known[key]?.count ?? 0) >= Self.knownMax { known[key] = nil }
    known[key, default: [:]][word] = candidates.first ?? word
    return candidates.first ?? word
  }

  /// Returns the reason why a word of a vocabulary's field is refused; nil for other fields, and where not all terms are known.
  private mutating func refusal(of word: String, _ field: FieldDescription) -> CellProblem.Wanted? {
    guard let scheme = field.type.conceptScheme, let terms, terms.isComplete else { return nil }
    let key = ObjectIdentifier(field)
    if let reason = refused[key]?[word] { return reason }
    let reason = CellProblem.Wanted.term(vocabulary: scheme, nearest: terms.nearest(to: word, in: scheme), isEmpty: terms.isEmpty(scheme))
    if (refused[key]?.count ?? 0) >= Self.knownMax { refused[key] = nil }
    refused[key, default: [:]][word] = reason
    return reason
  }

  private func candidates(_ word: String, _ type: FieldType) -> [String] {
    switch type {
    case .choice(let words): words.containsExactly(word) ? [word] : words.filter { Folding.fold($0) == Folding.fold(word) }
    case .concept(let scheme): terms?.codes(of: word, in: scheme) ?? []
    case .reference: places?.ids(of: word) ?? []
    default: []
    }
  }
}
