import Calendar
import Crypto
import Ecosystem
import Localization

/// The language of a feed, and the records to which those of the feed refer.
///
/// The records and names that it returns are those that the feed's audience may see.
public struct FeedContext {
  /// The language of labels.
  public var language: Language
  /// The identity of the workspace, from which permanent identifiers are made.
  public var workspace: String
  /// The moment of the feed, for what has no own.
  public var now: Instant
  /// Returns the address of a record's page; nil where none is known.
  public var page: (_ entity: String, _ id: String) -> String? = { _, _ in nil }
  /// Returns a record by entity and id; nil when there is none that the audience may see.
  public var record: (_ entity: String, _ id: String) throws -> Record?
  /// Returns the numbers of an actor in registers: scheme and value.
  public var numbers: (_ actor: String) throws -> [(scheme: String, value: String)]

  public init(
    language: Language, workspace: String, now: Instant, record: @escaping (_ entity: String, _ id: String) throws -> Record?,
    numbers: @escaping (_ actor: String) throws -> [(scheme: String, value: String)]
  ) {
    (self.language, self.workspace, self.now) = (language, workspace, now)
    (self.record, self.numbers) = (record, numbers)
  }

  /// Returns the permanent identifier of a record as a UUID of version 8 (RFC 9562, section 5.8): of the SHA-256 of workspace, entity and id.
  public func uuid(_ entity: String, _ id: String) -> String { Self.uuid(entity, id, in: workspace) }

  /// Returns the permanent identifier of a record of a workspace.
  public static func uuid(_ entity: String, _ id: String, in workspace: String) -> String {
    var bytes = Array(SHA256.hash(data: Array("\(workspace)\n\(entity)\n\(id)".utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in [byte >> 4, byte & 15].map { String($0, radix: 16) }.joined() }
    let lengths = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16]
    return lengths.map { digits[$0].joined() }.joined(separator: "-")
  }

  /// Returns the IRI of a record: the address of its page, else its permanent identifier.
  public func iri(_ entity: String, _ id: String) -> String {
    page(entity, id) ?? "urn:uuid:" + uuid(entity, id)
  }

  /// Whether a text is an address of the web.
  static func isWebAddress(_ text: String) -> Bool { text.hasPrefix("https://") || text.hasPrefix("http://") }

  /// Returns a text in the feed's language.
  public func text(_ value: FieldValue) -> String? {
    if let text = value.textValue { return text.isEmpty ? nil : text }
    let texts = value.mapValue ?? [:]
    let first = language.preference(among: texts.keys.compactMap { Language(code: $0) }).first
    return first.flatMap { texts[$0.rawValue]?.textValue } ?? texts.sortedByKey.first?.value.textValue
  }

  /// Returns the record to which a field refers.
  ///
  /// - Throws: errors of ``record``.
  public func referenced(_ value: FieldValue, in entity: String) throws -> Record? {
    try value.textValue.flatMap { try record(entity, $0) }
  }

  /// Returns the label of a term; its code when it has none.
  ///
  /// - Throws: errors of ``record``.
  public func label(_ code: String, scheme: String) throws -> String {
    try record("concept", "\(scheme):\(code)").flatMap { text($0["label"]) } ?? code
  }

  /// Returns the labels of a list of terms, or of one.
  ///
  /// - Throws: errors of ``record``.
  public func labels(_ value: FieldValue, scheme: String) throws -> [String] {
    let codes = value.listValue ?? (value.isNull ? [] : [value])
    return try codes.compactMap(\.textValue).map { try label($0, scheme: scheme) }
  }

  /// Returns a moment of the model; nil for another value.
  func instant(_ value: FieldValue) -> Instant? { value.textValue.flatMap(Instant.init) }
}

/// The names of fields with a role in feeds that several entities have.
extension Record {
  /// The point of a record; nil where it has none.
  public var point: CalendarEvent.Point? {
    guard let latitude = self["lat"].numberValue, let longitude = self["lon"].numberValue else { return nil }
    return CalendarEvent.Point(latitude: latitude, longitude: longitude)
  }
}
