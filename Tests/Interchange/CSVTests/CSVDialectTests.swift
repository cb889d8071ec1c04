import CSV
import Ecosystem
import Encodings
import Testing

@Suite("The dialect of a CSV text is found in it")
struct CSVDialectTests {
  private func sniff(_ text: String) -> CSVDialect { CSVDialect.sniff(Array(text.utf8), isWhole: true) }

  private func rows(_ text: String, pieces: Int = .max) throws -> [[String]] {
    var rest = Array(text.utf8)[...]
    var reader = CSVReader(
      ByteChunks { () throws(ChunkFailure) in
        defer { rest = rest.dropFirst(pieces) }
        return Array(rest.prefix(pieces))
      })
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.fields) }
    return rows
  }

  @Test("Each usual delimiter is found", arguments: [",", ";", "\t", "|"])
  func found(sign: String) {
    let text = ["id", "name", "city"].joined(separator: sign) + "\n" + ["1", "A", "B"].joined(separator: sign) + "\n"
    #expect(sniff(text).delimiter == sign.utf8.first)
  }

  @Test("What stands in quotes does not count, and neither does a list in some cells")
  func quoted() {
    #expect(sniff("id,name\n1,\"a;b;c;d\"\n2,\"e;f;g;h\"\n").delimiter == UInt8(ascii: ","))
    #expect(sniff("id,name,aliases\nk,KIKK,a;b;c;d\nl,LIK,a;b;c;d\n").delimiter == UInt8(ascii: ","))
    #expect(sniff("nom;lat\nA;1,5\nB;2,5\n").delimiter == UInt8(ascii: ";"))
  }

  @Test("One column has no delimiter to be found, so the comma stands")
  func single() { #expect(sniff("name\nA\nB\n").delimiter == UInt8(ascii: ",")) }

  @Test("Excel's first line says the delimiter and is no row", arguments: ["sep=;\r\n", "SEP=;\n", "\"sep=;\"\r\n"])
  func separatorLine(line: String) throws {
    var reader = CSVReader(bytes: Array((line + "a,x;b\r\n1;2\r\n").utf8))
    let header = try reader.next()
    #expect(header?.line == 2 && header?.fields == ["a,x", "b"])
    #expect(try reader.next()?.fields == ["1", "2"])
  }

  @Test("A line end is CRLF, LF or CR, and each counts as one line")
  func lineEnds() throws {
    for end in ["\r\n", "\n", "\r"] {
      let text = ["a,b", "", "\"x\(end)y\",1", "2,3"].joined(separator: end)
      var reader = CSVReader(bytes: Array(text.utf8))
      var lines: [Int] = []
      while let row = try reader.next() { lines.append(row.line) }
      #expect(lines == [1, 3, 5], "\(end.debugDescription)")
    }
  }

  @Test("Wherever a text is cut into pieces, its rows are the same")
  func pieces() throws {
    let text = "\u{FEFF}a;b;c\r\n\"x;\"\"y\"\"\r\nz\";é;\r\n\r\n  \n1;2;3\r4;5;\"\""
    let whole = try rows(text)
    #expect(whole == [["a", "b", "c"], ["x;\"y\"\r\nz", "é", ""], ["1", "2", "3"], ["4", "5", ""]])
    for pieces in 1...12 { #expect(try rows(text, pieces: pieces) == whole, "pieces of \(pieces)") }
  }

  @Test("The rest of a malformed line is no row, wherever the text is cut into pieces", arguments: ["\n", "\r\n", "\r"])
  func malformedInPieces(end: String) throws {
    let text = Array(("x" + end + "\"a\"b, " + String(repeating: "c", count: 40) + ",d" + end + "\"f\"g" + end + "h,i" + end).utf8)
    for piece in 1...4 {
      var rest = text[...]
      var reader = CSVReader(
        ByteChunks { () throws(ChunkFailure) in
          defer { rest = rest.dropFirst(piece) }
          return Array(rest.prefix(piece))
        }, separator: UInt8(ascii: ","))
      _ = try reader.next()
      for line in 2...3 {
        #expect(throws: CSVError(line: line, problem: .textAfterQuote)) { try reader.next() }
      }
      let last = try reader.next()
      #expect(last?.line == 4 && last?.fields == ["h", "i"], "pieces of \(piece)")
    }
  }

  @Test("After a malformed line the next one is read, also where a quote is never closed")
  func goesOn() throws {
    var rows = try CSVRows(bytes: Array("a,b\n1,\"2\n3,4\n\"5\"x,6\n7\n8,9\n".utf8))
    var lines: [Int] = []
    var problems: [CSVError] = []
    while true {
      do {
        guard let row = try rows.next() else { break }
        lines.append(row.line)
      } catch { problems.append(error) }
    }
    #expect(lines == [3, 6])
    #expect(problems.map(\.line) == [2, 4, 5])
    // The quote of line 2 is closed on line 4, where text follows.
    #expect(problems[0].problem == .textAfterQuote)
    #expect(problems[2].problem == .fieldCount(found: 1, expected: 2))
  }

  @Test("Delimiters at the end of header and rows are read past, further fields with a value are not")
  func trailing() throws {
    let table = try CSVTable(bytes: Array("a;b;;\n1;2;;\n3;4;\n5;6\n".utf8))
    #expect(table.columns == ["a", "b"])
    #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(throws: CSVError(line: 2, problem: .fieldCount(found: 3, expected: 2))) {
      try CSVTable(bytes: Array("a;b;\n1;2;3\n".utf8))
    }
  }

  @Test("A quote that is never closed gathers no more than a bound")
  func bounded() throws {
    var sent = 0
    var reader = CSVReader(
      ByteChunks { () throws(ChunkFailure) in
        sent += 1
        if sent == 1 { return Array("a,b\n1,\"".utf8) }
        return sent < 300 ? [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20) : []
      }, separator: UInt8(ascii: ","))
    _ = try reader.next()
    #expect(throws: CSVError(line: 2, problem: .openQuote)) { try reader.next() }
    #expect(sent < 12)
  }

  @Test("A text that cannot be read on says why and at which line")
  func unreadable() throws {
    var sent = 0
    var reader = CSVReader(
      ByteChunks { () throws(ChunkFailure) in
        sent += 1
        if sent == 1 { return [UInt8](repeating: 0x61, count: 70_000) + Array("\nb\n".utf8) }
        throw ChunkFailure(reason: "Input/output error")
      }, separator: UInt8(ascii: ","))
    _ = try reader.next()
    _ = try reader.next()
    #expect(throws: CSVError(line: 3, problem: .unreadable("Input/output error"))) { try reader.next() }
  }
}
