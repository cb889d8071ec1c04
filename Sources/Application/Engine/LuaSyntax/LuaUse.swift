/// Something of the host or of Lua's libraries that a text names: `grappe.actors.add`, `doc:heading`, `string.format`.
struct LuaPath: Hashable {
  /// `grappe`, `doc`, `t`, or a library's name.
  var root: String
  var names: [String] = []

  func appending(_ name: String) -> LuaPath { LuaPath(root: root, names: names + [name]) }
}

/// A use of such a path in a Lua text.
struct LuaUse {
  enum Manner {
    case called([LuaExpression])
    /// Read into a local variable, whose own uses follow.
    case named
    /// Handed on, or indexed with what only the run knows: anything may happen to it.
    case open
  }

  var path: LuaPath
  var manner: Manner
  /// Counted from 1.
  var line: Int

  var isOpen: Bool { if case .open = manner { true } else { false } }
}
