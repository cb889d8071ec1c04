import TOML

/// Checks the files of a bundle, beyond the form of its archive.
enum BundleContents {
  /// The files every bundle has.
  static let required = ["plugin.toml", "init.lua"]

  /// Checks sizes, conflicting names, texts and required files.
  static func check(_ files: [BundleFile]) throws(BundleError) {
    try checkTotal(files.reduce(0) { $0 + $1.bytes.count })
    try checkFolders(files.map(\.name))
    for file in files { try checkText(file) }
    for name in required where !files.contains(where: { $0.name == name }) {
      throw BundleError(.bundleMissingFile, found: name)
    }
  }

  static func checkSize(_ bytes: Int, of name: String) throws(BundleError) {
    guard bytes <= BundleLimits.fileBytesMax else {
      throw BundleError(.archiveTooLarge, in: name, found: "\(bytes)", wanted: ["\(BundleLimits.fileBytesMax)"])
    }
  }

  static func checkTotal(_ bytes: Int) throws(BundleError) {
    guard bytes <= BundleLimits.unpackedBytesMax else {
      throw BundleError(.archiveTooLarge, found: "\(bytes)", wanted: ["\(BundleLimits.unpackedBytesMax)"])
    }
  }

  /// Refuses a name that another one uses as a folder: the two cannot be unpacked side by side.
  private static func checkFolders(_ names: [String]) throws(BundleError) {
    let all = Set(names)
    for name in names {
      var folder = name[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        if all.contains(String(folder)) {
          throw BundleError(.archiveFileAsFolder, in: String(folder), found: String(folder))
        }
      }
    }
  }

  private static func checkText(_ file: BundleFile) throws(BundleError) {
    // Not only *.lua: a data file could be handed to `load`.
    if SourceTextCheck.isBytecode(file.bytes) { throw BundleError(.luaBytecode, in: file.name, found: file.name) }
    guard file.name.hasSuffix(".lua") || file.name.hasSuffix(".toml") else { return }
    try SourceTextCheck.check(file.bytes, file: file.name)
  }
}
