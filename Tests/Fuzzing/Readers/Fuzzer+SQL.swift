import Ecosystem
import Store
import Synchronization

extension Fuzzer {
  /// A statement for `grappe.sql`. It reads the documented views or is refused, and changes nothing.
  static let sql = Fuzzer(name: "sql", bytesMax: 1_024) { input in
    guard let text = String(validating: input, as: UTF8.self) else { return }
    try FuzzedStore.read { transaction in
      let before = try transaction.recordCount()
      transaction.setInterrupt(SQLFuzzing.stop())
      if let rows = try RefusalText.accepted(input, { try transaction.rows(sql: text, rowsMax: 200) }) {
        try Finding.unless(rows.rows.allSatisfy { $0.count == rows.columns.count }, "a row of another width")
        let values = rows.rows.flatMap(\.self).compactMap(\.textValue)
        try Finding.unless(!values.contains(FuzzedStore.secret), "what only the staff may see")
      }
      transaction.setInterrupt(nil)
      try Finding.unless(try transaction.recordCount() == before, "a query that changed something")
    }
  }
}

private enum SQLFuzzing {
  /// Ends a statement after many looks at the interrupt: recursion without end is allowed, and stopped by the limits of its invocation.
  static func stop() -> @Sendable () -> Bool {
    let looks = Atomic<Int>(0)
    return { looks.add(1, ordering: .relaxed).newValue > 2_000 }
  }
}
