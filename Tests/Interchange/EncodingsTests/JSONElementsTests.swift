import Encodings
import Testing

@Suite("The elements of a JSON list are told apart while its bytes arrive")
struct JSONElementsTests {
  private static func chunks(_ text: String, of size: Int) -> ByteChunks {
    var rest = Array(text.utf8)[...]
    return ByteChunks { () throws(ChunkFailure) in
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  private static func read(_ text: String, by size: Int = 1 << 20) throws -> [String] {
    var elements = JSONElements(chunks(text, of: size))
    var found: [String] = []
    while let element = try elements.next() { found.append("\(element.number):" + String(decoding: element.bytes, as: UTF8.self)) }
    return found
  }

  private static func problem(_ text: String) -> JSONListError? {
    do {
      _ = try read(text)
      return nil
    } catch { return error as? JSONListError }
  }

  @Test("brackets, quotes and escapes inside of strings do not count, however the bytes are cut", arguments: [1, 2, 3, 7, 1 << 20])
  func elements(size: Int) throws {
    let text = "\u{FEFF} [\n  {\"a\": \"x]}\\\"\", \"b\": [1, {\"c\": 2}]},\n  {\"a\":\n 1}, 12, \"s,]\", null ]\n"
    #expect(
      try Self.read(text, by: size) == [
        "2:{\"a\": \"x]}\\\"\", \"b\": [1, {\"c\": 2}]}", "3:{\"a\":\n 1}", "4:12", "4:\"s,]\"", "4:null",
      ])
    #expect(try Self.read("{\"a\": 1}\n\n{\"a\": 2} 3", by: size) == ["1:{\"a\": 1}", "3:{\"a\": 2}", "3:3"])
    #expect(try Self.read(" [ ] ", by: size).isEmpty && Self.read("", by: size).isEmpty)
  }

  @Test("a list that is cut off or has something else between its elements is refused with the line")
  func problems() {
    #expect(Self.problem("[{\"a\": 1},\n{\"a\": ") == JSONListError(line: 2, problem: .cutOff))
    #expect(Self.problem("[{\"a\": 1},\n") == JSONListError(line: 2, problem: .cutOff))
    #expect(Self.problem("[{}\n{}]") == JSONListError(line: 2, problem: .unexpected("{")))
    #expect(Self.problem("[{},]")?.problem == .unexpected("]") && Self.problem("[,{}]")?.problem == .unexpected(","))
    #expect(Self.problem("[{}] x")?.problem == .unexpected("x"))
    #expect(Self.problem("[" + String(repeating: "[", count: JSONElements.elementBytesMax + 2))?.problem == .tooLong)
  }
}
