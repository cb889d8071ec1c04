import Bundles
import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Reports uses of globals and bundle files that do not exist.
struct NameCheck {
  private let bundle: Bundles.Bundle
  private let files: [CheckedFile]
  /// Globals that at least one file of the plugin assigns.
  private let written: Set<String>

  init(_ bundle: Bundles.Bundle, _ files: [CheckedFile]) {
    self.bundle = bundle
    self.files = files
    written = Set(files.flatMap { $0.reading.globalsWritten.map(\.name) })
  }

  func findings() -> [CheckFinding] {
    files.flatMap { undefined($0) + writtenGlobals($0) + bundleFiles($0) }
  }

  private func undefined(_ file: CheckedFile) -> [CheckFinding] {
    let known = LuaGlobals.names.union(LuaGlobals.libraries.keys).union(["grappe"]).union(file.isTest ? ["test"] : [])
    var seen: Set<String> = []
    return file.reading.globalsRead.compactMap { name, line in
      guard !known.contains(name), !written.contains(name), seen.insert(name).inserted else { return nil }
      return CheckFinding(
        unknown: LocalizedText("engine.name-check.variable", ["name": name]), name,
        among: Array(known),
        code: "lua.undefined", file: file.name, line: line)
    }
  }

  private func writtenGlobals(_ file: CheckedFile) -> [CheckFinding] {
    file.reading.globalsWritten.map { name, line in
      CheckFinding(
        code: "lua.global", severity: .note, file: file.name, line: line,
        text: LocalizedText(
          "engine.name-check.global-variable-write-local", ["name": name]))
    }
  }

  private func bundleFiles(_ file: CheckedFile) -> [CheckFinding] {
    guard !file.isTest else { return [] }
    return file.reading.uses.compactMap { use in
      guard use.path.names == ["bundle", "read"], use.path.root == "grappe", case .called(let arguments) = use.manner,
        case .string(let path)? = arguments.first?.kind, bundle[path] == nil
      else { return nil }
      return CheckFinding(
        unknown: LocalizedText("engine.name-check.file-bundle", ["path": path]), path,
        among: bundle.names, code: "bundle.file", file: file.name, line: use.line)
    }
  }
}
