/// The names files may have in a bundle.
///
/// Segments of `a-z 0-9 _ . -` between slashes, none beginning or ending with a dot, at most 100 bytes and 6 deep, under the
/// folders a bundle has. The alphabet alone excludes traversal, absolute paths, case and Unicode twins, control and bidirectional
/// characters; names reserved for devices on Windows are refused as well, so that a bundle unpacks anywhere.
enum EntryName {
  /// Files at the top, in the order people expect them.
  static let topLevelFiles = ["plugin.toml", "init.lua", "README.md", "LICENSE"]
  /// Folders at the top.
  static let topLevelFolders = ["lib", "data", "locales", "migrations", "tests"]

  private static let deviceNames: Set<Substring> = {
    let numbered = (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    return Set((["con", "prn", "aux", "nul"] + numbered).map { $0[...] })
  }()

  /// Checks one name.
  ///
  /// - Throws: `archive.bad-name` or `archive.unknown-place`, with the name.
  static func check(_ name: String) throws(BundleError) {
    if topLevelFiles.contains(name) { return }
    let segments = name.split(separator: "/", omittingEmptySubsequences: false)
    guard name.utf8.count <= BundleLimits.nameBytesMax, segments.count <= BundleLimits.nameSegmentsMax,
      segments.allSatisfy(isSegment)
    else { throw BundleError(.archiveBadName, in: name, found: name, nearest: suggestion(for: name)) }
    guard segments.count > 1, topLevelFolders.contains(String(segments[0])) else {
      throw BundleError(
        .archiveUnknownPlace, in: name, found: name, wanted: topLevelFiles + topLevelFolders.map { $0 + "/" })
    }
  }

  private static func isSegment(_ segment: Substring) -> Bool {
    guard let first = segment.utf8.first, let last = segment.utf8.last else { return false }
    guard first != 0x2E, last != 0x2E, segment.utf8.allSatisfy(isAllowed) else { return false }
    return !deviceNames.contains(segment.prefix { $0 != "." })
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == 0x5F || byte == 0x2E || byte == 0x2D
  }

  /// Returns the name with its correctable errors corrected: lower case, `_` for a space.
  private static func suggestion(for name: String) -> String? {
    let better = name.lowercased().replacing(" ", with: "_")
    guard better != name, better.utf8.count <= BundleLimits.nameBytesMax else { return nil }
    let isRight = better.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isSegment)
    return isRight ? better : nil
  }
}
