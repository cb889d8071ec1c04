import Engine
import Bundles
import Ecosystem
import Foundation

/// A plugin under development: its folder is loaded, unsigned, into a workspace of its own, and again after every change. The
/// data of any other workspace is not touched.
public final class DevelopmentRun {
  /// What there is to see after a change.
  public enum Event: Sendable {
    /// The plugin runs as it now is; `isInstalled` when its data was made anew as well.
    case loaded(milliseconds: Double, isInstalled: Bool)
    /// It runs in the workspace as it now is.
    case placed(milliseconds: Double, DevelopmentGeneration.Placement)
    /// What the workspace had before is back.
    case withdrawn(DevelopmentGeneration.Withdrawal)
    /// It does not; the version before runs on.
    case failed(String)
    case found(CheckFinding)
    case tested(PluginTestRun.Result)
    /// All has been looked at.
    case done(passed: Int, failed: Int)
  }

  private let folder: URL
  private let dependencies: DependencySource
  private let language: Language
  private var running: (tests: PluginTestRun, bundle: Bundles.Bundle, fields: [String])?

  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - dependencies: where the plugins it depends on are found.
  public init(folder: URL, dependencies: DependencySource, language: Language) {
    self.folder = folder
    self.dependencies = dependencies
    self.language = language
  }

  /// Removes the workspace.
  public func close() { running?.tests.close() }

  /// Loads the folder as it is, looks it over and runs its tests: those of the files that changed, or all when anything
  /// beside tests did.
  ///
  /// - Parameter changed: the paths that changed; nil for the first time.
  public func reload(_ changed: Set<String>? = nil, _ show: (Event) -> Void) async {
    let isLoaded = await load(show)
    await Self.check(folder, isLoaded, language, show)
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

  /// Puts the bundle in place of the one before; where what makes the data has changed, the workspace is made anew.
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

  /// Tells what the check finds; of a plugin that did not load, its failure has been told already.
  static func check(_ folder: URL, _ isLoaded: Bool, _ language: Language, _ show: (Event) -> Void) async {
    do {
      for finding in try await PluginCheck(directory: folder.path).run() where finding.severity == .problem {
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
  /// The files that a workspace's data is made of: the manifest, the migrations and what they read.
  var data: [String: [UInt8]] {
    var data: [String: [UInt8]] = [:]
    for name in names where name == "plugin.toml" || name.hasPrefix("migrations/") || name.hasPrefix("data/") {
      data[name] = self[name].map(Array.init)
    }
    return data
  }
}
