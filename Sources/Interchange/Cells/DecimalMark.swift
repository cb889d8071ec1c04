/// The sign between the whole number and its decimals.
public enum DecimalMark: String, Sendable, Hashable, CaseIterable {
  case point, comma

  /// The mark that separates groups of digits where this one separates decimals.
  var other: DecimalMark { self == .point ? .comma : .point }

  /// Its byte in ASCII.
  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}
