import Foundation

/// Instants as the store keeps them: RFC 3339 in UTC, to the millisecond.
enum Instant {
  /// The present instant, such as `2024-05-16T07:30:00.000Z`.
  static func now() -> String { text(Date()) }

  static func text(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
