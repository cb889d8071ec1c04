import Duplicates
import Ecosystem

/// The name of a record as it is compared: without case, accents, punctuation and the legal form at its end.
///
///     RecordName.plain("KIKK, asbl") == RecordName.plain("Kikk")
enum RecordName {
  /// Whether records of an entity are matched by name: they have a name and no fields that identify them reliably.
  static func isRecognised(_ entity: EntityDescription) -> Bool {
    ["name", "title"].contains(entity.titleField) && entity.uniqueKeys.isEmpty
  }

  /// Returns the plain form; empty for a name without a letter or digit.
  static func plain(_ name: String) -> String {
    var words = Folding.fold(name).replacing(".", with: "").split { !$0.isLetter && !$0.isNumber }
    while words.count > 1, let last = words.last, LegalForms.abbreviations.contains(String(last)) { words.removeLast() }
    return words.joined(separator: " ")
  }

  /// Returns the plain forms of all names in the title field: one, or one per language.
  static func plainForms(_ value: FieldValue) -> [String] {
    let texts = value.mapValue?.values.compactMap(\.textValue) ?? [value.textValue].compactMap(\.self)
    return Set(texts.map(plain)).filter { !$0.isEmpty }.sorted()
  }

  /// The fields that distinguish records of one name, if both have them: place, date, parent record.
  static let tellingFields = [
    "city", "territory", "territories", "start", "opens", "award_date", "event", "venue", "programme", "provider", "holder",
    "recipient",
  ]

  /// Whether no such field distinguishes a row from a record of the same name. Persons have an address of their own; that of an
  /// organisation may be any of its members'.
  static func agree(_ fields: ExactDictionary<FieldValue>, _ record: Record, of entity: EntityDescription) -> Bool {
    let telling = entity.id == "person" ? tellingFields + ["email"] : tellingFields
    return telling.allSatisfy { name in
      guard let one = fields[name], let other = record.fields[name] else { return true }
      return one == other || isSameText(one, other)
    }
  }

  private static func isSameText(_ one: FieldValue, _ other: FieldValue) -> Bool {
    guard let one = one.textValue, let other = other.textValue else { return false }
    return plain(one) == plain(other)
  }
}

/// An index from plain names, or other folded texts, to rows. Holds a number for each record, not its name: about 40 MB for a million
/// records. The caller compares the record itself.
struct NameIndex {
  private var first: [UInt64: Int64] = [:]
  /// The further rows of names that several records have.
  private var more: [UInt64: [Int64]] = [:]

  /// The maximum number of records returned for one name.
  static let candidatesMax = 50

  /// Adds the name of the record in that row.
  mutating func add(_ row: Int64, _ name: FieldValue) {
    for form in RecordName.plainForms(name) { add(row, form: form) }
  }

  /// Adds a folded text of the record in that row.
  mutating func add(_ row: Int64, form: String) {
    let key = NameIndex.key(form)
    if first[key] == nil {
      first[key] = row
    } else if (more[key]?.count ?? 0) < NameIndex.candidatesMax - 1 {
      more[key, default: []].append(row)
    }
  }

  /// Returns the rows that may have that name, in the order of insertion.
  func rows(_ name: FieldValue) -> [Int64] {
    RecordName.plainForms(name).flatMap { rows(form: $0) }
  }

  /// Returns the rows that may have a folded text, in the order of insertion.
  func rows(form: String) -> [Int64] {
    let key = NameIndex.key(form)
    return first[key].map { [$0] + (more[key] ?? []) } ?? []
  }

  /// FNV-1a with 64 bits. Hash collisions are resolved when the records are read.
  private static func key(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
