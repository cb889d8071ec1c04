/// One comparison of a range, such as `^1.2`, and its interval of versions.
struct RangeComparison {
  /// The versions from `lower` to `upper`; nil leaves that side open.
  typealias Interval = (lower: VersionRange.Bound?, upper: VersionRange.Bound?)

  /// The interval of the comparison.
  let interval: Interval

  init?(_ text: Substring) {
    let trimmed = text.drop { $0 == " " }
    let sign = String(trimmed.prefix { "<>=^~".contains($0) })
    var operand = String(trimmed.dropFirst(sign.count).drop { $0 == " " })
    while operand.last == " " { operand.removeLast() }
    if operand == "*" {
      guard sign.isEmpty else { return nil }
      interval = (nil, nil)
      return
    }
    guard let partial = PartialVersion(operand), let interval = Self.interval(sign, partial) else { return nil }
    self.interval = interval
  }

  private static func interval(_ sign: String, _ partial: PartialVersion) -> Interval? {
    let first = VersionRange.Bound(version: partial.first, isIncluded: true)
    let behind = VersionRange.Bound(version: partial.next, isIncluded: false)
    let whole = partial.isWhole
    switch sign {
    case "", "=": return whole ? (first, first) : (first, behind)
    case ">=": return (first, nil)
    case "<": return (nil, .init(version: partial.first, isIncluded: false))
    case ">": return (.init(version: whole ? partial.first : partial.next, isIncluded: !whole), nil)
    case "<=": return (nil, whole ? first : behind)
    case "^": return (first, .init(version: partial.nextIncompatible, isIncluded: false))
    case "~": return (first, .init(version: partial.nextMinor, isIncluded: false))
    default: return nil
    }
  }
}

/// A version whose last parts may be omitted, as in ranges: `1`, `1.2`, `1.2.3`, `1.2.3-rc.1`.
private struct PartialVersion {
  /// The parts that were written, one to three.
  let parts: [Int]
  /// The lowest version the text covers.
  let first: SemanticVersion

  init?(_ text: String) {
    if let version = SemanticVersion(text) {
      parts = [version.major, version.minor, version.patch]
      first = version
      return
    }
    var numbers: [Int] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let number = SemanticVersion.number(part) else { return nil }
      numbers.append(number)
    }
    guard (1...2).contains(numbers.count) else { return nil }
    parts = numbers
    first = SemanticVersion(major: numbers[0], minor: numbers.count > 1 ? numbers[1] : 0, patch: 0)
  }

  var isWhole: Bool { parts.count == 3 }

  /// The lowest version after all versions the text covers; meant for partial texts.
  var next: SemanticVersion { parts.count == 1 ? SemanticVersion(major: parts[0] + 1, minor: 0, patch: 0) : nextMinor }

  var nextMinor: SemanticVersion {
    parts.count == 1
      ? SemanticVersion(major: parts[0] + 1, minor: 0, patch: 0) : SemanticVersion(major: parts[0], minor: parts[1] + 1, patch: 0)
  }

  /// The lowest version that may be incompatible: the leftmost part that is not zero is incremented.
  var nextIncompatible: SemanticVersion {
    if parts[0] > 0 || parts.count == 1 { return SemanticVersion(major: parts[0] + 1, minor: 0, patch: 0) }
    if parts[1] > 0 || parts.count == 2 { return SemanticVersion(major: 0, minor: parts[1] + 1, patch: 0) }
    return SemanticVersion(major: 0, minor: 0, patch: parts[2] + 1)
  }
}
