/// Bundles that are trusted by their id: a list in the form of `sha256sum`, `HEX  NAME-VERSION.grappe`.
///
/// The sums are the bundles' ids, that is, those of the canonical archives inside, so that they stay valid with another
/// compressor.
public struct PinnedBundles: Sendable, Hashable {
  /// The ids by the name of the file they were pinned under.
  public private(set) var files: ExactDictionary<BundleID> = [:]
  private var ids: Set<BundleID> = []

  /// An empty list.
  public init() {}

  /// Pins ids without names, as `--trust` does.
  public init(_ ids: Set<BundleID>) { self.ids = ids }

  /// Parses a list.
  ///
  /// - Parameters:
  ///   - text: the contents of the file, at most 1 MiB.
  ///   - file: its name for messages.
  /// - Throws: `trust.invalid-line` with the line, also for a name that is pinned to two ids; `archive.too-large` or
  ///   `text.invalid` for the whole list.
  public init(parsing text: [UInt8], file: String = "SHA256SUMS") throws(BundleError) {
    for (number, line) in try TrustLines.read(text, file: file) {
      let sum = line.utf8.prefix { $0 != UInt8(ascii: " ") }
      let name = String(
        decoding: line.utf8.dropFirst(sum.count).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "*") }, as: UTF8.self)
      guard let id = BundleID(String(decoding: sum, as: UTF8.self)), !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")),
        files[name] ?? id == id
      else {
        throw BundleError(
          .trustInvalidLine, at: .init(file: file, line: number), found: line,
          wanted: ["HEX  NAME-VERSION.grappe"])
      }
      pin(id, as: name)
    }
  }

  /// Pins a bundle under the name of its file.
  public mutating func pin(_ id: BundleID, as fileName: String) {
    files[fileName] = id
    ids.insert(id)
  }

  /// Pins a bundle without a name.
  public mutating func pin(_ id: BundleID) { ids.insert(id) }

  /// Whether a bundle is pinned, under any name.
  public func contains(_ id: BundleID) -> Bool { ids.contains(id) }

  /// The list as a file, sorted by name, without the ids that have none.
  public var text: String {
    files.sortedByKey.map { "\($0.value.hexadecimal)  \($0.key)\n" }.joined()
  }
}
