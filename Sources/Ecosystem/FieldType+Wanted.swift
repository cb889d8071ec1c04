/// What a field of each type wants, in words; part of every refusal and of the documentation.
extension FieldType {
  /// A noun phrase: “a date such as 2024, 2024-05 or 2024-05-16”.
  public var wanted: LocalizedText {
    switch self {
    case .text: LocalizedText(fr: "un texte d’une ligne", en: "a text of one line")
    case .longText: LocalizedText(fr: "un texte", en: "a text")
    case .localizedText:
      LocalizedText(
        fr: "un texte par langue, p. ex. { fr = \"…\", en = \"…\" }",
        en: "a text by language, e.g. { fr = \"…\", en = \"…\" }")
    case .integer(let range): FieldType.wanted(range)
    case .number(let range): FieldType.wanted(range)
    case .boolean: LocalizedText(fr: "true ou false", en: "true or false")
    case .date:
      LocalizedText(
        fr: "une date telle que 2024, 2024-05 ou 2024-05-16", en: "a date such as 2024, 2024-05 or 2024-05-16")
    case .instant:
      LocalizedText(fr: "un moment tel que 2024-05-16T09:30:00Z", en: "a moment such as 2024-05-16T09:30:00Z")
    case .money:
      LocalizedText(
        fr: "un montant en centimes, au plus 10^15, avec sa devise, p. ex. { amount = 150000, currency = \"EUR\" }",
        en: "an amount in cents, at most 10^15, with its currency, e.g. { amount = 150000, currency = \"EUR\" }")
    case .url: LocalizedText(fr: "une adresse http:// ou https://", en: "an http:// or https:// address")
    case .json: LocalizedText(fr: "une donnée", en: "a piece of data")
    case .choice(let words): FieldType.wanted(words)
    case .concept(let scheme):
      LocalizedText(fr: "le code d’un concept du schéma \(scheme)", en: "the code of a concept of the scheme \(scheme)")
    case .reference(let entities):
      LocalizedText(
        fr: "l’identifiant d’une fiche (\(entities.joined(separator: ", ")))",
        en: "the id of a record (\(entities.joined(separator: ", ")))")
    case .list(let element): FieldType.wantedList(element.wanted)
    }
  }

  private static func wanted(_ range: ClosedRange<Int64>) -> LocalizedText {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): LocalizedText(fr: "un nombre entier", en: "a whole number")
    case (let low, .max):
      LocalizedText(fr: "un nombre entier d’au moins \(low)", en: "a whole number of at least \(low)")
    case (let low, let high):
      LocalizedText(fr: "un nombre entier de \(low) à \(high)", en: "a whole number from \(low) to \(high)")
    }
  }

  private static func wanted(_ range: ClosedRange<Double>) -> LocalizedText {
    if FieldType.number(range) == .anyNumber { return LocalizedText(fr: "un nombre", en: "a number") }
    return LocalizedText(
      fr: "un nombre de \(range.lowerBound) à \(range.upperBound)",
      en: "a number from \(range.lowerBound) to \(range.upperBound)")
  }

  private static func wanted(_ words: [String]) -> LocalizedText {
    let list = words.joined(separator: ", ")
    return LocalizedText(fr: "l’un de : \(list)", en: "one of: \(list)")
  }

  private static func wantedList(_ element: LocalizedText) -> LocalizedText {
    LocalizedText(
      fr: "une liste dont chaque élément est \(element[.fr])", en: "a list of which each element is \(element[.en])")
  }
}
