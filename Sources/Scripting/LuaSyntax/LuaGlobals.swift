/// The globals of the sandbox, and the entries of its libraries: those of Lua 5.4 as Debian builds it, with the older names of
/// math. A test compares them with the sandbox.
package enum LuaGlobals {
  /// Functions and values.
  package static let names: Set<String> = [
    "_G", "_VERSION", "assert", "collectgarbage", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall",
    "print", "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring",
    "type",
    "warn", "xpcall",
  ]

  /// The libraries and their entries.
  package static let libraries: [String: Set<String>] = [
    "coroutine": ["close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield"],
    "math": [
      "abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "cosh", "deg", "exp", "floor", "fmod", "frexp", "huge",
      "ldexp", "log", "log10", "max", "maxinteger", "min", "mininteger", "modf", "pi", "pow", "rad", "random",
      "randomseed", "sin", "sinh", "sqrt", "tan", "tanh", "tointeger", "type", "ult",
    ],
    "os": ["clock", "date", "difftime", "time"],
    "string": [
      "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep", "reverse",
      "sub", "unpack", "upper",
    ],
    "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
    "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
  ]
}
