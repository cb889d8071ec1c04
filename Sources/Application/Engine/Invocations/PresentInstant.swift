import Calendar
import Ecosystem
import Foundation

extension Instant {
  /// The present instant.
  package static var present: Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded())) }

  /// The present instant, such as `2024-05-16T07:30:00.000Z`.
  package static func now() -> String { Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
}
