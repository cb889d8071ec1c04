import Localization

/// The words of closed lists for people.
enum ChoiceWords {
  private static let known: Set<String> = [
    "onsite", "online", "hybrid", "published", "cancelled", "draft", "existing", "proposed", "example", "yes", "no", "eu", "federal",
    "national", "regional", "community", "local", "private", "grant", "loan", "equity", "guarantee", "voucher", "tax-shelter", "call",
    "idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export", "one-off", "ongoing", "recurring", "initial",
    "continuing", "work-study", "jobseekers", "other", "announced", "verified", "provisional",
  ]

  /// Returns the word in a language; as it is stored where there is no other.
  static func text(_ word: String, _ language: Language) -> String {
    known.contains(word) ? Message("portal.choice.\(word)").text(in: language) : word
  }
}
