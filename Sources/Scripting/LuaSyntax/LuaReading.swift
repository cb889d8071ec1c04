import ExactText

/// The names that a Lua text uses: paths into the host's API and Lua's libraries, globals, modules, texts. Local variables that
/// alias a path (`local actors = grappe.actors`) are followed, also those of a function's parameters called `doc`.
package struct LuaReading {
  package private(set) var uses: [LuaUse] = []
  package private(set) var globalsRead: [(name: String, line: Int)] = []
  package private(set) var globalsWritten: [(name: String, line: Int)] = []
  package private(set) var modules: [(name: String, line: Int)] = []
  /// The contents of every string literal.
  package private(set) var texts: Set<ExactString> = []

  /// Path that each visible local variable aliases, nil where none is known; the innermost scope last.
  private var scopes: [[String: LuaPath?]] = [[:]]
  /// Parameters that alias something of the host, by name.
  private let parameters: [String: LuaPath]

  /// - Parameter isTest: whether the text is a test, where a parameter `t` is the test's.
  package init(_ statements: [LuaStatement], isTest: Bool) {
    parameters = isTest ? ["t": LuaPath(root: "t"), "doc": LuaPath(root: "doc")] : ["doc": LuaPath(root: "doc")]
    read(statements)
  }

  // MARK: Statements

  private mutating func read(_ block: [LuaStatement], declaring names: [String: LuaPath?] = [:]) {
    scopes.append(names)
    for statement in block { read(statement) }
    scopes.removeLast()
  }

  private mutating func read(_ statement: LuaStatement) {
    switch statement.kind {
    case .local(let names, let values): declare(names, values)
    case .localFunction(let name, let function):
      bind(name, to: nil)
      read(function)
    case .assignment(let targets, let values):
      for item in values { use(item) }
      for item in targets { assign(to: item) }
    case .functionDefinition(let target, let function):
      assign(to: target)
      read(function)
    case .call(let expression): use(expression)
    case .block(let body): read(body)
    case .whileLoop(let test, let body):
      use(test)
      read(body)
    case .repeatLoop(let body, let test): readRepeat(body, until: test)
    case .condition(let branches, let otherwise):
      for branch in branches {
        use(branch.test)
        read(branch.body)
      }
      read(otherwise)
    case .forLoop(let names, let values, let body):
      for item in values { use(item) }
      read(body, declaring: Dictionary(names.map { ($0, nil) }) { first, _ in first })
    case .returning(let values): for item in values { use(item) }
    case .jump, .label: return
    }
  }

  /// The test of a repeat loop sees the locals of its body.
  private mutating func readRepeat(_ body: [LuaStatement], until test: LuaExpression) {
    scopes.append([:])
    for statement in body { read(statement) }
    use(test)
    scopes.removeLast()
  }

  private mutating func declare(_ names: [String], _ values: [LuaExpression]) {
    var paths: [LuaPath?] = []
    for value in values {
      let path = path(of: value)
      if let path { uses.append(LuaUse(path: path, manner: .named, line: value.line)) }
      paths.append(path)
    }
    for (index, name) in names.enumerated() { bind(name, to: index < paths.count ? paths[index] : nil) }
  }

  private mutating func bind(_ name: String, to path: LuaPath?) { scopes[scopes.count - 1][name] = .some(path) }

  /// Forgets the path of a local variable that is given another value.
  private mutating func assign(to target: LuaExpression) {
    guard case .name(let name) = target.kind else { return use(target) }
    if let scope = scopes.lastIndex(where: { $0[name] != nil }) {
      scopes[scope][name] = .some(nil)
    } else {
      globalsWritten.append((name, target.line))
    }
  }

  private mutating func read(_ function: LuaFunction) {
    read(function.body, declaring: Dictionary(function.parameters.map { ($0, parameters[$0]) }) { first, _ in first })
  }

  // MARK: Expressions

  /// Reads an expression whose value cannot be followed.
  private mutating func use(_ expression: LuaExpression) {
    if let path = path(of: expression) { uses.append(LuaUse(path: path, manner: .open, line: expression.line)) }
  }

  /// Reads an expression; returns the path it aliases, if any.
  private mutating func path(of expression: LuaExpression) -> LuaPath? {
    switch expression.kind {
    case .name(let name): return path(named: name, expression.line)
    case .string(let text): texts.insert(ExactString(text))
    case .constant: return nil
    case .index(let base, let key): return path(indexing: base, with: key)
    case .call(let callee, let arguments): return path(calling: callee, with: arguments, expression.line)
    case .method(let base, let name, let arguments): call(name, of: base, with: arguments, expression.line)
    case .function(let function): read(function)
    case .table(let fields): for item in fields { read(item) }
    case .operation(let operands): for item in operands { use(item) }
    }
    return nil
  }

  private mutating func path(named name: String, _ line: Int) -> LuaPath? {
    if let scope = scopes.last(where: { $0[name] != nil }) { return scope[name] ?? nil }
    if name == "grappe" { return LuaPath(root: name) }
    globalsRead.append((name, line))
    return LuaGlobals.libraries[name] == nil ? nil : LuaPath(root: name)
  }

  private mutating func path(indexing base: LuaExpression, with key: LuaExpression) -> LuaPath? {
    let path = path(of: base)
    if case .string(let name) = key.kind { return path?.appending(name) }
    if let path { uses.append(LuaUse(path: path, manner: .open, line: base.line)) }
    use(key)
    return nil
  }

  private mutating func path(
    calling callee: LuaExpression, with arguments: [LuaExpression], _ line: Int
  ) -> LuaPath? {
    if case .name("require") = callee.kind, case .string(let module)? = arguments.first?.kind {
      modules.append((module, line))
    }
    let path = path(of: callee)
    if let path { uses.append(LuaUse(path: path, manner: .called(arguments), line: line)) }
    for item in arguments { use(item) }
    return path == LuaPath(root: "grappe", names: ["document"]) ? LuaPath(root: "doc") : nil
  }

  private mutating func call(_ name: String, of base: LuaExpression, with arguments: [LuaExpression], _ line: Int) {
    if let path = path(of: base) {
      let called = path.root == "doc" ? path.appending(name) : path
      uses.append(LuaUse(path: called, manner: path.root == "doc" ? .called(arguments) : .open, line: line))
    }
    for item in arguments { use(item) }
  }

  private mutating func read(_ field: LuaField) {
    if case .expression(let key) = field.key { use(key) }
    use(field.value)
  }
}
