/// The type and range of a field's values. Storage, checks, filters and documentation all follow from it.
public indirect enum FieldType: Sendable, Hashable {
  /// One line of text, at most `FieldType.textBytesMax` bytes.
  case text
  /// Text of several lines, at most `FieldType.longTextBytesMax` bytes.
  case longText
  /// A text in one or more languages: a map from language code to text, `{ fr = "…", en = "…" }`.
  case localizedText
  /// A whole number in a range.
  case integer(ClosedRange<Int64>)
  /// A finite number in a range.
  case number(ClosedRange<Double>)
  case boolean
  /// A calendar date of ISO 8601, as precise as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case date
  /// A moment in UTC as RFC 3339 writes it: `2024-05-16T09:30:00Z`.
  case instant
  /// Whole cents with an ISO 4217 currency: `{ amount = 1680000000, currency = "EUR" }`; the amount lies within `Money.range`.
  case money
  /// A web address with http or https.
  case url
  /// Any data; stored and returned unchanged, not filtered.
  case json
  /// One of a closed list of words.
  case choice([String])
  /// The code of a concept in a scheme, e.g. `company` in `actor-kind`.
  case concept(scheme: String)
  /// The id of a record of one of these entities.
  case reference([String])
  /// Several texts, choices, concepts or references, each at most once.
  case list(FieldType)

  /// Upper bound of a `text`, in UTF-8 bytes.
  public static let textBytesMax = 4_096
  /// Upper bound of a `longText`, of one language of a `localizedText` and of a `json`, in UTF-8 bytes.
  public static let longTextBytesMax = 1_048_576
  /// Upper bound of the elements of a `list`.
  public static let listElementsMax = 10_000
}

extension FieldType {
  /// Any whole number of 64 bits.
  public static var anyInteger: FieldType { .integer(Int64.min...Int64.max) }
  /// A count: a whole number from 0.
  public static var count: FieldType { .integer(0...Int64.max) }
  /// Any finite number.
  public static var anyNumber: FieldType { .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude) }

  /// The type of one element of a list; the type itself when it is no list.
  public var element: FieldType {
    if case .list(let element) = self { return element }
    return self
  }

  /// Whether a value is one of the type, as far as the value itself shows; an empty text is one of every type of text.
  public func accepts(_ value: FieldValue) -> Bool {
    if value == .text(""), self == .text || self == .longText { return true }
    if case .success = ValueCheck.canonical(value, as: self) { return true }
    return false
  }

  /// Whether the field holds several values.
  public var isList: Bool {
    if case .list = self { return true }
    return false
  }

  /// The entities a reference may point to, of the field or of its elements.
  public var referencedEntities: [String]? {
    if case .reference(let entities) = element { return entities }
    return nil
  }

  /// The scheme of the concepts the field or its elements hold.
  public var conceptScheme: String? {
    if case .concept(let scheme) = element { return scheme }
    return nil
  }
}
