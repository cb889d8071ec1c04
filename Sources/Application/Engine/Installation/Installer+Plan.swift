import Bundles
import Ecosystem
import Foundation
import Lua
import Sandbox
import Store

// Planning an installation: verify trust before parsing, verify the archive, compare versions, resolve dependencies, list the
// changes.

extension Installer {
  /// Reads the bundles at `paths`, packed files or plugins' folders, and plans their installation. Runs no code of them:
  /// `withContributions` finds their contributions, once their permissions are approved.
  ///
  /// - Parameters:
  ///   - trusted: ids that the admin trusts, beside those pinned in the workspace.
  ///   - isDowngradeAllowed: whether a lower version than the newest one ever installed may be installed.
  ///   - isUpgrade: whether only installed plugins may be given.
  /// - Throws: `BundleError` for a bundle that is not trusted or refused or a dependency that is missing,
  ///   `EngineError.downgrade`, `.sameVersionOtherContent`, `.givenTwice`, `.upgradeOfNothing`, `.moduleNotExported` for a module
  ///   of a dependency that a bundle, or an installed plugin that depends on one, requires in vain, and `.luaFailure` for Lua that
  ///   does not compile.
  public func plan(
    paths: [String], trusted: Set<BundleID> = [], isDowngradeAllowed: Bool = false, isUpgrade: Bool = false
  ) async throws -> InstallPlan {
    var policy = try workspace.trust.policy()
    for id in trusted { policy.pins.pin(id) }
    let candidates = try paths.map { try candidate($0, policy) }
    try refuseTwice(candidates)
    let present = try present()
    let installed = present.generations.first?.plugins ?? []
    try restoreDamaged(candidates, installed)
    let changes = try candidates.map { try change($0.bundle, present, isDowngradeAllowed: isDowngradeAllowed, isUpgrade: isUpgrade) }
    let (order, exports) = try compatible(candidates.map(\.bundle), installed)
    var steps: [InstallPlan.Step] = []
    for (candidate, change) in zip(candidates, changes) {
      let former = present.plugin(candidate.bundle.manifest.name)
      var step = try step(candidate, change, present: present, former: former)
      step.requirers = exports.requirers(of: candidate.bundle.manifest)
      steps.append(step)
    }
    return InstallPlan(steps: steps.sorted { order[$0.name, default: 0] < order[$1.name, default: 0] })
  }

  private typealias Candidate = (bundle: Bundles.Bundle, packed: [UInt8])

  /// The workspace's state, in one snapshot.
  private struct Present {
    /// The generations, newest first.
    var generations: [Generation]
    /// The number of the last migration that ran, by plugin.
    var dataVersions: [String: Int]

    func plugin(_ name: String) -> InstalledPlugin? { generations.first?.plugins.first { $0.name == name } }

    /// The highest version of the plugin in any generation.
    func newest(_ name: String) -> SemanticVersion? {
      generations.flatMap(\.plugins).filter { $0.name == name }.compactMap { SemanticVersion($0.version) }.max()
    }
  }

  private func present() throws -> Present {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let generations = try transaction.generations.all()
    let names = Set(generations.flatMap(\.plugins).map(\.name))
    var versions: [String: Int] = [:]
    for name in names { versions[name] = try transaction.registrations.pluginData(name)?.dataVersion }
    return Present(generations: generations, dataVersions: versions)
  }

  /// Reads the bundle at `path`: the trust of a packed file is verified before it is parsed; a folder is the admin's own.
  private func candidate(_ path: String, _ policy: TrustPolicy) throws -> Candidate {
    progress(.reading(name: URL(filePath: path).lastPathComponent))
    do throws(BundleError) {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        let bundle = try Bundles.Bundle.reading(directory: path)
        let packed = try bundle.packed()
        _ = try policy.decide(packed: packed, signature: nil, at: Date())
        return (bundle, packed)
      }
      let packed = try Bundles.Bundle.packedBytes(ofFile: path)
      let name = URL(filePath: path).lastPathComponent
      _ = try policy.decide(packed: packed, signature: signature(of: path), fileName: name, at: Date())
      return (try Bundles.Bundle.reading(packed: packed), packed)
    } catch {
      throw error.place == nil ? error.located(in: path) : error
    }
  }

  /// Reads the signature beside a bundle; nil when it is missing.
  private func signature(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path + ".sig").map { [UInt8]($0) }
  }

  private func refuseTwice(_ candidates: [Candidate]) throws {
    var names: Set<String> = []
    for name in candidates.map(\.bundle.manifest.name) where !names.insert(name).inserted {
      throw EngineError.givenTwice(name: name)
    }
  }

  /// Restores missing or altered blobs of installed bundles when the same bundle is given again.
  private func restoreDamaged(_ candidates: [Candidate], _ installed: [InstalledPlugin]) throws {
    let ids = Set(installed.map(\.bundleID))
    for candidate in candidates where ids.contains(candidate.bundle.id.description) {
      _ = try workspace.blobs.write(candidate.bundle.id, packed: candidate.packed)
    }
  }

  /// Checks that the bundles are compatible with each other and with the installed ones, and returns the order in which they load.
  private func compatible(
    _ wanted: [Bundles.Bundle], _ installed: [InstalledPlugin]
  ) throws -> (order: [String: Int], exports: ExportCheck) {
    let present = try installed.map { try host.bundle(of: $0) }
    let plan = try DependencyPlan(
      installed: present.map { DependencyPlan.Plugin($0.manifest) }, wanted: wanted.map { DependencyPlan.Plugin($0.manifest) })
    let exports = ExportCheck(present + wanted)
    try exports.check(changed: Set(wanted.map(\.manifest.name)))
    return (Dictionary(uniqueKeysWithValues: plan.order.enumerated().map { ($1.name, $0) }), exports)
  }

  /// Plans the replacement of the installed version by a bundle from the admin's own folder, without comparing versions.
  ///
  /// - Throws: `EngineError.luaFailure` for Lua that does not compile, `.blobDamaged` for a damaged installed bundle;
  ///   `BundleError` for a dependency that is missing, incompatible or cyclic; `StoreError` when the database cannot be read;
  ///   `SandboxError` when the system has no memory.
  package func developmentPlan(_ bundle: Bundles.Bundle, replacing installed: InstalledPlugin?) async throws -> InstallPlan {
    let present = try present()
    let others = (present.generations.first?.plugins ?? []).filter { $0.name != bundle.manifest.name }
    _ = try compatible([bundle], others)
    let change = installed.map { InstallPlan.Change.replaces(version: $0.version) } ?? .new
    return InstallPlan(steps: [try step((bundle, []), change, present: present, former: installed)])
  }

  private func change(
    _ bundle: Bundles.Bundle, _ present: Present, isDowngradeAllowed: Bool, isUpgrade: Bool
  ) throws -> InstallPlan.Change {
    let (name, offered) = (bundle.manifest.name, bundle.manifest.version)
    let current = present.plugin(name)
    if isUpgrade, current == nil { throw EngineError.upgradeOfNothing(name: name) }
    if current?.bundleID == bundle.id.description { return .unchanged }
    if current?.version == offered.description {
      throw EngineError.sameVersionOtherContent(name: name, version: offered.description)
    }
    if let newest = present.newest(name), offered < newest, !isDowngradeAllowed {
      throw EngineError.downgrade(name: name, installed: newest.description, offered: offered.description)
    }
    return current.map { .replaces(version: $0.version) } ?? .new
  }

  /// Adds to each step the contributions it adds and removes, found by running each `init.lua` in the sandbox. Call it only for
  /// a plan whose bundles are trusted and whose permissions are approved.
  ///
  /// - Throws: `EngineError.luaFailure` or `.stopped` when an `init.lua` fails, `.dependentFails` when that of an installed plugin fails
  ///   with the bundles of the plan and not without them.
  public func withContributions(_ plan: InstallPlan) async throws -> InstallPlan {
    var plan = plan
    for (index, step) in plan.steps.enumerated() where step.change != .unchanged {
      progress(.loading(plugin: step.name))
      // A former version that no longer loads counts as without contributions; the new one may repair it.
      let before = if let former = step.former { try? await host.contributions(of: former) } else { Contributions?.none }
      let after = try await host.contributions(of: step.bundle, sharing: try shared(with: step.bundle, in: plan))
      plan.steps[index].contributions = ContributionChanges(from: before, to: after)
    }
    try await refuseBroken(by: plan)
    return plan
  }

  /// Returns the modules that a bundle may require once the plan is applied.
  func shared(with bundle: Bundles.Bundle, in plan: InstallPlan) throws -> SharedModules {
    try SharedModules(for: bundle.manifest) { name in
      try plan.steps.first { $0.name == name }?.bundle ?? host.installedBundle(named: name)
    }
  }

  /// Refuses a plan with which an installed plugin fails to load that loads now: its code may run modules of the new bundles.
  private func refuseBroken(by plan: InstallPlan) async throws {
    let exporters = plan.changes.filter { !($0.former?.manifest.exports ?? []).isEmpty }.map(\.name)
    guard !exporters.isEmpty else { return }
    for plugin in try host.generation().plugins where !plan.steps.contains(where: { $0.name == plugin.name }) {
      let bundle = try host.bundle(of: plugin)
      let shared = try shared(with: bundle, in: plan)
      guard !shared.bundleIDs.keys.filter(exporters.contains).isEmpty else { continue }
      do { _ = try await host.contributions(of: bundle, sharing: shared) } catch let error as EngineError {
        // The plan does not break a plugin that is broken already, and may repair it.
        guard (try? await host.contributions(of: bundle)) != nil else { continue }
        throw EngineError.dependentFails(name: "\(plugin.name) \(plugin.version)", reason: error)
      }
    }
  }

  private func step(
    _ candidate: Candidate, _ change: InstallPlan.Change, present: Present, former installed: InstalledPlugin?
  ) throws -> InstallPlan.Step {
    let (bundle, name) = (candidate.bundle, candidate.bundle.manifest.name)
    let former = try installed.map { try host.bundle(of: $0) }
    if change != .unchanged { try bundle.checkSyntax() }
    return InstallPlan.Step(
      bundle: bundle, change: change,
      requests: ManifestChanges(
        from: former?.manifest, to: bundle.manifest, dataVersion: present.dataVersions[name]),
      contributions: nil, dataVersion: present.dataVersions[name] ?? 0, packed: candidate.packed, former: former)
  }
}

extension Bundles.Bundle {
  /// The names of the Lua files.
  package var luaFiles: [String] { names.filter { $0.hasSuffix(".lua") } }

  /// Compiles every Lua file without running it.
  ///
  /// - Throws: `EngineError.luaFailure` for the first that does not compile.
  func checkSyntax() throws {
    if let (file, failure) = try syntaxErrors(stopsAtFirst: true).first {
      throw EngineError.luaFailure(place: "\(manifest.name)/\(file)", failure: failure)
    }
  }

  /// Returns the Lua files that do not compile, with Lua's message.
  ///
  /// - Throws: `SandboxError` when the system has no memory.
  package func syntaxErrors(stopsAtFirst: Bool = false) throws -> [(file: String, failure: LuaFailure)] {
    let sandbox = try Sandbox(SandboxConfiguration(name: manifest.name))
    defer { sandbox.close() }
    var errors: [(String, LuaFailure)] = []
    for file in luaFiles {
      do throws(SandboxError) {
        _ = try sandbox.load(source: self[file] ?? [], chunkName: "\(manifest.name)/\(file)")
      } catch {
        errors.append((file, error.cause))
        if stopsAtFirst { break }
      }
    }
    return errors
  }
}
