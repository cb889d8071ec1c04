import CSV
import Ecosystem
import Testing

@Suite struct CSVTests {
  private func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(bytes: Array(text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.fields) }
    return rows
  }

  private func problem(_ text: String) -> CSVError? {
    do {
      _ = try CSVTable(bytes: Array(text.utf8))
      return nil
    } catch { return error }
  }

  @Test("Fields keep separators, quotes and line ends that stand in quotes")
  func quoting() throws {
    #expect(try rows("a,\"b,\"\"c\"\"\nd\",e\r\n") == [["a", "b,\"c\"\nd", "e"]])
  }

  @Test("A last line without a line end, empty fields and blank lines are read as people mean them")
  func edges() throws {
    #expect(try rows("a,b\n\n,\n1,") == [["a", "b"], ["", ""], ["1", ""]])
    #expect(try rows("") == [])
  }

  @Test("A byte-order mark is skipped, and semicolons or tabs separate where the header holds more of them")
  func dialects() throws {
    #expect(try rows("\u{FEFF}a;b;c\n1,5;2;3\n") == [["a", "b", "c"], ["1,5", "2", "3"]])
    #expect(try rows("a\tb\n1\t2\n") == [["a", "b"], ["1", "2"]])
  }

  @Test("Each malformed text is refused with its line")
  func malformed() {
    #expect(problem("a,b\n1,\"2\n3\n") == CSVError(line: 2, problem: .openQuote))
    #expect(problem("a,b\n\"1\"x,2\n") == CSVError(line: 2, problem: .textAfterQuote))
    #expect(problem("a,b\n1,2\n1\n") == CSVError(line: 3, problem: .fieldCount(found: 1, expected: 2)))
    #expect(problem("a,b\n\"1\n1\",2,3\n") == CSVError(line: 2, problem: .fieldCount(found: 3, expected: 2)))
    #expect(problem("a,b,a\n") == CSVError(line: 1, problem: .repeatedColumn("a")))
    #expect(problem("") == CSVError(line: 1, problem: .noHeader))
  }

  @Test("Bytes that are not UTF-8 are refused with their line")
  func encoding() {
    let bytes: [UInt8] = Array("a\nLi".utf8) + [0xE8] + Array("ge\n".utf8)
    #expect(throws: CSVError(line: 2, problem: .notUTF8)) { try CSVTable(bytes: bytes) }
  }

  @Test("Every problem has a sentence in both languages that names the line")
  func wording() {
    let problems: [CSVError.Problem] = [
      .openQuote, .textAfterQuote, .notUTF8, .fieldCount(found: 1, expected: 2), .repeatedColumn("a"),
    ]
    for problem in problems {
      #expect(CSVError(line: 7, problem: problem).message(in: .fr).hasPrefix("ligne 7 : "))
      #expect(CSVError(line: 7, problem: problem).message(in: .en).hasPrefix("line 7: "))
    }
  }

  @Test("A row of one field that is empty or blank is a row", arguments: ["", " ", "\t", "\t \t"])
  func aloneAndBlank(field: String) throws {
    let text = CSVWriter.row(["x"]) + CSVWriter.row([field]) + CSVWriter.row(["1"])
    #expect(try CSVTable(bytes: Array(text.utf8)).rows.map(\.fields) == [[field], ["1"]])
  }

  @Test("What is written is read back the same")
  func roundTrip() throws {
    var generator = SystemRandomNumberGenerator()
    let signs: [Character] = ["a", "é", "\"", ",", ";", "\n", "\r\n", " ", "語", "\t"]
    for _ in 0..<300 {
      let row = (0..<3).map { _ in
        String((0..<Int.random(in: 0...6, using: &generator)).map { _ in signs.randomElement(using: &generator)! })
      }
      let text = CSVWriter.row(["x", "y", "z"]) + CSVWriter.row(row)
      let table = try CSVTable(bytes: Array(text.utf8), separator: UInt8(ascii: ","))
      #expect(table.rows.map(\.fields) == [row])
    }
  }
}
