import Bundles

extension Fuzzer {
  /// `plugin.toml`: the manifest of a bundle.
  static let manifest = Fuzzer(name: "manifest", bytesMax: 4_096) { input in
    guard let manifest = try RefusalText.accepted(input, { try Manifest(parsing: input) }) else { return }
    try Finding.unless(try Manifest(parsing: input) == manifest, "a manifest that is read in two ways")
    try Finding.unless(
      SemanticVersion(manifest.version.description) == manifest.version, "a version that is not read as it was written")
    for range in manifest.dependencies.values {
      try Finding.unless(try VersionRange(range.description) == range, "a range that is not read as it was written")
    }
  }
}
