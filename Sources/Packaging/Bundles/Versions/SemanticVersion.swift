/// A version by Semantic Versioning 2.0.0 (https://semver.org): `1.4.0`, `2.0.0-rc.1`.
///
/// Build metadata (`+…`) is refused: two bundles that differ only there would have equal precedence without being equal.
public struct SemanticVersion: Sendable, Hashable {
  /// Incompatible changes, 0 … 999,999,999.
  public let major: Int
  /// Compatible additions, 0 … 999,999,999.
  public let minor: Int
  /// Compatible corrections, 0 … 999,999,999.
  public let patch: Int
  /// The dot-separated parts after the hyphen, empty for a release.
  public let prerelease: [String]

  /// A version of these parts; traps on a negative part, which only a bug of the caller can produce.
  public init(major: Int, minor: Int, patch: Int, prerelease: [String] = []) {
    precondition(major >= 0 && minor >= 0 && patch >= 0, "the parts of a version are not negative")
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// Parses `MAJOR.MINOR.PATCH` or `MAJOR.MINOR.PATCH-PRERELEASE`, at most 64 bytes.
  ///
  /// - Returns: nil when the text is not a version by SemVer 2.0.0, or carries build metadata.
  public init?(_ text: String) {
    guard text.utf8.count <= 64 else { return nil }
    let halves = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3,
      let major = Self.number(numbers[0]), let minor = Self.number(numbers[1]), let patch = Self.number(numbers[2])
    else { return nil }
    var prerelease: [String] = []
    if halves.count == 2 {
      prerelease = halves[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard prerelease.allSatisfy(Self.isPrereleasePart) else { return nil }
    }
    self.init(major: major, minor: minor, patch: patch, prerelease: prerelease)
  }

  /// Whether the version is a release, not a preview of one.
  public var isRelease: Bool { prerelease.isEmpty }

  /// Parses a number as in SemVer: digits only, no leading zero, at most nine of them.
  static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    guard text.utf8.count == 1 || text.first != "0" else { return nil }
    return Int(text)
  }

  private static func isPrereleasePart(_ part: String) -> Bool {
    guard !part.isEmpty else { return false }
    let isNumeric = part.utf8.allSatisfy { (48...57).contains($0) }
    if isNumeric { return number(Substring(part)) != nil }
    return part.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
    }
  }
}

extension SemanticVersion: Comparable {
  /// Orders by precedence as in SemVer 2.0.0, clause 11.
  public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let leftCore = (left.major, left.minor, left.patch)
    let rightCore = (right.major, right.minor, right.patch)
    if leftCore != rightCore { return leftCore < rightCore }
    if left.isRelease || right.isRelease { return !left.isRelease && right.isRelease }
    for (a, b) in zip(left.prerelease, right.prerelease) where a != b { return partPrecedes(a, b) }
    return left.prerelease.count < right.prerelease.count
  }

  private static func partPrecedes(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let a?, let b?): a < b
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }
}

extension SemanticVersion: CustomStringConvertible {
  /// The version as SemVer writes it.
  public var description: String {
    let core = "\(major).\(minor).\(patch)"
    return prerelease.isEmpty ? core : core + "-" + prerelease.joined(separator: ".")
  }
}
