import Bundles

/// A Lua file of a plugin, read.
struct CheckedFile {
  /// The path within the plugin.
  let name: String
  let reading: LuaReading

  var isTest: Bool { name.hasPrefix("tests/") }

  /// The files of a bundle that are Lua; those that do not compile are told elsewhere.
  static func all(of bundle: Bundles.Bundle) -> [CheckedFile] {
    bundle.luaFiles.compactMap { name in
      LuaParser.parse(bundle[name] ?? []).map {
        CheckedFile(name: name, reading: LuaReading($0, isTest: name.hasPrefix("tests/")))
      }
    }
  }
}
