/// Articles, prepositions and conjunctions, which two names of one organisation often differ in: "Les Films de l’Orme", "Films Orme".
enum FunctionWords {
  /// The words of French, Dutch, German and English, folded, as UTF-8.
  static let all = Set(
    [
      "le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "a", "au", "aux", "et", "en", "pour", "sur",
      "het", "een", "van", "voor", "te", "ten", "ter", "der", "die", "das", "den", "dem", "ein", "eine", "und", "von", "fur", "im", "am",
      "zum", "zur",
      "the", "of", "and", "for", "in", "on",
    ].map { Array($0.utf8) })
}
