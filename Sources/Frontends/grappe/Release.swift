/// The release of Grappe that these sources make.
enum Release {
  /// The version, by [Semantic Versioning](https://semver.org): the only place that states it. Between two releases it is the next
  /// one with `-dev`. `.ci/check_version.py` compares it with CHANGELOG.md and docs/releases/.
  static let version = "1.1.0-dev"
}
