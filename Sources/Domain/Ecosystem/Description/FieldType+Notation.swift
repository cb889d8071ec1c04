/// The notation of field types in plugins, in the store and in the documentation:
/// `text`, `integer(0..100)`, `choice(yes|no)`, `concept(sector)`, `reference(actor|event)`, `list(text)`.
extension FieldType: CustomStringConvertible {
  public var description: String {
    switch self {
    case .text: "text"
    case .longText: "long_text"
    case .localizedText: "localized_text"
    case .integer(let range): FieldType.notation("integer", of: range, unbounded: Int64.min...Int64.max)
    case .number(let range):
      FieldType.notation(
        "number", of: range, unbounded: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
    case .boolean: "boolean"
    case .date: "date"
    case .instant: "instant"
    case .money: "money"
    case .url: "url"
    case .json: "json"
    case .choice(let words): "choice(\(words.joined(separator: "|")))"
    case .concept(let scheme): "concept(\(scheme))"
    case .reference(let entities): "reference(\(entities.joined(separator: "|")))"
    case .list(let element): "list(\(element))"
    }
  }

  /// The names with which a notation may begin.
  public static let notationNames = [
    "text", "long_text", "localized_text", "integer", "number", "boolean", "date", "instant", "money", "url", "json",
    "choice", "concept", "reference", "list",
  ]

  /// Reads a notation; nil when it is invalid.
  ///
  ///     FieldType(notation: "integer(0..100)")   // .integer(0...100)
  public init?(notation: String) {
    guard let type = FieldType.parse(Substring(notation)) else { return nil }
    self = type
  }

  private static func notation<Bound>(_ name: String, of range: ClosedRange<Bound>, unbounded: ClosedRange<Bound>)
    -> String
  {
    range == unbounded ? name : "\(name)(\(range.lowerBound)..\(range.upperBound))"
  }

  /// Reads the bytes: a combining mark after a bracket or bar does not change which type is meant.
  private static func parse(_ text: Substring) -> FieldType? {
    guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")) else { return plain(String(text)) }
    guard text.utf8.last == UInt8(ascii: ")") else { return nil }
    let inside = text[text.utf8.index(after: open)..<text.utf8.index(before: text.endIndex)]
    return parameterised(String(text[..<open]), inside)
  }

  private static func plain(_ name: String) -> FieldType? {
    switch name {
    case "text": .text
    case "long_text": .longText
    case "localized_text": .localizedText
    case "integer": .anyInteger
    case "number": .anyNumber
    case "boolean": .boolean
    case "date": .date
    case "instant": .instant
    case "money": .money
    case "url": .url
    case "json": .json
    default: nil
    }
  }

  private static func parameterised(_ name: String, _ inside: Substring) -> FieldType? {
    let words = inside.cut(at: "|")
    guard !words.contains("") else { return nil }
    switch name {
    case "integer": return range(inside, Int64.init).map(FieldType.integer)
    case "number": return range(inside, Double.init).map(FieldType.number)
    case "choice": return .choice(words)
    case "concept": return words.count == 1 ? .concept(scheme: words[0]) : nil
    case "reference": return .reference(words)
    case "list": return list(of: parse(inside))
    default: return nil
    }
  }

  private static func list(of element: FieldType?) -> FieldType? {
    switch element {
    case .text, .choice, .concept, .reference: .list(element!)
    default: nil
    }
  }

  private static func range<Bound: Comparable>(_ text: Substring, _ read: (String) -> Bound?) -> ClosedRange<Bound>? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    guard let low = read(String(text[..<dots.lowerBound])), let high = read(String(text[dots.upperBound...])),
      low <= high
    else { return nil }
    return low...high
  }
}
