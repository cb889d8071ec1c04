import Calendar

extension Instant {
  /// Returns the present moment as the records of the store keep it, such as `2024-05-16T07:30:00.000Z`.
  package static func now() -> String { present.text }
}
