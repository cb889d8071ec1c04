/// Which names of a Lua text mean one thing alone: declared once, by `local NAME =`, and never assigned again, nor taken as a
/// parameter or a loop's variable. A key of a table that has the same name counts as an assignment: better too few than too many.
struct LuaDeclarations {
  private let tokens: APIUse.Tokens
  private var counts: [String: Int] = [:]

  init(_ tokens: APIUse.Tokens) {
    self.tokens = tokens
    for index in tokens.indices { note(index) }
  }

  /// The name that `local NAME = …` gives to what stands between two tokens, when it means nothing else.
  func alias(from start: Int, to end: Int) -> String? {
    guard start >= 3, isSymbol(start - 1, "="), case .name(let name) = tokens[start - 2].token,
      isName(start - 3, "local"),
      counts[name] == 1, isEnd(end)
    else { return nil }
    return name
  }

  /// Whether a statement begins at a token, so that the one before is whole.
  private func isEnd(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return true }
    switch tokens[index].token {
    case .name(let word): return word != "and" && word != "or"
    case .symbol(let byte): return byte == UInt8(ascii: ";")
    default: return false
    }
  }

  private mutating func note(_ index: Int) {
    guard case .name(let name) = tokens[index].token else { return }
    if name == "function" { return noteParameters(after: index) }
    if name == "for" || name == "local" { return noteList(after: index, assigned: name == "for") }
    let isAssigned = isSymbol(index + 1, "=") && !isSymbol(index + 2, "=") && !isName(index - 1, "local")
    if isAssigned { counts[name, default: 0] += 1 }
  }

  /// The names of a list, each after the first behind a comma.
  private mutating func noteList(after index: Int, assigned isLoop: Bool) {
    var next = index + 1
    while tokens.indices.contains(next), case .name(let name) = tokens[next].token {
      // The first one of `for i = …` is counted where it is assigned.
      if !(isLoop && isSymbol(next + 1, "=")) { counts[name, default: 0] += 1 }
      guard isSymbol(next + 1, ",") else { return }
      next += 2
    }
  }

  private mutating func noteParameters(after index: Int) {
    var next = index + 1
    while tokens.indices.contains(next), !isSymbol(next, "(") { next += 1 }
    while tokens.indices.contains(next), !isSymbol(next, ")") {
      if case .name(let name) = tokens[next].token { counts[name, default: 0] += 1 }
      next += 1
    }
  }

  private func isSymbol(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    tokens.indices.contains(index) && tokens[index].token == .symbol(UInt8(ascii: character))
  }

  private func isName(_ index: Int, _ name: String) -> Bool {
    tokens.indices.contains(index) && tokens[index].token == .name(name)
  }
}
