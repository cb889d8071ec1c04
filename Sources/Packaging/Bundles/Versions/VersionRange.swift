/// The versions a dependency accepts: comparisons joined by commas, all of which must hold.
///
/// | written | accepts |
/// |---|---|
/// | `>=1.0, <2.0` | from 1.0.0, below 2.0.0; likewise `>`, `<=` |
/// | `^1.2` | what is compatible: from 1.2.0, below 2.0.0 (`^0.2` below 0.3.0, `^0.0.3` below 0.0.4) |
/// | `~1.2` | corrections only: from 1.2.0, below 1.3.0 |
/// | `1.2.3`, `=1.2.3` | exactly that version; `1.2` any 1.2.x, `1` any 1.x |
/// | `*` | any release |
///
/// A pre-release is accepted only when a bound names a pre-release of the same `MAJOR.MINOR.PATCH`, as in npm and Cargo: `>=1.0`
/// does not accept 2.0.0-rc.1.
public struct VersionRange: Sendable, Hashable {
  /// One end of the range.
  struct Bound: Sendable, Hashable {
    let version: SemanticVersion
    let isIncluded: Bool
  }

  /// The range as it was written, for messages.
  public let text: String
  let lower: Bound?
  let upper: Bound?

  /// The reason a text is not a range.
  public enum Problem: Error, Sendable, Hashable {
    /// The syntax is invalid.
    case malformed
    /// No version can satisfy it, as in `>=2.0, <1.0`.
    case impossible
  }

  /// Parses a range.
  ///
  /// - Throws: ``Problem/malformed`` or ``Problem/impossible``.
  public init(_ text: String) throws(Problem) {
    guard text.utf8.count <= 128 else { throw .malformed }
    var lower: Bound?
    var upper: Bound?
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let interval = RangeComparison(part)?.interval else { throw .malformed }
      lower = Self.higher(lower, interval.lower)
      upper = Self.lower(upper, interval.upper)
    }
    guard Self.isPossible(lower, upper) else { throw .impossible }
    self.text = text
    self.lower = lower
    self.upper = upper
  }

  /// Whether the range accepts a version.
  public func contains(_ version: SemanticVersion) -> Bool {
    guard version.isRelease || namesPrerelease(of: version) else { return false }
    if let lower, version < lower.version || (version == lower.version && !lower.isIncluded) { return false }
    if let upper, version > upper.version || (version == upper.version && !upper.isIncluded) { return false }
    return true
  }

  private func namesPrerelease(of version: SemanticVersion) -> Bool {
    [lower, upper].contains { bound in
      guard let named = bound?.version, !named.isRelease else { return false }
      return (named.major, named.minor, named.patch) == (version.major, version.minor, version.patch)
    }
  }

  private static func higher(_ a: Bound?, _ b: Bound?) -> Bound? {
    guard let a, let b else { return a ?? b }
    if a.version == b.version { return a.isIncluded ? b : a }
    return a.version > b.version ? a : b
  }

  private static func lower(_ a: Bound?, _ b: Bound?) -> Bound? {
    guard let a, let b else { return a ?? b }
    if a.version == b.version { return a.isIncluded ? b : a }
    return a.version < b.version ? a : b
  }

  private static func isPossible(_ lower: Bound?, _ upper: Bound?) -> Bool {
    if let upper, upper.version == SemanticVersion(major: 0, minor: 0, patch: 0), !upper.isIncluded { return false }
    guard let lower, let upper else { return true }
    if lower.version == upper.version { return lower.isIncluded && upper.isIncluded }
    return lower.version < upper.version
  }
}

extension VersionRange: CustomStringConvertible {
  /// The range as it was written.
  public var description: String { text }
}
