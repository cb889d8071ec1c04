/// A packed plugin: a canonical archive whose files have all been checked, and its manifest.
///
/// ```swift
/// let bundle = try Bundle.reading(directory: "plugins/wallonia")
/// let bytes = try bundle.packed()                     // the contents of wallonia-1.0.0.grappe
/// let again = try Bundle.reading(packed: bytes)       // through the gate
/// assert(again.id == bundle.id)
/// ```
public struct Bundle: Sendable {
  /// The SHA-256 of the canonical archive.
  public let id: BundleID
  /// The plugin's manifest.
  public let manifest: Manifest
  /// All files, sorted by name (bytes).
  public let files: [BundleFile]
  /// Hidden files and folders (`.git`, `.DS_Store`) that ``reading(directory:)`` left out, to be reported to the user; sorted.
  public let leftOut: [String]

  private let tar: [UInt8]
  private let positions: [String: Int]

  /// The contents of a file; nil when the bundle has none of that name.
  public subscript(name: String) -> [UInt8]? { positions[name].map { Array(files[$0].bytes) } }

  /// The names of all files, sorted by bytes, as `bsdtar -tf` lists them.
  public var names: [String] { files.map(\.name) }

  /// The file name of the packed bundle: `NAME-VERSION.grappe`.
  public var fileName: String { "\(manifest.name)-\(manifest.version).grappe" }

  /// The names of the migrations in the order in which they run.
  public var migrations: [String] { names.filter { $0.hasPrefix(Migrations.folder) } }

  /// Reads a packed bundle and verifies its archive.
  ///
  /// Decide on trust first (see ``TrustPolicy``): this parses the contents of the file.
  ///
  /// - Parameter packed: the contents of a `.grappe` file.
  /// - Throws: a ``BundleError`` with code, place and remedy. Memory stays below 64 MiB whatever the bytes are.
  public static func reading(packed: [UInt8]) throws(BundleError) -> Bundle {
    let frame = try ZstdFrame(checking: packed)
    let tar = try ZstdCompression.content(of: packed, frame)
    return try Bundle(tar: tar, extents: CanonicalArchiveVerifier.verify(tar), leftOut: [])
  }

  /// Packs the bundle: one zstd frame around the canonical archive. The same files give the same bytes on one machine, and the
  /// same id everywhere.
  ///
  /// - Throws: `archive.too-large` when the result passes 8 MiB.
  public func packed() throws(BundleError) -> [UInt8] {
    let packed = try ZstdCompression.frame(around: tar)
    guard packed.count <= BundleLimits.packedBytesMax else {
      throw BundleError(.archiveTooLarge, found: "\(packed.count)", wanted: ["\(BundleLimits.packedBytesMax)"])
    }
    return packed
  }

  /// Makes a bundle from files in memory, as tests and generators do.
  ///
  /// - Parameter contents: name and contents of each file, in any order.
  /// - Throws: a ``BundleError``, exactly as ``reading(packed:)`` would for the same files.
  public init(files contents: [String: [UInt8]]) throws(BundleError) {
    try self.init(files: contents, leftOut: [])
  }

  init(files contents: [String: [UInt8]], leftOut: [String]) throws(BundleError) {
    let names = contents.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard names.count <= BundleLimits.filesMax else {
      throw BundleError(.archiveTooManyFiles, wanted: ["\(BundleLimits.filesMax)"])
    }
    for name in names {
      try EntryName.check(name)
      try BundleContents.checkSize(contents[name]?.count ?? 0, of: name)
    }
    let total = contents.values.reduce(0) { $0 + $1.count }
    try BundleContents.checkTotal(total)
    let tar = CanonicalTar.encode(names.map { ($0, contents[$0] ?? []) })
    try self.init(tar: tar, extents: CanonicalArchiveVerifier.verify(tar), leftOut: leftOut)
  }

  private init(tar: [UInt8], extents: [CanonicalArchiveVerifier.Extent], leftOut: [String]) throws(BundleError) {
    let files = extents.map { BundleFile(name: $0.name, bytes: tar[$0.bytes]) }
    try BundleContents.check(files)
    let text = Array(files.first { $0.name == "plugin.toml" }?.bytes ?? [])
    let manifest = try Manifest(parsing: text)
    try Migrations.check(files.map(\.name), manifest)
    try ModuleExports.check(files.map(\.name), manifest, text: text)
    for name in [manifest.gazetteer, manifest.outlines].compactMap({ $0 }) where !files.contains(where: { $0.name.isExactly(name) }) {
      throw BundleError(.bundleMissingFile, in: "plugin.toml", found: name)
    }
    id = BundleID(hashing: tar)
    self.manifest = manifest
    self.files = files
    self.leftOut = leftOut
    self.tar = tar
    positions = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1.name, $0) })
  }
}

extension BundleID {
  /// Computes the id of a packed bundle without parsing its archive: checks and decompresses the frame, and hashes its content.
  ///
  /// A pin is compared with this id before any archive or TOML is parsed.
  ///
  /// - Throws: a ``BundleError`` of the `archive` group when the frame is invalid.
  public init(ofPacked packed: [UInt8]) throws(BundleError) {
    let frame = try ZstdFrame(checking: packed)
    self.init(hashing: try ZstdCompression.content(of: packed, frame))
  }
}
