import ExactText

/// The names that a Lua text uses: paths into the host's API and Lua's libraries, globals, modules, texts, fields of records. Local
/// variables are followed as far as the text itself says what they hold (`local actors = grappe.actors`), and the parameters of functions
/// that the host calls with a document, a record or parameters.
package struct LuaReading {
  package private(set) var uses: [LuaUse] = []
  package private(set) var globalsRead: [(name: String, line: Int)] = []
  package private(set) var globalsWritten: [(name: String, line: Int)] = []
  package private(set) var modules: [(name: String, line: Int)] = []
  /// The contents of every string literal.
  package private(set) var texts: Set<ExactString> = []
  /// The fields of records that are read.
  package private(set) var fields: [LuaFieldUse] = []
  /// The names of fields that the text gives values to, on whatever table.
  package private(set) var assignedFields: Set<String> = []
  /// The parameters of entries that are read.
  package private(set) var parameterUses: [LuaParameterUse] = []
  /// The lines of the functions that build reports, each from its first to its last statement.
  package private(set) var reportUses: [Range<Int>] = []
  /// The ranges of ``uses`` in the functions of validators.
  package private(set) var validatorUses: [Range<Int>] = []

  /// The knowledge about each visible local variable, nil where nothing is; the innermost scope last.
  private var scopes: [[String: LuaKnown?]] = [[:]]
  /// Parameters that alias something of the host, by name.
  private let parameters: [String: LuaKnown]
  /// Globals that alias something of the host, as in a script.
  private let globals: [String: LuaPath]

  /// - Parameters:
  ///   - isTest: whether the text is a test, where a parameter `t` is the test's.
  ///   - globals: the globals that alias something of the host, beside `grappe` and the libraries.
  package init(_ statements: [LuaStatement], isTest: Bool, globals: [String: LuaPath] = [:]) {
    self.globals = globals
    let document = LuaKnown.path(LuaPath(root: "doc"))
    parameters = isTest ? ["t": .path(LuaPath(root: "t")), "doc": document] : ["doc": document]
    read(statements)
  }

  // MARK: Statements

  private mutating func read(_ block: [LuaStatement], declaring names: [String: LuaKnown?] = [:]) {
    scopes.append(names)
    for statement in block { read(statement) }
    scopes.removeLast()
  }

  private mutating func read(_ statement: LuaStatement) {
    switch statement.kind {
    case .local(let names, let values): declare(names, values)
    case .localFunction(let name, let function):
      bind(name, to: .function(function))
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
    case .forLoop(let names, let values, let body): readLoop(names, over: values, body)
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

  private mutating func readLoop(_ names: [String], over values: [LuaExpression], _ body: [LuaStatement]) {
    let known = values.map { readValue($0) }
    var declared: [String: LuaKnown?] = Dictionary(names.map { ($0, nil) }) { first, _ in first }
    switch known.first {
    case .iterator(let collection)??: declared[names[0]] = .some(.record(collection))
    case .records(let collection)??:
      // A list can only be walked through by ipairs, which gives the position first.
      if names.count > 1 { declared[names[1]] = .some(.record(collection)) }
    default: break
    }
    read(body, declaring: declared)
  }

  private mutating func declare(_ names: [String], _ values: [LuaExpression]) {
    var known: [LuaKnown?] = []
    for value in values {
      let found = readValue(value, isNamed: true)
      known.append(found)
    }
    for (index, name) in names.enumerated() { bind(name, to: index < known.count ? known[index] : nil) }
  }

  private mutating func bind(_ name: String, to known: LuaKnown?) { scopes[scopes.count - 1][name] = .some(known) }

  /// Forgets what is known about a local variable that is given another value.
  private mutating func assign(to target: LuaExpression) {
    if case .index(_, let key) = target.kind, case .string(let name) = key.kind { assignedFields.insert(name) }
    guard case .name(let name) = target.kind else { return use(target, isTarget: true) }
    if let scope = scopes.lastIndex(where: { $0[name] != nil }) {
      scopes[scope][name] = .some(nil)
    } else {
      globalsWritten.append((name, target.line))
    }
  }

  private mutating func read(_ function: LuaFunction, giving given: [LuaKnown?] = []) {
    var declared: [String: LuaKnown?] = [:]
    for (index, name) in function.parameters.enumerated() where declared[name] == nil {
      declared[name] = index < given.count ? given[index] ?? parameters[name] : parameters[name]
      if declared[name] == nil { declared[name] = .some(nil) }
    }
    read(function.body, declaring: declared)
  }

  // MARK: Expressions

  /// Reads an expression whose value cannot be followed.
  private mutating func use(_ expression: LuaExpression, isTarget: Bool = false) {
    if let path = known(expression, isTarget: isTarget)?.path { uses.append(LuaUse(path: path, manner: .open, line: expression.line)) }
  }

  /// Reads an expression whose value goes into a variable or a loop; returns what is known about it.
  private mutating func readValue(_ expression: LuaExpression, isNamed: Bool = false) -> LuaKnown? {
    let found = known(expression)
    guard let path = found?.path else { return found }
    uses.append(LuaUse(path: path, manner: isNamed ? .named : .open, line: expression.line))
    return found
  }

  /// Reads an expression; returns what is known about its value.
  private mutating func known(_ expression: LuaExpression, isTarget: Bool = false) -> LuaKnown? {
    switch expression.kind {
    case .name(let name): return known(named: name, expression.line)
    case .string(let text): texts.insert(ExactString(text))
    case .constant: return nil
    case .index(let base, let key): return known(indexing: base, with: key, isTarget: isTarget)
    case .call(let callee, let arguments): return known(calling: callee, with: arguments, expression.line)
    case .method(let base, let name, let arguments): call(name, of: base, with: arguments, expression.line)
    case .function(let function):
      read(function)
      return .function(function)
    case .table(let fields):
      for item in fields { read(item) }
      return .table(expression)
    case .operation(let operands): for item in operands { use(item) }
    }
    return nil
  }

  private mutating func known(named name: String, _ line: Int) -> LuaKnown? {
    if let scope = scopes.last(where: { $0[name] != nil }) { return scope[name] ?? nil }
    if name == "grappe" { return .path(LuaPath(root: name)) }
    if let path = globals[name] { return .path(path) }
    globalsRead.append((name, line))
    return LuaGlobals.libraries[name] == nil ? nil : .path(LuaPath(root: name))
  }

  private mutating func known(indexing base: LuaExpression, with key: LuaExpression, isTarget: Bool) -> LuaKnown? {
    let found = known(base)
    if case .string(let name) = key.kind {
      note(name, of: found, line: key.line, isTarget: isTarget)
      return found?.path.map { .path($0.appending(name)) }
    }
    if let path = found?.path { uses.append(LuaUse(path: path, manner: .open, line: base.line)) }
    use(key)
    if case .records(let collection)? = found { return .record(collection) }
    return nil
  }

  /// Notes the reading of a field of a record, or of a parameter.
  private mutating func note(_ name: String, of value: LuaKnown?, line: Int, isTarget: Bool) {
    guard !isTarget else { return }
    switch value {
    case .record(let collection): fields.append(LuaFieldUse(collection: collection, name: name, line: line))
    case .parameters(let known): parameterUses.append(LuaParameterUse(name: name, known: known, line: line))
    default: break
    }
  }

  private mutating func known(calling callee: LuaExpression, with arguments: [LuaExpression], _ line: Int) -> LuaKnown? {
    if case .name("require") = callee.kind, case .string(let module)? = arguments.first?.kind {
      modules.append((module, line))
    }
    let found = known(callee)
    guard let path = found?.path else {
      let walked = walked(callee, arguments)
      if walked == nil { for item in arguments { use(item) } }
      return walked
    }
    uses.append(LuaUse(path: path, manner: .called(arguments.map(resolved)), line: line, resolved: resolvedPositions(arguments)))
    if isEntry(path), case .table(let fields)? = arguments.first?.kind {
      readEntry(path, fields)
    } else {
      readArguments(of: path, arguments)
    }
    return result(of: path, arguments)
  }

  /// The result of a call of `ipairs`; nil for the call of anything else.
  private mutating func walked(_ callee: LuaExpression, _ arguments: [LuaExpression]) -> LuaKnown? {
    guard case .name("ipairs") = callee.kind, let list = arguments.first else { return nil }
    let found = readValue(list)
    guard case .records? = found else { return nil }
    return found
  }

  /// The result of a call of the host's API.
  private func result(of path: LuaPath, _ arguments: [LuaExpression]) -> LuaKnown? {
    if path == LuaPath(root: "grappe", names: ["document"]) { return .path(LuaPath(root: "doc")) }
    guard path.root == "grappe", path.names.count == 2 else { return nil }
    switch path.names[1] {
    case "get":
      // A list of ids gives a list of records.
      if case .table? = arguments.first.map(resolved)?.kind { return .records(path.names[0]) }
      return .record(path.names[0])
    case "add", "set", "first": return .record(path.names[0])
    case "find", "search": return .records(path.names[0])
    case "each": return .iterator(path.names[0])
    default: return nil
    }
  }

  private mutating func readArguments(of path: LuaPath, _ arguments: [LuaExpression]) {
    if path == LuaPath(root: "grappe", names: ["on"]), arguments.count > 1, case .string(let event) = arguments[0].kind,
      case .function(let function) = arguments[1].kind
    {
      texts.insert(ExactString(event))
      return read(function, giving: [Self.record(of: event)])
    }
    if path == LuaPath(root: "grappe", names: ["validate"]), arguments.count > 1, case .string(let entity) = arguments[0].kind,
      case .function(let function) = arguments[1].kind
    {
      let first = uses.count
      read(function, giving: [.record(entity), .record(entity)])
      return validatorUses.append(first..<uses.count)
    }
    for item in arguments { use(item) }
  }

  /// The record that the handler of an event such as `actor.created` gets; nil for an event of a plugin.
  private static func record(of event: String) -> LuaKnown? {
    let parts = event.split(separator: ".")
    return parts.count == 2 && !event.contains(":") ? .record(String(parts[0])) : nil
  }

  private mutating func call(_ name: String, of base: LuaExpression, with arguments: [LuaExpression], _ line: Int) {
    if let path = known(base)?.path {
      let called = path.root == "doc" ? path.appending(name) : path
      let manner: LuaUse.Manner = path.root == "doc" ? .called(arguments.map(resolved)) : .open
      uses.append(LuaUse(path: called, manner: manner, line: line, method: name, resolved: resolvedPositions(arguments)))
    }
    for item in arguments { use(item) }
  }

  private mutating func read(_ field: LuaField) {
    if case .expression(let key) = field.key { use(key) }
    use(field.value)
  }

  // MARK: Literals in variables

  /// The table literal that a variable holds, in its place; any other expression itself.
  private func resolved(_ expression: LuaExpression) -> LuaExpression {
    guard case .name(let name) = expression.kind, let scope = scopes.last(where: { $0[name] != nil }),
      case .table(let table)?? = scope[name]
    else { return expression }
    return table
  }

  private func resolvedPositions(_ arguments: [LuaExpression]) -> Set<Int> {
    Set(
      arguments.indices.filter { index in
        if case .name = arguments[index].kind, case .table = resolved(arguments[index]).kind { true } else { false }
      })
  }

  // MARK: Entries

  private static let entries = ["report", "command", "importer", "page", "card", "action", "form"]

  private func isEntry(_ path: LuaPath) -> Bool {
    path.root == "grappe" && path.names.count == 1 && Self.entries.contains(path.names[0])
  }

  /// The entries whose function gets a document, and only reads.
  private static let documents: Set = ["report", "page", "card"]

  /// Reads the declaration of an entry: the function of a report, a command or an importer gets the declared parameters, that of a page a
  /// request, that of a card a record.
  private mutating func readEntry(_ path: LuaPath, _ fields: [LuaField]) {
    let declared = parameterNames(fields)
    for field in fields {
      guard case .name(let name) = field.key, ["run", "submit"].contains(name), case .function(let function) = field.value.kind else {
        read(field)
        continue
      }
      let document: LuaKnown? = Self.documents.contains(path.names[0]) ? .path(LuaPath(root: "doc")) : nil
      let given: [LuaKnown?] = [declared.map(LuaKnown.parameters), document]
      let first = uses.count
      switch path.names[0] {
      case "importer": read(function, giving: [nil, given[0]])
      case "page": read(function, giving: [nil, given[1]])
      case "card", "action": read(function, giving: [record(of: fields), given[1]])
      case "form": read(function, giving: [formFields(fields).map(LuaKnown.parameters)])
      default: read(function, giving: given)
      }
      if Self.documents.contains(path.names[0]) { reportUses.append(first..<uses.count) }
    }
  }

  /// The record that a card or an action gets: one of the entity in `on`.
  private func record(of fields: [LuaField]) -> LuaKnown? {
    for field in fields {
      if case .name("on") = field.key, case .string(let entity) = field.value.kind { return .record(entity) }
    }
    return nil
  }

  /// The names of the fields of a form; nil where they are no literals.
  private func formFields(_ fields: [LuaField]) -> [String]? {
    for field in fields {
      guard case .name("fields") = field.key, case .table(let entries) = field.value.kind else { continue }
      let names = entries.map(Self.name)
      return names.contains(nil) ? nil : names.compactMap { $0 }
    }
    return nil
  }

  /// The text of `name` in a table literal.
  private static func name(of entry: LuaField) -> String? {
    guard case .table(let fields) = entry.value.kind else { return nil }
    for field in fields {
      if case .name("name") = field.key, case .string(let text) = field.value.kind { return text }
    }
    return nil
  }

  /// The names of the declared parameters; nil where they are no literal.
  private func parameterNames(_ fields: [LuaField]) -> [String]? {
    guard
      let declared = fields.first(where: { field in
        if case .name("params") = field.key { true } else { false }
      })
    else { return [] }
    guard case .table(let entries) = resolved(declared.value).kind else { return nil }
    var names: [String] = []
    for entry in entries {
      guard case .name(let name) = entry.key else { return nil }
      names.append(name)
    }
    return names
  }
}
