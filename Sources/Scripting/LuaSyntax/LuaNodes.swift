/// An expression of a Lua text and the line it begins in.
package struct LuaExpression {
  package indirect enum Kind {
    case name(String)
    case string(String)
    /// nil, true, false, a number, `...`.
    case constant
    case index(LuaExpression, LuaExpression)
    case call(LuaExpression, [LuaExpression])
    case method(LuaExpression, String, [LuaExpression])
    case function(LuaFunction)
    case table([LuaField])
    /// The operands of one operator, or of several in a row.
    case operation([LuaExpression])
  }

  package var kind: Kind
  /// Counted from 1.
  package var line: Int
}

/// The parameters and body of a function.
package struct LuaFunction {
  package var parameters: [String]
  package var body: [LuaStatement]
}

/// One entry of a table constructor.
package struct LuaField {
  package enum Key {
    case position
    /// `name =` or `["name"] =`.
    case name(String)
    case expression(LuaExpression)
  }

  package var key: Key
  package var value: LuaExpression
  package var line: Int
}

/// A statement of a Lua text, the line it begins in and where, in bytes from the beginning of the text.
package struct LuaStatement {
  package enum Kind {
    case local([String], [LuaExpression])
    case localFunction(String, LuaFunction)
    case assignment([LuaExpression], [LuaExpression])
    /// `function a.b:c() … end`.
    case functionDefinition(LuaExpression, LuaFunction)
    case call(LuaExpression)
    case block([LuaStatement])
    case whileLoop(LuaExpression, [LuaStatement])
    case repeatLoop([LuaStatement], LuaExpression)
    case condition([(test: LuaExpression, body: [LuaStatement])], otherwise: [LuaStatement])
    /// A numeric or generic loop.
    case forLoop([String], [LuaExpression], [LuaStatement])
    case returning([LuaExpression])
    /// `break`, `goto`, and the empty statement.
    case jump
    case label
  }

  package var kind: Kind
  /// Counted from 1.
  package var line: Int
  package var offset: Int
}
