import Bundles
import Engine
import Foundation
import LuaSyntax

/// The dependencies of a checked plugin, and the files of theirs that its code requires, directly or through others.
struct SharedFiles {
  /// The dependencies that were found, by name, and theirs.
  private(set) var bundles: [String: Bundles.Bundle] = [:]
  /// The required files; each name begins with its bundle's, as in `europe/lib/rows.lua`.
  private(set) var files: [CheckedFile] = []
  /// The findings for dependencies whose folder is no valid plugin.
  private(set) var findings: [CheckFinding] = []

  /// - Parameters:
  ///   - files: the plugin's own files.
  ///   - find: returns the dependency of a name; nil when there is none.
  /// - Throws: an error of `find`, except that a `BundleError` becomes a finding.
  init(_ bundle: Bundles.Bundle, _ files: [CheckedFile], _ find: (String) throws -> Bundles.Bundle?) throws {
    var wanted = bundle.manifest.dependencies.keys.sorted()
    while let name = wanted.popLast() {
      guard name != bundle.manifest.name, bundles[name] == nil else { continue }
      do {
        guard let found = try find(name) else { continue }
        bundles[name] = found
        wanted += found.manifest.dependencies.keys.sorted()
      } catch let error as BundleError {
        findings.append(CheckFinding(error))
      }
    }
    follow(files.flatMap { $0.reading.modules.map(\.name) }, of: bundle.manifest)
  }

  /// Reads the exported modules among the names, and those that they require.
  private mutating func follow(_ names: [String], of caller: Manifest) {
    for name in names {
      guard let shared = SharedModuleName(name), shared.bundle != caller.name, caller.dependencies[shared.bundle] != nil,
        let exporter = bundles[shared.bundle], let module = ModuleName(shared.module), exporter.manifest.exports.contains(module)
      else { continue }
      read(module, of: exporter)
    }
  }

  private mutating func read(_ module: ModuleName, of bundle: Bundles.Bundle) {
    let name = "\(bundle.manifest.name)/\(module.path)"
    guard !files.contains(where: { $0.name == name }), let statements = LuaParser.parse(bundle[module.path] ?? []) else { return }
    let file = CheckedFile(name: name, reading: LuaReading(statements, isTest: false))
    files.append(file)
    let names = file.reading.modules.map(\.name)
    for own in names.compactMap({ ModuleName($0) }) where bundle[own.path] != nil { read(own, of: bundle) }
    follow(names, of: bundle.manifest)
  }
}
