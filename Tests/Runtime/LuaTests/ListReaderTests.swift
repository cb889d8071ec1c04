import Lua
import Testing

/// Lists that are read in place, beside the values that `HostCall.value(at:)` copies.
@Suite struct ListReaderTests {
  /// The elements of a list of at most four, read in place, as texts; "copied" where the reader leaves the value to `value(at:)`.
  private static let probe: HostFunction = { call in
    let reader = ListReader(countMax: 4)
    let top = call.argumentCount
    guard let count = reader.read(call, at: 1) else {
      call.push("copied")
      return .returns(1)
    }
    let texts = (0..<count).map { position in
      switch reader[position] {
      case .boolean(let flag): "\(flag)"
      case .integer(let integer): "i\(integer)"
      case .number(let number): "n\(number)"
      case .text(let text): "'" + String(decoding: text, as: UTF8.self) + "'"
      case .field(let name, let text): String(decoding: name, as: UTF8.self) + "=" + String(decoding: text, as: UTF8.self)
      }
    }
    call.push(texts.joined(separator: " ") + "/\(top)")
    return .returns(1)
  }

  @Test(
    "a list of scalars and of tables of one text is read in place",
    arguments: [
      ("{}", "/1"), ("{ 1, 2.5, 'x', true }", "i1 n2.5 'x' true/1"), ("{ '', 'l’été', false }", "'' 'l’été' false/1"),
      ("{ { date = '2024' }, '\\u{10FFFF}' }", "date=2024 '\u{10FFFF}'/1"), ("{ math.mininteger, -0.0 }", "i-9223372036854775808 n-0.0/1"),
      ("{ 'a', nil }", "'a'/1"), ("setmetatable({ 'a' }, { __index = error, __len = error, __pairs = error })", "'a'/1"),
    ])
  func list(source: String, expected: String) throws { #expect(try text(of: source) == .string(expected)) }

  @Test(
    "any other value is left to be copied",
    arguments: [
      "nil", "1", "'text'", "{ a = 1 }", "{ 1, a = 2 }", "{ 1, nil, 3 }", "{ nil, 2 }", "{ 1, 2, 3, 4, 5 }", "{ function() end }", "{ {} }",
      "{ { 1 } }", "{ { date = 1 } }", "{ { a = 'x', b = 'y' } }", "{ { a = { b = 'c' } } }", "{ '\\xFF' }", "{ 'a\\xC3' }",
      "{ '\\xED\\xA0\\x80' }", "{ '\\xC0\\x80' }", "{ '\\xE0\\x80\\x80' }", "{ '\\xF4\\x90\\x80\\x80' }", "{ { date = '\\xFF' } }",
      "{ [1] = 1, [1.5] = 2 }", "{ [2] = 'b' }", "function() end",
    ])
  func other(source: String) throws { #expect(try text(of: source) == .string("copied")) }

  @Test("texts are UTF-8 exactly where Swift reads them as such")
  func utf8() throws {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    let compare: HostFunction = { call in
      let isText = call.string(at: 2) != nil
      call.push((ListReader(countMax: 1).read(call, at: 1) != nil) == isText)
      return .returns(1)
    }
    // Random bytes of all classes, most of them near valid sequences.
    let source = """
      local bytes = { 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF }
      local next = 1
      local function draw(most) next = (next * 1103515245 + 12345) % 2147483648 return next // 65536 % most + 1 end
      for round = 1, 20000 do
        local text = {}
        for i = 1, draw(12) do text[i] = string.char(bytes[draw(#bytes)]) end
        text = table.concat(text)
        if not compare({ text }, text) then return text end
      end
      return true
      """
    #expect(values(try outcome(of: source, in: state, globals: ["compare": compare])) == [true])
  }

  private func text(of source: String) throws -> LuaValue? {
    let state = try LuaState(memoryBytesMax: 8 << 20)
    return values(try outcome(of: "return probe(\(source))", in: state, globals: ["probe": Self.probe]))?.first
  }
}
