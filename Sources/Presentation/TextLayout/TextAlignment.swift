/// Alignment of a text within its column.
public enum TextAlignment: String, Sendable, CaseIterable {
  case left, right, center
}
