/// Knowledge about the value of a local variable or an expression of a Lua text.
package enum LuaKnown {
  /// A part of the host's API or of a library of Lua.
  case path(LuaPath)
  /// One record of a collection, such as `actors`.
  case record(String)
  /// A list of records of a collection.
  case records(String)
  /// An iterator over records of a collection.
  case iterator(String)
  /// A table that the text writes as a literal.
  case table(LuaExpression)
  /// The parameters of an entry, by name.
  case parameters([String])
  /// A function that the text writes as a literal.
  case function(LuaFunction)

  var path: LuaPath? { if case .path(let path) = self { path } else { nil } }
}

/// The reading of a field of a record: `actor.name`.
package struct LuaFieldUse {
  /// The collection of the record.
  package var collection: String
  package var name: String
  package var line: Int
}

/// The reading of a parameter of an entry: `params.city`.
package struct LuaParameterUse {
  package var name: String
  /// The declared parameters.
  package var known: [String]
  package var line: Int
}
