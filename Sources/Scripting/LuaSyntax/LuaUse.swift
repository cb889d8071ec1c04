/// Something of the host or of Lua's libraries that a text names: `grappe.actors.add`, `doc:heading`, `string.format`.
package struct LuaPath: Hashable {
  /// `grappe`, `doc`, `t`, or a library's name.
  package var root: String
  package var names: [String] = []

  package init(root: String, names: [String] = []) {
    self.root = root
    self.names = names
  }

  package func appending(_ name: String) -> LuaPath { LuaPath(root: root, names: names + [name]) }
}

/// A use of such a path in a Lua text.
package struct LuaUse {
  package enum Manner {
    /// Called with arguments; a variable that holds a table literal is replaced by it.
    case called([LuaExpression])
    /// Read into a local variable, whose own uses follow.
    case named
    /// Passed on, or indexed with a value known only at run time: any use of it is possible.
    case open
  }

  package var path: LuaPath
  package var manner: Manner
  /// Counted from 1.
  package var line: Int
  /// The name behind a colon, where the use is a call of a method; nil otherwise.
  package var method: String?
  /// The positions of the arguments that stand for a variable: the text may have changed the table since.
  package var resolved: Set<Int> = []

  package var isOpen: Bool { if case .open = manner { true } else { false } }
}
