import Bundles
import LuaSyntax

/// A call of `require` with a literal name that means a module of another bundle.
package struct RequiredModule: Sendable, Hashable {
  package let name: SharedModuleName
  /// The file with the call, within the bundle.
  package let file: String
  /// Its line, counted from 1.
  package let line: Int
}

extension Bundles.Bundle {
  /// Returns the calls of `require` for modules of the bundles it depends on. Names that are put together at run time are not found, nor
  /// are those of files that do not compile.
  ///
  /// - Parameter isCounted: whether a file counts, by its name.
  func requiredModules(in isCounted: (String) -> Bool) -> [RequiredModule] {
    guard !manifest.dependencies.isEmpty else { return [] }
    return luaFiles.filter(isCounted).flatMap { file -> [RequiredModule] in
      guard let statements = LuaParser.parse(self[file] ?? []) else { return [] }
      return LuaReading(statements, isTest: false).modules.compactMap { text, line in
        SharedModuleName(text).map { RequiredModule(name: $0, file: file, line: line) }
      }.filter { manifest.dependencies[$0.name.bundle] != nil }
    }
  }
}
