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

  /// The result of one reload.
  public struct Outcome: Sendable {
    /// The number of problems that the check found.
    public var problems = 0
    /// The number of failed tests.
    public var failedTests = 0
    /// The error that ended the loading, the check or the tests; nil when none did.
    public var error: (any Error)?
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
  /// - Returns: the failures among the events, for the exit code.
  @discardableResult
  public func reload(_ changed: Set<String>? = nil, _ show: (Event) -> Void) async -> Outcome {
    var outcome = Outcome(error: await load(show))
    let check = PluginCheck(
      directory: folder.path, dependencies: dependencies, language: language, vocabulary: vocabulary)
    let checked = await Self.check(check, isLoaded: outcome.error == nil, in: language, show: show)
    outcome.problems = checked.problems
    var passed = 0
    if outcome.error == nil, let tests = running?.tests {
      do {
        try await tests.run(files: Self.testFiles(changed)) { result in
          if result.problem == nil { passed += 1 } else { outcome.failedTests += 1 }
          show(.tested(result))
        }
      } catch {
        outcome.error = error
        show(.failed(Self.message(of: error, language)))
      }
    }
    show(.done(passed: passed, failed: outcome.failedTests))
    outcome.error = outcome.error ?? checked.error
    return outcome
  }

  /// The codes in the data of the loaded version.
  private var vocabulary: @Sendable () async -> InstalledVocabulary? {
    let tests = running?.tests
    return { tests.flatMap { try? $0.vocabulary() } }
  }

  /// Returns the error of a version that does not load; nil for one that does.
  private func load(_ show: (Event) -> Void) async -> (any Error)? {
    let start = ContinuousClock.now
    do {
      let bundle = try Bundles.Bundle.reading(directory: folder.path)
      let isInstalled = try await take(bundle)
      show(.loaded(milliseconds: (.now - start) / .milliseconds(1), isInstalled: isInstalled))
      return nil
    } catch {
      show(.failed(Self.message(of: error, language)))
      return error
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
  ///
  /// - Returns: the number of problems, that failure included, and the error that ended the check.
  @discardableResult
  static func check(
    _ check: PluginCheck, isLoaded: Bool, in language: Language, show: (Event) -> Void
  ) async -> (problems: Int, error: (any Error)?) {
    do {
      let problems = try await check.run().filter { $0.severity == .problem }
      for finding in problems where isLoaded || !finding.isFailureToLoad { show(.found(finding)) }
      return (problems.count, nil)
    } catch {
      show(.failed(message(of: error, language)))
      return (0, error)
    }
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
