import Ecosystem

/// Compares the full-text index of a table with the words of its records: first the sums over both; only where these differ, with an
/// index built from the records now, word by word.
///
/// The two indexes list each occurrence of a word by term, record and position (https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module),
/// terms by their bytes and records by their number, so that one walk over the two finds all differences, without sorting them.
struct WordComparison {
  private let table: TableLayout
  private let connection: Connection

  /// The bytes of words that the index of the comparison holds before it writes a segment; with few segments fewer are merged.
  private static let heldBytes = 16 << 20

  init(_ table: TableLayout, _ connection: Connection) { (self.table, self.connection) = (table, connection) }

  /// Returns the ids of the records whose words differ, and `#` with the number of each that the index has without a record; sorted.
  /// - Throws: `StoreError.corrupt` when the index is damaged, `.interrupted`, `.disk`.
  func differing() throws -> [String] {
    defer { for name in ["doctor_wanted", "doctor_present", "doctor_words"] { try? connection.run("DROP TABLE IF EXISTS temp.\(name)") } }
    try connection.run("CREATE VIRTUAL TABLE temp.doctor_present USING fts5vocab(main, \(table.searchTable), instance)")
    if try presentSum() == wantedSum() { return [] }
    for statement in preparation { try connection.run(statement) }
    var ids: [String] = []
    for number in try differingNumbers() {
      ids.append(try connection.first("SELECT id FROM record WHERE number = ?", [.integer(number)]) { $0.text(0) } ?? "#\(number)")
    }
    return ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The statements that build the index of the expected words, and the lists of the words of both.
  private var preparation: [String] {
    let columns = table.entity.searchFields.map(SQLText.name).joined(separator: ", ")
    return [
      "CREATE VIRTUAL TABLE temp.doctor_words USING fts5 (\(columns), content='', tokenize='unicode61 remove_diacritics 2')",
      "INSERT INTO temp.doctor_words (doctor_words, rank) VALUES ('hashsize', \(WordComparison.heldBytes))",
      """
      INSERT INTO temp.doctor_words (rowid, \(columns)) \(texts) ORDER BY r.number
      """,
      "CREATE VIRTUAL TABLE temp.doctor_wanted USING fts5vocab(temp, doctor_words, instance)",
    ]
  }

  /// Selects the number and the texts of each record.
  private var texts: String {
    let values = table.entity.searchFields.map { table.searchText($0, "t") }.joined(separator: ", ")
    return """
      SELECT r.number, \(values) FROM record r JOIN \(table.table) t ON t.id = r.id
      WHERE r.entity = \(SQLText.literal(table.entity.id)) AND r.number NOT IN (SELECT number FROM search_pending)
      """
  }

  // MARK: Sums

  /// Returns the sum over each occurrence of a word in the index.
  private func presentSum() throws -> EntrySum {
    let columns = Dictionary(uniqueKeysWithValues: table.entity.searchFields.enumerated().map { ($1, Int64($0)) })
    var sum = EntrySum()
    try connection.run("SELECT term, doc, col, \"offset\" FROM temp.doctor_present") { row in
      let column = columns[row.text(2)] ?? -1
      row.withBytes(0) { sum.add(Self.hash($0, record: row.integer(1), column: column, position: row.integer(3))) }
    }
    return sum
  }

  /// Returns the sum over each occurrence of a word in the records.
  private func wantedSum() throws -> EntrySum {
    let tokenizer = try WordTokenizer(connection)
    var sum = EntrySum()
    try connection.run(texts) { row in
      let record = row.integer(0)
      for column in table.entity.searchFields.indices {
        try row.withBytes(column + 1) { text in
          Result { try tokenizer.eachWord(of: text) { sum.add(Self.hash($0, record: record, column: Int64(column), position: Int64($1))) } }
        }.get()
      }
    }
    return sum
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>, record: Int64, column: Int64, position: Int64) -> ValueHash {
    var hash = ValueHash()
    hash.add(.text(word))
    hash.add(word: UInt64(bitPattern: record))
    hash.add(word: UInt64(bitPattern: column << 32 | position))
    return hash
  }

  // MARK: Word by word

  private func differingNumbers() throws -> Set<Int64> {
    let lists = try ["doctor_present", "doctor_wanted"].map { name in
      try connection.statement("SELECT term, doc, col, \"offset\" FROM temp.\(name)")
    }
    defer { lists.forEach(connection.keep) }
    let (present, wanted) = (lists[0], lists[1])
    var (hasPresent, hasWanted) = (try present.step(), try wanted.step())
    var numbers: Set<Int64> = []
    while hasPresent || hasWanted {
      let order = !hasWanted ? -1 : !hasPresent ? 1 : Self.order(present, wanted)
      if order < 0 {
        numbers.insert(present.integer(1))
      } else if order > 0 || present.integer(3) != wanted.integer(3) || Self.compare(present, wanted, column: 2) != 0 {
        numbers.insert(wanted.integer(1))
      }
      if order <= 0 { hasPresent = try present.step() }
      if order >= 0 { hasWanted = try wanted.step() }
    }
    return numbers
  }

  /// Returns a negative number when the row of `left` is of an earlier term or record, a positive one when that of `right` is.
  private static func order(_ left: PreparedStatement, _ right: PreparedStatement) -> Int {
    let terms = compare(left, right, column: 0)
    return terms == 0 ? Int((left.integer(1) - right.integer(1)).signum()) : terms
  }

  /// Compares the texts of a column by their bytes.
  private static func compare(_ left: PreparedStatement, _ right: PreparedStatement, column: Int) -> Int {
    left.withBytes(column) { left in
      right.withBytes(column) { right in
        if left.elementsEqual(right) { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
      }
    }
  }
}
