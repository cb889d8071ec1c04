extension Document {
  /// Takes the rows of long tables out of the document; a totals row that the report worked out stays.
  ///
  /// - Returns: the rows, in reading order.
  package mutating func takeSpools() -> [RowSpool] {
    var spools: [RowSpool] = []
    for index in blocks.indices {
      guard case .table(var table) = blocks[index], case .spool(let spool) = table.rows else { continue }
      spools.append(spool)
      if case .row(let totals)? = table.totals { table.rows = .all([totals]) } else { table.rows = .all([]) }
      blocks[index] = .table(table)
    }
    return spools
  }
}

extension RowSpool {
  /// Calls `body` with each text of the rows in UTF-8, valid inside `body` only: texts of cells and of links' targets, numbers in
  /// digits, and currencies.
  ///
  /// - Throws: `TemporaryFileError` when the rows cannot be read, `CancellationError` when the task was cancelled, and the errors of
  ///   `body`.
  package func eachText(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try RenderBudget.limiting(nil) {
      try eachRow { row in
        var rest = row
        while let cell = rest.nextCell() { try Self.read(cell, body) }
      }
    }
  }

  private static func read(_ cell: CodedCell, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    switch cell {
    case .empty, .boolean: break
    case .text(let text), .date(let text): try body(text)
    case .integer(let value): try read(String(value), body)
    case .number(let value): try read(JSONWriter.text(value), body)
    case .money(let cents, let currency):
      try read(String(cents), body)
      try body(currency)
    case .link(let text, let coded):
      try body(text)
      for part in coded.target.coded.texts { try read(part, body) }
    }
  }

  private static func read(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    var text = text
    try text.withUTF8 { try body($0) }
  }
}
