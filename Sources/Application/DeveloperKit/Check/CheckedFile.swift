import Engine
import Bundles
import Ecosystem
import Localization
import LuaSyntax

/// A Lua file of a plugin, read.
struct CheckedFile {
  /// The path within the plugin.
  let name: String
  let reading: LuaReading

  var isTest: Bool { name.hasPrefix("tests/") }

  /// A finding for each file that compiles and is nested too deeply to be looked over.
  static func tooDeep(in bundle: Bundles.Bundle) -> [CheckFinding] {
    bundle.luaFiles.compactMap { name in
      guard case .tooDeep(let line) = LuaParser.read(bundle[name] ?? []) else { return nil }
      return CheckFinding(
        code: "lua.depth", severity: .problem, file: name, line: line,
        text: LocalizedText(
          "engine.checked-file.lua-nested-too-deeply"))
    }
  }

  /// The files of a bundle that are Lua; those that do not compile are told elsewhere.
  static func all(of bundle: Bundles.Bundle) -> [CheckedFile] {
    bundle.luaFiles.compactMap { name in
      LuaParser.parse(bundle[name] ?? []).map {
        CheckedFile(name: name, reading: LuaReading($0, isTest: name.hasPrefix("tests/")))
      }
    }
  }
}
