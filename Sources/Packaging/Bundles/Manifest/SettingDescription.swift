/// A value an admin may set for a plugin.
public struct SettingDescription: Sendable, Hashable {
  /// The kinds of value.
  public enum Kind: String, Sendable, Hashable, CaseIterable { case text, integer, number, boolean, choice }

  /// A value of a setting.
  public enum Value: Sendable, Hashable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
  }

  /// The kind of its value; a choice holds a text.
  public let kind: Kind
  /// The value when the admin sets none; nil leaves the setting unset.
  public let defaultValue: Value?
  /// Its name in the interface, by language code; at least one.
  public let label: [String: String]
  /// Its purpose, by language code; may be empty.
  public let doc: [String: String]
  /// The lowest value of an integer or number.
  public let minimum: Double?
  /// The highest value of an integer or number.
  public let maximum: Double?
  /// The allowed choices, in the plugin's order; empty for other kinds.
  public let choices: [String]
  /// Whether its value is a secret: never shown, exported or logged, and not given to plugin code.
  public let isSecret: Bool

  /// Whether the setting accepts a value.
  public func accepts(_ value: Value) -> Bool {
    switch (kind, value) {
    case (.text, .text), (.boolean, .boolean): true
    case (.choice, .text(let text)): choices.containsExactly(text)
    case (.integer, .integer(let number)): isInRange(Double(number))
    case (.number, .integer(let number)): isInRange(Double(number))
    case (.number, .number(let number)): number.isFinite && isInRange(number)
    default: false
    }
  }

  private func isInRange(_ number: Double) -> Bool {
    number >= minimum ?? -.infinity && number <= maximum ?? .infinity
  }

  /// Parses `[settings]`.
  static func reading(_ root: ManifestTable) throws(BundleError) -> [String: SettingDescription] {
    guard let table = try root.table("settings") else { return [:] }
    var settings: [String: SettingDescription] = [:]
    for name in table.keys {
      guard isName(name) else { throw table.refuse(name, name, wanted: ["a-z, 0-9, _"]) }
      settings[name] = try SettingDescription(table.table(name, example: ""))
    }
    return settings
  }

  private init(_ entry: ManifestTable) throws(BundleError) {
    let text = try entry.text("type", example: #"type = "text""#)
    let names = Kind.allCases.map(\.rawValue)
    guard let kind = Kind(rawValue: text) else {
      throw entry.refuse("type", text, wanted: names, nearest: NearestKey.suggest(text, among: names))
    }
    try entry.allowOnly(Self.keys(of: kind))
    self.kind = kind
    label = try entry.localized("label", example: #"label = { fr = "Année", en = "Year" }"#)
    doc = try entry.localized("doc")
    minimum = try Self.bound(entry, "minimum", kind: kind)
    maximum = try Self.bound(entry, "maximum", kind: kind)
    choices = try Self.choices(entry, kind)
    defaultValue = try Self.value(entry, kind)
    isSecret = try Self.isSecret(entry)
    if let minimum, let maximum, minimum > maximum {
      throw BundleError(.manifestImpossibleRange, at: entry.place("maximum"), found: "\(minimum)…\(maximum)")
    }
    if let defaultValue, !accepts(defaultValue) {
      throw entry.refuse("default", "\(defaultValue.text)", wanted: wantedValues)
    }
  }

  private var wantedValues: [String] {
    kind == .choice ? choices : ["\(minimum.map { "\($0)" } ?? "")…\(maximum.map { "\($0)" } ?? "")"]
  }

  /// The keys of a setting of that kind.
  public static func keys(of kind: Kind) -> [String] {
    let own =
      switch kind {
      case .integer, .number: ["minimum", "maximum"]
      case .choice: ["choices"]
      case .text: ["secret"]
      case .boolean: [String]()
      }
    return ["type", "default", "label", "doc"] + own
  }

  /// Reads `secret`. A secret has no default, which everybody could read in the bundle.
  private static func isSecret(_ entry: ManifestTable) throws(BundleError) -> Bool {
    switch entry.data("secret") {
    case nil, .boolean(false): return false
    case .boolean(true):
      if entry.data("default") != nil { throw entry.unknown("default", known: ["type", "label", "doc", "secret"]) }
      return true
    default: throw entry.wrongType("secret", "true, false")
    }
  }

  private static func bound(_ entry: ManifestTable, _ key: String, kind: Kind) throws(BundleError) -> Double? {
    switch (entry.data(key), kind) {
    case (nil, _): return nil
    case (.integer(let number), _): return Double(number)
    case (.number(let number), .number) where number.isFinite: return number
    default: throw entry.wrongType(key, kind == .number ? "0.5" : "1, 2, 3…")
    }
  }

  private static func choices(_ entry: ManifestTable, _ kind: Kind) throws(BundleError) -> [String] {
    guard kind == .choice else { return [] }
    let choices = try entry.texts("choices") ?? []
    guard !choices.isEmpty, Set(choices.map { ExactString($0) }).count == choices.count else {
      throw entry.refuse("choices", choices.joined(separator: ", "), wanted: [#"choices = ["a", "b"]"#])
    }
    return choices
  }

  private static func value(_ entry: ManifestTable, _ kind: Kind) throws(BundleError) -> Value? {
    switch (entry.data("default"), kind) {
    case (nil, _): return nil
    case (.text(let text), .text), (.text(let text), .choice): return .text(text)
    case (.integer(let number), .integer): return .integer(number)
    case (.integer(let number), .number): return .number(Double(number))
    case (.number(let number), .number) where number.isFinite: return .number(number)
    case (.boolean(let flag), .boolean): return .boolean(flag)
    default: throw entry.wrongType("default", example(kind))
    }
  }

  private static func example(_ kind: Kind) -> String {
    switch kind {
    case .text, .choice: #""…""#
    case .integer: "1, 2, 3…"
    case .number: "0.5"
    case .boolean: "true, false"
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), let first = text.utf8.first, (97...122).contains(first) else {
      return false
    }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 0x5F }
  }
}

extension SettingDescription.Value {
  /// The value as written in a manifest.
  public var text: String {
    switch self {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    }
  }
}
