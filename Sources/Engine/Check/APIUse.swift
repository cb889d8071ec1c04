/// A use of `grappe` in a Lua file: `grappe.actors.add` is the path `actors`, `add`.
struct APIUse: Hashable {
  var path: [String]
  /// Whether a name follows that only the run decides: `grappe[name]`, `f(grappe.actors)`.
  var isOpen: Bool
  var line: Int

  /// The uses in a Lua text, in its order. Comments and strings do not count, nor does a field called `grappe` of another
  /// table. Another name for a part of it, `local a = grappe.actors`, is followed when it never means anything else.
  static func all(in source: [UInt8]) -> [APIUse] {
    let tokens = Array(LuaTokens(source))
    let declared = LuaDeclarations(tokens)
    var paths: [String: [String]] = ["grappe": []]
    return tokens.indices.compactMap { index in
      guard case .name(let name) = tokens[index].token, let path = paths[name], isGlobal(tokens, index) else { return nil }
      var (use, end) = use(tokens, index, path)
      if use.isOpen, let alias = declared.alias(from: index, to: end) {
        paths[alias] = use.path
        use.isOpen = false
      }
      return use
    }
  }

  typealias Tokens = [(token: LuaTokens.Token, line: Int)]

  /// Whether the name is neither a field (`x.grappe`, `x:grappe`), nor a key (`{ grappe = 1 }`), nor declared.
  private static func isGlobal(_ tokens: Tokens, _ index: Int) -> Bool {
    if symbol(tokens, index - 1, ".") {
      // Two points are the operator that joins texts.
      guard symbol(tokens, index - 2, ".") else { return false }
    }
    if symbol(tokens, index - 1, ":") { return symbol(tokens, index - 2, ":") }
    return !(symbol(tokens, index + 1, "=") && !symbol(tokens, index + 2, "="))
  }

  /// The use that begins at a token, and the token after it.
  private static func use(_ tokens: Tokens, _ start: Int, _ prefix: [String]) -> (APIUse, end: Int) {
    var (path, index) = (prefix, start + 1)
    while true {
      if symbol(tokens, index, "."), !symbol(tokens, index + 1, "."), case .name(let name)? = token(tokens, index + 1) {
        path.append(name)
        index += 2
      } else if symbol(tokens, index, "["), case .string(let name)? = token(tokens, index + 1),
        symbol(tokens, index + 2, "]")
      {
        path.append(name)
        index += 3
      } else {
        return (APIUse(path: path, isOpen: isOpen(tokens, index, path), line: tokens[start].line), index)
      }
    }
  }

  /// A path that is called is complete; one that is indexed further, or handed on, is not.
  private static func isOpen(_ tokens: Tokens, _ index: Int, _ path: [String]) -> Bool {
    if path.isEmpty || symbol(tokens, index, "[") || symbol(tokens, index, ":") { return true }
    if symbol(tokens, index, "(") || symbol(tokens, index, "{") { return false }
    if case .string? = token(tokens, index) { return false }
    return true
  }

  private static func token(_ tokens: Tokens, _ index: Int) -> LuaTokens.Token? {
    tokens.indices.contains(index) ? tokens[index].token : nil
  }

  private static func symbol(_ tokens: Tokens, _ index: Int, _ character: Unicode.Scalar) -> Bool {
    token(tokens, index) == .symbol(UInt8(ascii: character))
  }
}
