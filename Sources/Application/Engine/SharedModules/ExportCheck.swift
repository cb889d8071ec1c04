import Bundles

/// Checks the bundles of a future generation: each module of a dependency that the code requires by a literal name is exported.
struct ExportCheck {
  private let bundles: [String: Bundles.Bundle]

  /// - Parameter bundles: all bundles of the future generation.
  init(_ bundles: [Bundles.Bundle]) {
    self.bundles = Dictionary(bundles.map { ($0.manifest.name, $0) }) { _, last in last }
  }

  /// Checks the bundles that change and those that directly depend on one of them.
  ///
  /// - Parameter changed: the names of the bundles that the present generation has not, or not in this version.
  /// - Throws: `EngineError.moduleNotExported` for the first module that is missing, by bundle and file.
  func check(changed: Set<String>) throws {
    for (name, bundle) in bundles.sorted(by: { $0.key < $1.key }) {
      let isChanged = changed.contains(name)
      guard isChanged || !changed.isDisjoint(with: bundle.manifest.dependencies.keys) else { continue }
      // The migrations of an installed bundle have run; its tests run elsewhere.
      let required = bundle.requiredModules { file in
        !file.hasPrefix("tests/") && (isChanged || !file.hasPrefix("migrations/"))
      }
      for module in required { try check(module, of: bundle) }
    }
  }

  /// Returns the bundles whose code requires a module of another one by a literal name, sorted.
  func requirers(of exporter: Manifest) -> [String] {
    guard !exporter.exports.isEmpty else { return [] }
    return bundles.values.filter { bundle in
      bundle.manifest.dependencies[exporter.name] != nil
        && bundle.requiredModules { !$0.hasPrefix("tests/") }.contains { $0.name.bundle == exporter.name }
    }.map(\.manifest.name).sorted()
  }

  private func check(_ required: RequiredModule, of bundle: Bundles.Bundle) throws {
    guard let exporter = bundles[required.name.bundle]?.manifest else { return }
    if let module = ModuleName(required.name.module), exporter.exports.contains(module) { return }
    throw EngineError.moduleNotExported(
      module: required.name.module, exporter: "\(exporter.name) \(exporter.version)",
      requirer: "\(bundle.manifest.name) \(bundle.manifest.version)",
      place: "\(bundle.manifest.name)/\(required.file):\(required.line)")
  }
}

extension PluginHost {
  /// Checks the bundles of a future generation: each has its dependencies in versions of the ranges, and the modules it requires of them.
  ///
  /// - Parameter changed: the names of the bundles that the present generation has not, or not in this version.
  /// - Throws: `BundleError` for a dependency that is missing, incompatible or cyclic, `EngineError.moduleNotExported`.
  package func checkCompatibility(of bundles: [Bundles.Bundle], changed: Set<String>) throws {
    _ = try DependencyPlan(installed: bundles.map { .init($0.manifest) }, wanted: [])
    try ExportCheck(bundles).check(changed: changed)
  }
}
