import Ecosystem
import Reports
import Store

/// The check of an output for e-mail addresses and telephone numbers of the records.
///
/// Only values that stand in a personal field count: an address that a plugin writes itself is no data of the workspace.
public struct PersonalDataCheck {
  private let store: Store
  private let scope: ReadScope
  private var words = ContactWords()
  private var isFound = false

  /// The number of words that are looked up together.
  private static let wordsMax = 10_000

  /// A check of an output for the readers of a scope.
  public init(_ host: PluginHost, for scope: ReadScope) {
    store = host.workspace.store
    self.scope = scope
  }

  /// Reads the next piece of an output.
  /// - Throws: `StoreError` when the records cannot be read.
  public mutating func read(_ text: String) throws {
    words.read(text.utf8)
    try lookUpMany()
  }

  /// Whether the pieces read hold personal data.
  /// - Throws: `StoreError` when the records cannot be read.
  public mutating func isPersonal() throws -> Bool { try lookUp() }

  /// Whether a document holds personal data.
  /// - Throws: `StoreError` when the records cannot be read; the errors of a stream of rows.
  public mutating func isPersonal(_ document: Document) throws -> Bool {
    var whole = document
    // The host reads what was rendered within the limits: that is no time of the plugin.
    whole.limits = nil
    // Long tables are read as they lie on disk.
    let spools = whole.takeSpools()
    try Renderer.render(whole, as: .json) { bytes in
      words.read(bytes)
      try lookUpMany()
    }
    words.end()
    for spool in spools { try spool.eachText { try read($0) } }
    return try lookUp()
  }

  private mutating func read(_ cell: UnsafeBufferPointer<UInt8>) throws {
    words.read(whole: cell)
    try lookUpMany()
  }

  /// Whether one of the values holds personal data.
  /// - Throws: `StoreError` when the records cannot be read.
  public mutating func isPersonal(_ values: [FieldValue]) throws -> Bool {
    for value in values { try read(value) }
    return try lookUp()
  }

  private mutating func read(_ value: FieldValue) throws {
    switch value {
    case .text(let text): words.read(text)
    case .integer(let number): words.read(String(number))
    case .list(let elements): for element in elements { try read(element) }
    case .map(let entries):
      for (name, entry) in entries {
        words.read(name)
        try read(entry)
      }
    case .null, .boolean, .number: break
    }
    try lookUpMany()
  }

  private mutating func lookUpMany() throws {
    if words.all.count >= Self.wordsMax { _ = try lookUp() }
  }

  private mutating func lookUp() throws -> Bool {
    words.end()
    defer { words.removeAll() }
    if isFound || words.all.isEmpty { return isFound }
    let transaction = try store.begin(.read, for: scope)
    defer { transaction.rollback() }
    isFound = try transaction.hasContact(among: words.all)
    return isFound
  }
}
