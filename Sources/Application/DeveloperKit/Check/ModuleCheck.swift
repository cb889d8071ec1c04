import TOML
import Bundles
import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Reports calls of `require` for modules that do not exist or that the plugin may not have, and dependencies without use.
struct ModuleCheck {
  private let bundle: Bundles.Bundle
  private let files: [CheckedFile]
  private let dependencies: [String: Bundles.Bundle]
  private let manifest: TOMLDocument?

  /// - Parameter dependencies: the dependencies that were found, by name.
  init(_ bundle: Bundles.Bundle, _ files: [CheckedFile], dependencies: [String: Bundles.Bundle]) {
    self.bundle = bundle
    self.files = files
    self.dependencies = dependencies
    manifest = try? TOMLDocument(reading: bundle["plugin.toml"] ?? [], file: "plugin.toml")
  }

  func findings() -> [CheckFinding] {
    files.flatMap { file in file.reading.modules.compactMap { finding($0.name, in: file.name, line: $0.line) } } + notFound() + stale()
      + unused()
  }

  /// The dependencies that code requires modules of, and that were not found.
  var missing: [String] {
    let names = files.flatMap(\.reading.modules).compactMap { SharedModuleName($0.name) }.filter { ModuleName($0.module) != nil }
    return bundle.manifest.dependencies.keys.sorted().filter { name in
      dependencies[name] == nil && names.contains { $0.bundle == name }
    }
  }

  // MARK: Modules

  private var ownModules: [String] { bundle.luaFiles.compactMap { ModuleName(path: $0)?.text } }

  private func finding(_ name: String, in file: String, line: Int) -> CheckFinding? {
    guard let shared = SharedModuleName(name) else { return unknown(name, name, in: file, line: line) }
    if shared.bundle == bundle.manifest.name { return unknown(name, shared.module, in: file, line: line) }
    guard bundle.manifest.dependencies[shared.bundle] != nil else {
      guard ModuleName(shared.module) != nil else { return unknown(name, name, in: file, line: line) }
      return problem("module.undeclared", id: "undeclared", arguments: ["name": name, "bundle": shared.bundle], in: file, line: line)
    }
    guard let exporter = dependencies[shared.bundle]?.manifest else { return nil }
    if let module = ModuleName(shared.module), exporter.exports.contains(module) { return nil }
    return notExported(shared, exporter, in: file, line: line)
  }

  private func unknown(_ name: String, _ module: String, in file: String, line: Int) -> CheckFinding? {
    guard !ownModules.contains(module) else { return nil }
    let shared = bundle.manifest.dependencies.keys.compactMap { dependencies[$0]?.manifest }
      .flatMap { manifest in manifest.exports.map { "\(manifest.name).\($0)" } }
    return CheckFinding(
      unknown: LocalizedText("engine.name-check.module", ["name": name]), name, among: ownModules + shared,
      code: "lua.module", file: file, line: line)
  }

  private func notExported(_ name: SharedModuleName, _ exporter: Manifest, in file: String, line: Int) -> CheckFinding {
    let path = ModuleName(name.module)?.path
    let isThere = path.map { dependencies[exporter.name]?[$0] != nil } ?? false
    guard isThere || exporter.exports.isEmpty else {
      let full = "\(name.bundle).\(name.module)"
      return CheckFinding(
        unknown: LocalizedText("engine.name-check.module", ["name": full]), full,
        among: exporter.exports.map { "\(exporter.name).\($0)" }, code: "module.not-exported", file: file, line: line)
    }
    return problem(
      "module.not-exported", id: "not-exported",
      arguments: ["name": name.module, "bundle": exporter.name, "version": exporter.version.description], in: file, line: line)
  }

  private func problem(
    _ code: String, id: String, arguments: [String: any ArgumentConvertible], in file: String, line: Int
  ) -> CheckFinding {
    CheckFinding(
      code: code, severity: .problem, file: file, line: line, text: LocalizedText("engine.module-check.\(id)", arguments))
  }

  // MARK: Dependencies

  /// Reports dependencies whose found version lies outside of the range.
  private func stale() -> [CheckFinding] {
    bundle.manifest.dependencies.sorted { $0.key < $1.key }.compactMap { name, range in
      guard let found = dependencies[name]?.manifest.version, !range.contains(found) else { return nil }
      return CheckFinding(
        code: "dependency.range", severity: .problem, file: "plugin.toml", line: manifest?.line(of: ["dependencies", name]),
        text: LocalizedText("engine.module-check.range", ["name": name, "range": range.text, "found": "\(found)"]))
    }
  }

  private func notFound() -> [CheckFinding] { missing.map { note("dependency.not-found", id: "not-found", of: $0) } }

  /// Reports dependencies that certainly have no use: they bring no data, they export modules, and no text of the code begins with their
  /// name as the names of modules, events, fields and commands do.
  private func unused() -> [CheckFinding] {
    let texts = files.reduce(into: Set<String>()) { $0.formUnion($1.reading.texts.map(\.string)) }
    return bundle.manifest.dependencies.keys.sorted().compactMap { name in
      guard let manifest = dependencies[name]?.manifest, manifest.dataSchema == 0, !manifest.exports.isEmpty,
        !texts.contains(where: { $0.hasPrefix("\(name).") || $0.hasPrefix("\(name):") || $0 == name })
      else { return nil }
      return note("dependency.unused", id: "unused", of: name)
    }
  }

  private func note(_ code: String, id: String, of name: String) -> CheckFinding {
    CheckFinding(
      code: code, severity: .note, file: "plugin.toml", line: manifest?.line(of: ["dependencies", name]),
      text: LocalizedText("engine.module-check.\(id)", ["name": name]))
  }
}
