import Ecosystem

extension StoreTransaction {
  /// Whether one of these words is the value of a personal field of a record that the audience sees: an e-mail address or a telephone
  /// number.
  ///
  /// - Parameter words: e-mail addresses in lower case, and numbers as digits with a leading `+`.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when a query fails.
  public func hasContact(among words: Set<String>) throws -> Bool {
    if words.isEmpty { return false }
    let connection = try open()
    let list = SQLValue.text(FieldValue.list(words.sorted().map(FieldValue.text)).json)
    for table in try scoped().all() {
      for field in table.entity.fields where field.isPersonal && field.type == .text {
        let sql = contactSQL(FieldSQL(field, table.conditions).value, table)
        if try explaining({ try connection.first(sql, [list, list]) { _ in true } }) != nil { return true }
      }
    }
    return false
  }

  private func contactSQL(_ value: String, _ table: ScopedTable) -> String {
    // As ContactWords writes numbers.
    let number = " ()./-\u{A0}\u{202F}".reduce(value) { "replace(\($0), \(SQLText.literal(String($1))), '')" }
    let words = "(SELECT value FROM json_each(?))"
    return """
      SELECT 1 FROM \(table.layout.table) t WHERE \(value) IS NOT NULL AND \(table.rows ?? "1") \
      AND (lower(\(value)) IN \(words) OR \(number) IN \(words)) LIMIT 1
      """
  }
}
