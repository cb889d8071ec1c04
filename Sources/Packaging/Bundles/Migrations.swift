/// The rules for `migrations/`: files `0001.lua`, `0002.lua` … without a gap, the last of which is the data version.
enum Migrations {
  static let folder = "migrations/"

  /// Checks the names in order, and the manifest's `data.schema` against the last one.
  ///
  /// - Throws: `migration.bad-name`, `migration.gap` or `manifest.schema-mismatch`.
  static func check(_ names: [String], _ manifest: Manifest) throws(BundleError) {
    var last = 0
    for name in names where name.hasPrefix(folder) {
      guard let number = number(name) else { throw BundleError(.migrationBadName, in: name, found: name) }
      guard number == last + 1 else { throw BundleError(.migrationGap, in: name, found: fileName(last + 1)) }
      last = number
    }
    guard manifest.dataSchema == last else {
      throw BundleError(
        .manifestSchemaMismatch, in: "plugin.toml", found: "\(manifest.dataSchema)", wanted: ["\(last)"])
    }
  }

  private static func number(_ name: String) -> Int? {
    let stem = name.dropFirst(folder.count)
    guard stem.utf8.count == 8, stem.hasSuffix(".lua"), stem.prefix(4).utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(stem.prefix(4)).flatMap { $0 > 0 ? $0 : nil }
  }

  private static func fileName(_ number: Int) -> String {
    let digits = "\(number)"
    return folder + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".lua"
  }
}
