/// A limit that a plugin requests in place of the default, which an admin may grant.
///
/// Keys are `CLASS.LIMIT` for limits per invocation — classes `load handler command job page`, limits `cpu wall write_wall rows_read
/// rows_written output` — and `memory` and `storage` for limits of the whole plugin.
public struct LimitRequest: Sendable, Hashable {
  /// The unit of the amount.
  public enum Unit: String, Sendable, Hashable { case milliseconds, bytes, rows }

  /// The kinds of invocation that have limits of their own.
  public static let classes = ["load", "handler", "command", "job", "page"]
  /// The limits per invocation.
  public static let perInvocation = ["cpu", "wall", "write_wall", "rows_read", "rows_written", "output"]
  /// The limits of the whole plugin.
  public static let perPlugin = ["memory", "storage"]

  /// The amount, in ``unit``; rows from 0, everything else from 1, at most 10^12.
  public let amount: Int64
  /// The unit of the amount.
  public let unit: Unit

  /// Makes a request.
  public init(amount: Int64, unit: Unit) {
    self.amount = amount
    self.unit = unit
  }

  private static let amountMax: Int64 = 1_000_000_000_000

  /// Parses `[limits]`.
  static func reading(_ root: ManifestTable) throws(BundleError) -> [String: LimitRequest] {
    guard let table = try root.table("limits") else { return [:] }
    try table.allowOnly(classes + perPlugin)
    var limits: [String: LimitRequest] = [:]
    for key in table.keys {
      guard classes.contains(key) else {
        limits[key] = try read(table, key)
        continue
      }
      let entry = try table.table(key, example: "")
      try entry.allowOnly(perInvocation)
      for limit in entry.keys { limits["\(key).\(limit)"] = try read(entry, limit) }
    }
    return limits
  }

  private static func read(_ table: ManifestTable, _ limit: String) throws(BundleError) -> LimitRequest {
    if limit.hasPrefix("rows") {
      let rows = try table.integer(limit, example: "")
      guard (0...amountMax).contains(rows) else { throw table.refuse(limit, "\(rows)", wanted: ["0…\(amountMax)"]) }
      return LimitRequest(amount: rows, unit: .rows)
    }
    let isTime = ["cpu", "wall", "write_wall"].contains(limit)
    let text = try table.text(limit, example: "")
    guard let amount = amount(text, isTime ? timeUnits : byteUnits) else {
      throw table.refuse(limit, text, wanted: isTime ? ["500ms", "120s", "10min", "1h"] : ["512KiB", "64MiB", "1GiB"])
    }
    return LimitRequest(amount: amount, unit: isTime ? .milliseconds : .bytes)
  }

  private static let timeUnits: [(String, Int64)] = [("ms", 1), ("s", 1_000), ("min", 60_000), ("h", 3_600_000)]
  private static let byteUnits: [(String, Int64)] = [("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]

  /// Parses a whole number and a unit, with or without a space between them.
  private static func amount(_ text: String, _ units: [(String, Int64)]) -> Int64? {
    let digits = Substring(text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    let unit = Substring(text.utf8[digits.endIndex...].drop { $0 == UInt8(ascii: " ") })
    guard digits.count <= 12, let number = Int64(digits), let factor = units.first(where: { $0.0.isExactly(unit) })?.1 else {
      return nil
    }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    return !isTooLarge && (1...amountMax).contains(product) ? product : nil
  }
}
