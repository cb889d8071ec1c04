import Foundation

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
        .archiveUnknownPlace, in: name, found: name, wanted: topLevelFiles + topLevelFolders.map { $0 + "/" }, nearest: place(for: name))
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

  /// Returns the name with its correctable errors corrected: lower case, letters without accents, `_` for any other character.
  private static func suggestion(for name: String) -> String? {
    guard name.utf8.count <= 4 * BundleLimits.nameBytesMax else { return nil }
    let better = name.split(separator: "/").map { corrected(String($0)) }.joined(separator: "/")
    guard better != name, better.utf8.count <= BundleLimits.nameBytesMax else { return nil }
    let isRight = better.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isSegment)
    return isRight ? better : nil
  }

  private static func corrected(_ segment: String) -> String {
    let plain = segment.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars.filter {
      $0.properties.canonicalCombiningClass == .notReordered
    }
    let mapped = plain.map { $0.isASCII && isAllowed(UInt8($0.value)) ? Character($0) : "_" }
    let parts = String(mapped).split(separator: "_").joined(separator: "_").split(separator: ".")
    return parts.map { $0.drop { $0 == "_" } }.filter { !$0.isEmpty }.map(String.init).joined(separator: ".").replacing("_.", with: ".")
  }

  /// Returns the place in which a file of that kind belongs; nil for a kind that has none.
  private static func place(for name: String) -> String? {
    let folder = name.split(separator: "/").first.map(String.init) ?? ""
    if name.contains("/"), let near = NearestKey.suggest(folder, among: topLevelFolders) { return near + name.dropFirst(folder.count) }
    let file = corrected(name.split(separator: "/").last.map(String.init) ?? name)
    if file.hasSuffix(".lua") { return file.hasSuffix("_test.lua") ? "tests/\(file)" : "lib/\(file)" }
    return [".csv", ".json", ".geojson", ".jsonl"].contains { file.hasSuffix($0) } ? "data/\(file)" : nil
  }
}
