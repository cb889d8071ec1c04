import Localization
import TOML

/// Reads one table of a manifest; its errors name file and line.
struct ManifestTable {
  private let document: TOMLDocument
  private let path: [String]
  private let values: ExactDictionary<TOMLData>

  /// The outermost table of a document.
  init(_ document: TOMLDocument) {
    self.init(document, [], values: document.root)
  }

  private init(_ document: TOMLDocument, _ path: [String], values: ExactDictionary<TOMLData>) {
    self.document = document
    self.path = path
    self.values = values
  }

  /// The keys in order.
  var keys: [String] { values.keys.sorted() }

  /// Returns the place of a key of this table.
  func place(_ key: String) -> BundleError.Place { document.place(path + [key]) }

  /// Throws for keys that are unknown in this table.
  func allowOnly(_ known: [String]) throws(BundleError) {
    for key in keys where !known.contains(key) { throw unknown(key, known: known) }
  }

  /// Returns the error of an unknown key, with the nearest known one.
  func unknown(_ key: String, known: [String]) -> BundleError {
    let nearest = NearestKey.suggest(key, among: known)
    return BundleError(.manifestUnknownKey, at: place(key), found: dotted(key), wanted: known, nearest: nearest)
  }

  /// Returns the error of a value that is not allowed.
  func refuse(_ key: String, _ found: String, wanted: [String], nearest: String? = nil) -> BundleError {
    BundleError(.manifestInvalidValue, at: place(key), found: found, wanted: wanted, nearest: nearest)
  }

  /// Returns the raw value.
  func data(_ key: String) -> TOMLData? { values[key] }

  func table(_ key: String) throws(BundleError) -> ManifestTable? {
    switch values[key] {
    case nil: return nil
    case .table(let inner): return ManifestTable(document, path + [key], values: inner)
    default: throw wrongType(key, "{ … }")
    }
  }

  func table(_ key: String, example: String) throws(BundleError) -> ManifestTable {
    guard let table = try table(key) else { throw missing(key, example) }
    return table
  }

  func text(_ key: String) throws(BundleError) -> String? {
    switch values[key] {
    case nil: return nil
    case .text(let text): return try printable(key, text)
    default: throw wrongType(key, #""…""#)
    }
  }

  func text(_ key: String, example: String) throws(BundleError) -> String {
    guard let text = try text(key) else { throw missing(key, example) }
    return text
  }

  func integer(_ key: String) throws(BundleError) -> Int64? {
    switch values[key] {
    case nil: return nil
    case .integer(let number): return number
    default: throw wrongType(key, "1, 2, 3…")
    }
  }

  func integer(_ key: String, example: String) throws(BundleError) -> Int64 {
    guard let number = try integer(key) else { throw missing(key, example) }
    return number
  }

  func texts(_ key: String) throws(BundleError) -> [String]? {
    guard let value = values[key] else { return nil }
    guard case .list(let items) = value else { throw wrongType(key, #"["…", "…"]"#) }
    var texts: [String] = []
    for item in items {
      guard case .text(let text) = item else { throw wrongType(key, #"["…", "…"]"#) }
      texts.append(try printable(key, text))
    }
    return texts
  }

  /// Reads a text by language (any code of BCP 47), empty when the key is missing.
  func localized(_ key: String) throws(BundleError) -> [String: String] {
    guard let table = try table(key) else { return [:] }
    for language in table.keys where !Language.isCode(language) { throw table.unknown(language, known: Language.all.map(\.rawValue)) }
    var texts: [String: String] = [:]
    for language in table.keys { texts[language] = try table.text(language) }
    guard !texts.isEmpty else { throw missing(key, #"\#(key) = { fr = "…", en = "…" }"#) }
    return texts
  }

  func localized(_ key: String, example: String) throws(BundleError) -> [String: String] {
    let texts = try localized(key)
    guard !texts.isEmpty else { throw missing(key, example) }
    return texts
  }

  func wrongType(_ key: String, _ wanted: String) -> BundleError {
    BundleError(.manifestWrongType, at: place(key), found: dotted(key), wanted: [wanted])
  }

  /// Throws for control or reordering characters, which escapes could insert: manifest texts are shown on terminals and in
  /// documents.
  private func printable(_ key: String, _ text: String) throws(BundleError) -> String {
    guard text.unicodeScalars.allSatisfy({ $0 == "\n" || Printable.isHarmless($0) }) else {
      throw refuse(key, text, wanted: ["UTF-8"])
    }
    return text
  }

  private func missing(_ key: String, _ example: String) -> BundleError {
    BundleError(.manifestMissingKey, at: place(key), found: dotted(key), wanted: [example])
  }

  private func dotted(_ key: String) -> String { (path + [key]).joined(separator: ".") }
}
