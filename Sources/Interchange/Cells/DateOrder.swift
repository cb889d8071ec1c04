/// The order of day and month in dates of digits: `16/05/2024` or `05/16/2024`.
public enum DateOrder: String, Sendable, Hashable, CaseIterable {
  /// Day, month, year.
  case dmy
  /// Month, day, year.
  case mdy
}
