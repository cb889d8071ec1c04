import Bundles
import Ecosystem
import Engine
import Localization
import LuaSyntax

/// A parsed Lua file of a plugin.
struct CheckedFile {
  /// The path within the plugin.
  let name: String
  let reading: LuaReading

  var isTest: Bool { name.hasPrefix("tests/") }

  /// Returns a finding for each file that compiles and is nested too deeply to be checked.
  static func tooDeep(in bundle: Bundles.Bundle) -> [CheckFinding] {
    bundle.luaFiles.compactMap { name in
      guard case .tooDeep(let line) = LuaParser.read(bundle[name] ?? []) else { return nil }
      return CheckFinding(
        code: "lua.depth", severity: .problem, file: name, line: line,
        text: LocalizedText(
          "engine.checked-file.lua-nested-too-deeply"))
    }
  }

  /// The Lua files of a bundle that compile; syntax errors are reported elsewhere.
  static func all(of bundle: Bundles.Bundle) -> [CheckedFile] {
    bundle.luaFiles.compactMap { name in
      LuaParser.parse(bundle[name] ?? []).map {
        CheckedFile(name: name, reading: LuaReading($0, isTest: name.hasPrefix("tests/")))
      }
    }
  }
}
