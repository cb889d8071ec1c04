extension LuaStatement {
  /// Every statement of a text, those of functions and blocks within others included, in no particular order.
  package static func all(in block: [LuaStatement]) -> [LuaStatement] {
    block + block.flatMap { all(in: $0.inner) }
  }

  /// The statements directly within this one.
  private var inner: [LuaStatement] {
    switch kind {
    case .local(_, let values), .returning(let values): values.flatMap(\.inner)
    case .localFunction(_, let function): function.body
    case .functionDefinition(let target, let function): target.inner + function.body
    case .assignment(let targets, let values): (targets + values).flatMap(\.inner)
    case .call(let expression): expression.inner
    case .block(let body): body
    case .whileLoop(let test, let body), .repeatLoop(let body, let test): test.inner + body
    case .condition(let branches, let otherwise): branches.flatMap { $0.test.inner + $0.body } + otherwise
    case .forLoop(_, let values, let body): values.flatMap(\.inner) + body
    case .jump, .label: []
    }
  }
}

extension LuaExpression {
  /// The statements of the functions written in the expression.
  fileprivate var inner: [LuaStatement] {
    switch kind {
    case .name, .string, .constant: []
    case .index(let base, let key): base.inner + key.inner
    case .call(let callee, let arguments): callee.inner + arguments.flatMap(\.inner)
    case .method(let base, _, let arguments): base.inner + arguments.flatMap(\.inner)
    case .function(let function): function.body
    case .table(let fields): fields.flatMap { $0.keyExpression.inner + $0.value.inner }
    case .operation(let operands): operands.flatMap(\.inner)
    }
  }
}

extension LuaField {
  fileprivate var keyExpression: LuaExpression {
    if case .expression(let key) = key { key } else { LuaExpression(kind: .constant, line: line) }
  }
}
