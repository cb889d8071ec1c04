import Calendar
import Localization

/// A form that a line of text must have, beyond being one: an agreed notation or a name of a public list.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
  /// The name of a time zone of the IANA database: `Europe/Brussels`.
  case timeZone
  /// A repetition rule of RFC 5545, section 3.3.10: `FREQ=MONTHLY;BYDAY=1TU`.
  case recurrence
  /// A two-letter code of ISO 3166-1: `BE`.
  case country
}

extension TextFormat {
  /// Whether the text has the form.
  public func admits(_ text: String) -> Bool {
    switch self {
    case .timeZone: TimeZoneName.isName(text)
    case .recurrence: RecurrenceRule.isValid(text)
    case .country: text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
  }

  /// A noun phrase: “the name of an IANA time zone, e.g. Europe/Brussels”.
  public var wanted: LocalizedText {
    switch self {
    case .timeZone:
      LocalizedText(
        "ecosystem.text-format.name-iana-time-zone")
    case .recurrence:
      LocalizedText(
        "ecosystem.text-format.rrule-rfc-5545-e")
    case .country:
      LocalizedText(
        "ecosystem.text-format.country-code")
    }
  }

  /// The nearest right text, where there is a list to compare with or the right spelling follows from the text.
  func suggestion(for text: String) -> String? {
    switch self {
    case .timeZone: NearestName.suggest(text, among: TimeZoneName.names)
    case .recurrence: nil
    case .country: admits(text.uppercased()) ? text.uppercased() : nil
    }
  }
}
