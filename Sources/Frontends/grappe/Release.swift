import Calendar

/// The release of Grappe that these sources make.
enum Release {
  /// The version, by [Semantic Versioning](https://semver.org): the only place that states it. Between two releases it is the next
  /// one with `-dev`. `.ci/check_version.py` compares it with CHANGELOG.md and docs/releases/.
  static let version = "1.1.0-dev"

  /// The version with the commit and its date, as far as they are known: `1.1.0 (1a2b3c4d, 2026-11-29)`.
  static var line: String {
    let known = [commit.isEmpty ? nil : String(commit.prefix(8)), day].compactMap { $0 }
    return known.isEmpty ? version : "\(version) (\(known.joined(separator: ", ")))"
  }

  /// The date of the commit in UTC, such as 2026-11-29; nil when it is unknown.
  static var day: String? { epochSeconds.map { String(Instant(milliseconds: $0 * 1_000).text.prefix(10)) } }
}
