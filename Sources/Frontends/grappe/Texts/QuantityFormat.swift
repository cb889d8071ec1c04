import Reports

/// Formats durations and sizes for tables.
enum QuantityFormat {
  /// `85 ms`, `1.2 s`, `3 min 05 s`; in French with a decimal comma.
  static func duration(milliseconds: Int64) -> String {
    switch milliseconds {
    case ..<1_000: "\(milliseconds)\u{A0}ms"
    case ..<60_000: "\(tenths(milliseconds, of: 1_000))\u{A0}s"
    default: "\(milliseconds / 60_000)\u{A0}min\u{A0}\(twoDigits(milliseconds / 1_000 % 60))\u{A0}s"
    }
  }

  /// `512 B`, `13.5 KiB`, `64.0 MiB`.
  static func size(bytes: Int64) -> String {
    switch bytes {
    case ..<1_024: "\(bytes)\u{A0}\(wording("grappe.quantity.b"))"
    case ..<(1 << 20): "\(tenths(bytes, of: 1 << 10))\u{A0}\(wording("grappe.quantity.kib"))"
    default: "\(tenths(bytes, of: 1 << 20))\u{A0}\(wording("grappe.quantity.mib"))"
    }
  }

  /// A count with groups of digits.
  static func count(_ value: Int64) -> String { ValueFormat(language).integer(value) }

  private static func tenths(_ amount: Int64, of unit: Int64) -> String {
    ValueFormat(language).number((Double(amount) / Double(unit) * 10).rounded(.down) / 10, decimals: 1)
  }

  private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
