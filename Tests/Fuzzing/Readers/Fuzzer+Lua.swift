import Ecosystem
import Localization
import Lua
import LuaSyntax

@testable import Engine

extension Fuzzer {
  /// The Lua parser of `grappe check`. What Lua itself compiles it reads, or says that it is nested too deeply.
  static let lua = Fuzzer(name: "lua", bytesMax: 4_096) { input in
    var last = -1
    for token in LuaTokens(input) {
      try Finding.unless(token.offset > last && token.offset < input.count, "a token that lies elsewhere")
      last = token.offset
    }
    switch LuaParser.read(input) {
    case .statements(let statements):
      _ = LuaReading(statements, isTest: false)
      _ = LuaReading(statements, isTest: true)
      let lines = input.count { $0 == 0x0A } + 1
      try Finding.unless(
        LuaStatement.all(in: statements).allSatisfy { (1...lines).contains($0.line) }, "a statement on no line of the text")
    case .tooDeep: return
    case .notLua: try Finding.unless(!LuaFuzzing.compiles(input), "Lua that is not read")
    }
  }
}

extension Fuzzer {
  /// The message of an error of Lua, which a plugin may word as it likes: the place in it and the remedy.
  static let message = Fuzzer(name: "message", bytesMax: 4_096) { input in
    let text = String(decoding: input, as: UTF8.self)
    if let remedy = LuaHint.remedy(for: text) {
      try RefusalText.check(texts: Language.all.map { remedy[$0] }.filter { !$0.isEmpty }, of: input)
    }
    if let place = LuaMessage(text).place { try Finding.unless(place.chunk.hasSuffix(".lua") && place.line >= 0, "a place that is none") }
  }
}

private enum LuaFuzzing {
  /// Whether Lua compiles the text.
  static func compiles(_ source: [UInt8]) -> Bool {
    guard let state = try? LuaState(memoryBytesMax: 16 << 20) else { return false }
    defer { state.close() }
    return (try? state.load(source: source, chunkName: "input")) != nil
  }
}
