import Foundation

extension WallClock {
  /// A change of the offset of a clock from UTC.
  public struct Change: Sendable, Hashable {
    /// The first second of the new offset, since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// The offset before, in seconds east of UTC.
    public let before: Int64
    /// The offset from then on, in seconds east of UTC.
    public let after: Int64

    /// A change; nothing of it is checked.
    public init(seconds: Int64, before: Int64, after: Int64) {
      (self.seconds, self.before, self.after) = (seconds, before, after)
    }
  }

  /// Returns the offset of the clock from UTC at a moment, in seconds; positive east of Greenwich.
  public func offset(at instant: Instant) -> Int64 { offset(at: floorDivide(instant.milliseconds, 1_000)) }

  /// Returns the changes of the offset between two moments, in order.
  ///
  /// Two changes less than `stepSeconds` apart that cancel each other out are not found; no zone has had such since 1970.
  ///
  /// - Parameters:
  ///   - first: seconds since 1970-01-01T00:00:00Z.
  ///   - last: seconds since 1970-01-01T00:00:00Z; at most 200 years later.
  public func changes(from first: Int64, to last: Int64) -> [Change] {
    let end = min(last, first + 200 * 366 * 86_400)
    var changes: [Change] = []
    var (low, before) = (first, offset(at: first))
    while low < end {
      let high = min(low + Self.stepSeconds, end)
      let after = offset(at: high)
      if after != before { changes.append(Change(seconds: change(between: low, and: high), before: before, after: after)) }
      (low, before) = (high, after)
    }
    return changes
  }

  /// Returns the moment at which the clock shows a local time, in seconds since 1970-01-01T00:00:00Z.
  ///
  /// As RFC 5545, section 3.3.5, says: a time that the clock shows twice is the first one; a time that it skips is read with the offset
  /// before the gap.
  ///
  /// - Parameter local: seconds since 1970-01-01T00:00:00 on the clock.
  public func seconds(ofLocal local: Int64) -> Int64 {
    let (before, after) = (offset(at: local - Self.searchSeconds), offset(at: local + Self.searchSeconds))
    let moments = [local - before, local - after].filter { $0 + offset(at: $0) == local }
    return moments.min() ?? local - before
  }

  /// Returns the local time at a moment, in seconds since 1970-01-01T00:00:00 on the clock.
  ///
  /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z.
  public func local(ofSeconds seconds: Int64) -> Int64 { seconds + offset(at: seconds) }

  /// The time between two looks at the offset, in seconds. Zones that suspend summer time in Ramadan change it for a month.
  private static let stepSeconds: Int64 = 7 * 86_400
}
