import Bundles
import Ecosystem
import Engine
import Foundation
import Localization

/// Runs a plugin under development: loads its folder, unsigned, into a throw-away workspace, and reloads it after every change.
/// Does not touch the data of any other workspace.
public final class DevelopmentRun {
  /// A step of a reload, to be shown.
  public enum Event: Sendable {
    /// The plugin's present version is loaded; `isInstalled` when its data was rebuilt as well.
    case loaded(milliseconds: Double, isInstalled: Bool)
    /// The plugin's present version is active in the workspace.
    case placed(milliseconds: Double, DevelopmentGeneration.Placement)
    /// The version installed before is active again.
    case withdrawn(DevelopmentGeneration.Withdrawal)
    /// The plugin does not load; the version before stays active.
    case failed(String)
    case found(CheckFinding)
    case tested(PluginTestRun.Result)
    /// The check and the tests are finished.
    case done(passed: Int, failed: Int)
  }

  private let folder: URL
  private let dependencies: DependencySource
  private let language: Language
  private var running: (tests: PluginTestRun, bundle: Bundles.Bundle, fields: [String])?

  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - dependencies: the source of the plugins it depends on.
  public init(folder: URL, dependencies: DependencySource, language: Language) {
    self.folder = folder
    self.dependencies = dependencies
    self.language = language
  }

  /// Removes the workspace.
  public func close() { running?.tests.close() }

  /// Loads the folder's present content, checks it and runs its tests: those of the changed files, or all tests when any other
  /// file changed.
  ///
  /// - Parameter changed: the changed paths; nil for the first time.
  public func reload(_ changed: Set<String>? = nil, _ show: (Event) -> Void) async {
    let isLoaded = await load(show)
    await Self.check(PluginCheck(directory: folder.path, dependencies: dependencies), isLoaded: isLoaded, in: language, show: show)
    var counts = (passed: 0, failed: 0)
    if isLoaded, let tests = running?.tests {
      do {
        try await tests.run(files: Self.testFiles(changed)) { result in
          if result.problem == nil { counts.passed += 1 } else { counts.failed += 1 }
          show(.tested(result))
        }
      } catch { show(.failed(Self.message(of: error, language))) }
    }
    show(.done(passed: counts.passed, failed: counts.failed))
  }

  private func load(_ show: (Event) -> Void) async -> Bool {
    let start = ContinuousClock.now
    do {
      let bundle = try Bundles.Bundle.reading(directory: folder.path)
      let isInstalled = try await take(bundle)
      show(.loaded(milliseconds: (.now - start) / .milliseconds(1), isInstalled: isInstalled))
      return true
    } catch {
      show(.failed(Self.message(of: error, language)))
      return false
    }
  }

  /// Replaces the bundle; when a file that its data depends on has changed, rebuilds the workspace.
  private func take(_ bundle: Bundles.Bundle) async throws -> Bool {
    if let before = running, before.bundle.data == bundle.data {
      let tests = before.tests.with(bundle)
      let fields = try await tests.contributions().fields
      if fields == before.fields {
        running = (tests, bundle, fields)
        return false
      }
    }
    let tests = try await PluginTestRun(folder: folder, dependencies: dependencies, language: language)
    running?.tests.close()
    running = (tests, bundle, try await tests.contributions().fields)
    return true
  }

  /// Reports the findings of the check; for a plugin that did not load, its failure has been reported already.
  static func check(_ check: PluginCheck, isLoaded: Bool, in language: Language, show: (Event) -> Void) async {
    do {
      for finding in try await check.run() where finding.severity == .problem {
        if isLoaded || !finding.isFailureToLoad { show(.found(finding)) }
      }
    } catch { show(.failed(message(of: error, language))) }
  }

  private static func testFiles(_ changed: Set<String>?) -> Set<String>? {
    guard let changed, !changed.isEmpty, changed.allSatisfy({ $0.hasPrefix("tests/") }) else { return nil }
    return changed
  }

  static func message(of error: any Error, _ language: Language) -> String {
    ErrorSentence.of(error, in: language)
  }
}

extension Bundles.Bundle {
  /// The files that a workspace's data depends on: the manifest, the migrations and the files they read.
  var data: [String: [UInt8]] {
    var data: [String: [UInt8]] = [:]
    for name in names where name == "plugin.toml" || name.hasPrefix("migrations/") || name.hasPrefix("data/") {
      data[name] = self[name].map(Array.init)
    }
    return data
  }
}
