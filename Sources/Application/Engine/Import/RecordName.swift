import Ecosystem

/// The name of a record as it is compared with others: without letter case, accents, punctuation and the legal form at its end.
///
///     RecordName.plain("KIKK, asbl") == RecordName.plain("Kikk")
enum RecordName {
  /// The entities that are recognised by their names: those that have one and no fields that tell them apart for certain.
  static func isRecognised(_ entity: EntityDescription) -> Bool {
    ["name", "title"].contains(entity.titleField) && entity.uniqueKeys.isEmpty
  }

  /// The plain form; empty for a name without a letter or digit.
  static func plain(_ name: String) -> String {
    var words = Folding.fold(name).replacing(".", with: "").split { !$0.isLetter && !$0.isNumber }
    while words.count > 1, let last = words.last, legalForms.contains(String(last)) { words.removeLast() }
    return words.joined(separator: " ")
  }

  /// The plain forms of all the names that the field of a record's name holds: one, or one a language.
  static func plainForms(_ value: FieldValue) -> [String] {
    let texts = value.mapValue?.values.compactMap(\.textValue) ?? [value.textValue].compactMap(\.self)
    return Set(texts.map(plain)).filter { !$0.isEmpty }.sorted()
  }

  /// Abbreviations of legal forms in Belgium, France and Luxembourg, without points.
  private static let legalForms: Set<String> = [
    "asbl", "aisbl", "vzw", "sa", "nv", "srl", "sprl", "bv", "sc", "scrl", "scs", "snc", "gie", "sas", "sasu", "sarl", "eurl",
    "scop", "scic", "rl", "secs", "sca",
  ]

  /// The fields that tell apart what has one name, where both have them: its place, its date, what it belongs to.
  static let tellingFields = [
    "city", "territory", "territories", "start", "opens", "award_date", "event", "venue", "programme", "provider", "holder",
    "recipient",
  ]

  /// Whether nothing tells a row from a record of the same name.
  static func agree(_ fields: ExactDictionary<FieldValue>, _ record: Record) -> Bool {
    tellingFields.allSatisfy { name in
      guard let one = fields[name], let other = record.fields[name] else { return true }
      return one == other || isSameText(one, other)
    }
  }

  private static func isSameText(_ one: FieldValue, _ other: FieldValue) -> Bool {
    guard let one = one.textValue, let other = other.textValue else { return false }
    return plain(one) == plain(other)
  }
}

/// Finds the records of a name: for each plain name the rows that have it. It holds a number for each record, not its name, so that a
/// million of them take some 40 MB; whoever asks looks at the record itself.
struct NameIndex {
  private var first: [UInt64: Int64] = [:]
  /// The further rows of names that several records have.
  private var more: [UInt64: [Int64]] = [:]

  /// At most so many records of one name are given.
  static let candidatesMax = 50

  /// Notes that the record in that row has a name.
  mutating func add(_ row: Int64, _ name: FieldValue) {
    for form in RecordName.plainForms(name) {
      let key = NameIndex.key(form)
      if first[key] == nil {
        first[key] = row
      } else if (more[key]?.count ?? 0) < NameIndex.candidatesMax - 1 {
        more[key, default: []].append(row)
      }
    }
  }

  /// The rows that may have that name, the first noted first.
  func rows(_ name: FieldValue) -> [Int64] {
    RecordName.plainForms(name).flatMap { form -> [Int64] in
      let key = NameIndex.key(form)
      return first[key].map { [$0] + (more[key] ?? []) } ?? []
    }
  }

  /// FNV-1a with 64 bits. Two names of one key are told apart when the records are read.
  private static func key(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
