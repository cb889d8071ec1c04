/// Reads a Lua text that compiles into statements, to check it and to record which lines run.
///
/// Source: Lua 5.4 Reference Manual, §9. Lua refuses malformed text before; here it only gives nil.
package struct LuaParser {
  /// Deeper than Lua's own limit of nested constructs (200).
  private static let depthMax = 220
  /// Maximum number of suffixes of one expression, as in `a.b[c]:d()`: each is a level of the tree. Lua itself has no such limit.
  private static let chainMax = 500

  private struct Malformed: Error {}
  private struct TooDeep: Error { var line: Int }

  /// The result of reading a text.
  package enum Outcome {
    case statements([LuaStatement])
    /// Lua that is nested deeper than this parser supports, and the line.
    case tooDeep(line: Int)
    case notLua
  }

  private let tokens: [LuaTokens.Located]
  private var position = 0
  private var depth = 0

  private init(_ source: [UInt8]) { tokens = Array(LuaTokens(source)) }

  /// The statements of a text; nil when it is not Lua.
  package static func parse(_ source: [UInt8]) -> [LuaStatement]? {
    if case .statements(let block) = read(source) { block } else { nil }
  }

  /// Returns the statements of a text, or the reason why there are none.
  package static func read(_ source: [UInt8]) -> Outcome {
    var parser = LuaParser(source)
    do {
      let block = try parser.block()
      return parser.position == parser.tokens.count ? .statements(block) : .notLua
    } catch {
      return (error as? TooDeep).map { .tooDeep(line: $0.line) } ?? .notLua
    }
  }

  // MARK: Tokens

  private var token: LuaTokens.Token? { position < tokens.count ? tokens[position].token : nil }
  private var line: Int { position < tokens.count ? tokens[position].line : tokens.last?.line ?? 1 }

  private func isSymbol(_ sign: String, ahead: Int = 0) -> Bool {
    position + ahead < tokens.count && tokens[position + ahead].token == .symbol(sign)
  }

  private func isKeyword(_ word: String) -> Bool { token == .keyword(word) }

  private mutating func take(symbol sign: String) -> Bool {
    guard isSymbol(sign) else { return false }
    position += 1
    return true
  }

  private mutating func take(keyword word: String) -> Bool {
    guard isKeyword(word) else { return false }
    position += 1
    return true
  }

  private mutating func need(symbol sign: String) throws { guard take(symbol: sign) else { throw Malformed() } }
  private mutating func need(keyword word: String) throws { guard take(keyword: word) else { throw Malformed() } }

  private mutating func name() throws -> String {
    guard case .name(let name)? = token else { throw Malformed() }
    position += 1
    return name
  }

  private mutating func nested<Result>(_ body: (inout LuaParser) throws -> Result) throws -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthMax else { throw TooDeep(line: line) }
    return try body(&self)
  }

  // MARK: Statements

  private mutating func block() throws -> [LuaStatement] {
    try nested { parser in
      var statements: [LuaStatement] = []
      while !parser.isBlockEnd {
        let (line, offset) = (parser.line, parser.tokens[parser.position].offset)
        statements.append(LuaStatement(kind: try parser.statement(), line: line, offset: offset))
      }
      return statements
    }
  }

  private var isBlockEnd: Bool {
    guard let token else { return true }
    return ["end", "else", "elseif", "until"].contains { token == .keyword($0) }
  }

  private mutating func statement() throws -> LuaStatement.Kind {
    if take(symbol: ";") { return .jump }
    if take(symbol: "::") { return try label() }
    guard case .keyword(let word)? = token else { return try expressionStatement() }
    position += 1
    switch word {
    case "break": return .jump
    case "goto":
      _ = try name()
      return .jump
    case "do": return .block(try blockToEnd())
    case "while": return try whileLoop()
    case "repeat": return try repeatLoop()
    case "if": return try condition()
    case "for": return try forLoop()
    case "function": return try functionDefinition()
    case "local": return try local()
    case "return": return try returning()
    default: throw Malformed()
    }
  }

  private mutating func label() throws -> LuaStatement.Kind {
    _ = try name()
    try need(symbol: "::")
    return .label
  }

  private mutating func blockToEnd() throws -> [LuaStatement] {
    let body = try block()
    try need(keyword: "end")
    return body
  }

  private mutating func whileLoop() throws -> LuaStatement.Kind {
    let test = try expression()
    try need(keyword: "do")
    return .whileLoop(test, try blockToEnd())
  }

  private mutating func repeatLoop() throws -> LuaStatement.Kind {
    let body = try block()
    try need(keyword: "until")
    return .repeatLoop(body, try expression())
  }

  private mutating func condition() throws -> LuaStatement.Kind {
    var branches: [(test: LuaExpression, body: [LuaStatement])] = []
    repeat {
      let test = try expression()
      try need(keyword: "then")
      branches.append((test, try block()))
    } while take(keyword: "elseif")
    let otherwise = take(keyword: "else") ? try block() : []
    try need(keyword: "end")
    return .condition(branches, otherwise: otherwise)
  }

  private mutating func forLoop() throws -> LuaStatement.Kind {
    let names = try nameList()
    guard take(symbol: "=") || take(keyword: "in") else { throw Malformed() }
    let values = try expressionList()
    try need(keyword: "do")
    return .forLoop(names, values, try blockToEnd())
  }

  private mutating func functionDefinition() throws -> LuaStatement.Kind {
    let start = line
    var target = LuaExpression(kind: .name(try name()), line: start)
    var isMethod = false
    var length = 0
    while !isMethod, isSymbol(".") || isSymbol(":") {
      isMethod = isSymbol(":")
      position += 1
      let key = LuaExpression(kind: .string(try name()), line: start)
      target = LuaExpression(kind: .index(target, key), line: start)
      length += 1
      guard length < Self.chainMax else { throw TooDeep(line: line) }
    }
    return .functionDefinition(target, try function(isMethod: isMethod))
  }

  private mutating func local() throws -> LuaStatement.Kind {
    if take(keyword: "function") { return .localFunction(try name(), try function(isMethod: false)) }
    var names: [String] = []
    repeat {
      names.append(try name())
      if take(symbol: "<") {
        _ = try name()
        try need(symbol: ">")
      }
    } while take(symbol: ",")
    return .local(names, take(symbol: "=") ? try expressionList() : [])
  }

  private mutating func returning() throws -> LuaStatement.Kind {
    let values = isBlockEnd || isSymbol(";") ? [] : try expressionList()
    _ = take(symbol: ";")
    return .returning(values)
  }

  private mutating func expressionStatement() throws -> LuaStatement.Kind {
    let first = try suffixed()
    guard isSymbol("=") || isSymbol(",") else { return .call(first) }
    var targets = [first]
    while take(symbol: ",") { targets.append(try suffixed()) }
    try need(symbol: "=")
    return .assignment(targets, try expressionList())
  }

  private mutating func nameList() throws -> [String] {
    var names = [try name()]
    while take(symbol: ",") { names.append(try name()) }
    return names
  }

  // MARK: Expressions

  private mutating func expressionList() throws -> [LuaExpression] {
    var values = [try expression()]
    while take(symbol: ",") { values.append(try expression()) }
    return values
  }

  private static let binary: Set<String> = [
    "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "&", "|", "~", "<<", ">>",
  ]

  /// Reads operands from left to right, all into one node: the precedence of operators does not matter for the checks, and a tree
  /// as deep as there are operators could not be walked.
  private mutating func expression() throws -> LuaExpression {
    try nested { parser in
      let first = try parser.operand()
      guard parser.isBinaryOperator else { return first }
      let start = parser.line
      var operands = [first]
      while parser.isBinaryOperator {
        parser.position += 1
        operands.append(try parser.operand())
      }
      return LuaExpression(kind: .operation(operands), line: start)
    }
  }

  private var isBinaryOperator: Bool {
    switch token {
    case .symbol(let sign): Self.binary.contains(sign)
    case .keyword(let word): word == "and" || word == "or"
    default: false
    }
  }

  private mutating func operand() throws -> LuaExpression {
    let start = line
    for sign in ["-", "#", "~"] where take(symbol: sign) {
      return LuaExpression(kind: .operation([try nested { try $0.operand() }]), line: start)
    }
    if take(keyword: "not") {
      return LuaExpression(kind: .operation([try nested { try $0.operand() }]), line: start)
    }
    return try simple()
  }

  private mutating func simple() throws -> LuaExpression {
    let start = line
    switch token {
    case .string(let text):
      position += 1
      return LuaExpression(kind: .string(text), line: start)
    case .number, .symbol("..."), .keyword("nil"), .keyword("true"), .keyword("false"):
      position += 1
      return LuaExpression(kind: .constant, line: start)
    case .symbol("{"): return try table()
    case .keyword("function"):
      position += 1
      return LuaExpression(kind: .function(try function(isMethod: false)), line: start)
    default: return try suffixed()
    }
  }

  /// Reads a name or a bracketed expression, and the indexing and calls on it.
  private mutating func suffixed() throws -> LuaExpression {
    let start = line
    var value: LuaExpression
    if take(symbol: "(") {
      value = try expression()
      try need(symbol: ")")
    } else {
      value = LuaExpression(kind: .name(try name()), line: start)
    }
    var length = 0
    while let next = try suffix(of: value) {
      value = next
      length += 1
      guard length < Self.chainMax else { throw TooDeep(line: line) }
    }
    return value
  }

  private mutating func suffix(of value: LuaExpression) throws -> LuaExpression? {
    let start = line
    if take(symbol: ".") {
      let key = LuaExpression(kind: .string(try name()), line: start)
      return LuaExpression(kind: .index(value, key), line: start)
    }
    if take(symbol: "[") {
      let key = try expression()
      try need(symbol: "]")
      return LuaExpression(kind: .index(value, key), line: start)
    }
    if take(symbol: ":") {
      let method = try name()
      return LuaExpression(kind: .method(value, method, try arguments()), line: start)
    }
    return isArgumentStart ? LuaExpression(kind: .call(value, try arguments()), line: start) : nil
  }

  private var isArgumentStart: Bool {
    if case .string? = token { return true }
    return isSymbol("(") || isSymbol("{")
  }

  private mutating func arguments() throws -> [LuaExpression] {
    if take(symbol: "(") {
      if take(symbol: ")") { return [] }
      let values = try expressionList()
      try need(symbol: ")")
      return values
    }
    return [try simple()]
  }

  private mutating func function(isMethod: Bool) throws -> LuaFunction {
    try need(symbol: "(")
    var parameters = isMethod ? ["self"] : []
    while !take(symbol: ")") {
      if !take(symbol: "...") { parameters.append(try name()) }
      _ = take(symbol: ",")
    }
    return LuaFunction(parameters: parameters, body: try blockToEnd())
  }

  private mutating func table() throws -> LuaExpression {
    let start = line
    try need(symbol: "{")
    var fields: [LuaField] = []
    while !take(symbol: "}") {
      fields.append(try field())
      _ = take(symbol: ",") || take(symbol: ";")
    }
    return LuaExpression(kind: .table(fields), line: start)
  }

  private mutating func field() throws -> LuaField {
    let start = line
    if case .name(let name)? = token, isSymbol("=", ahead: 1) {
      position += 2
      return LuaField(key: .name(name), value: try expression(), line: start)
    }
    guard take(symbol: "[") else { return LuaField(key: .position, value: try expression(), line: start) }
    let key = try expression()
    try need(symbol: "]")
    try need(symbol: "=")
    let value = try expression()
    if case .string(let name) = key.kind { return LuaField(key: .name(name), value: value, line: start) }
    return LuaField(key: .expression(key), value: value, line: start)
  }
}
