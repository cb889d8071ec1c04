import Bundles
import Ecosystem
import Engine
import Foundation

/// Runs a plugin's folder in a workspace while it is developed: activates it, again after every change, until `close` restores
/// the version installed before.
public final class WorkspaceDevelopment {
  private let folder: URL
  private let host: PluginHost
  private let approve: (InstallPlan) throws -> Void
  /// Nil until the folder is valid and approved for the first time.
  private var generation: DevelopmentGeneration?
  private var wasPlaced = false

  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - host: the host of the workspace.
  ///   - approve: called once, before the first activation; throws when the admin refuses.
  public init(folder: URL, host: PluginHost, approve: @escaping (InstallPlan) throws -> Void) {
    (self.folder, self.host, self.approve) = (folder, host, approve)
  }

  /// Activates the folder's present content and checks it. When it does not load, reports that, and the version before stays
  /// active.
  ///
  /// - Throws: errors of `approve`, and `EngineError.developedElsewhere`.
  public func reload(_ show: (DevelopmentRun.Event) -> Void) async throws {
    let isPlaced = try await place(show)
    let dependencies = DependencySource(workspace: host.workspace)
    let host = host
    let check = PluginCheck(directory: folder.path, dependencies: dependencies, language: host.language) {
      try? InstalledVocabulary(of: host)
    }
    await DevelopmentRun.check(check, isLoaded: isPlaced, in: host.language, show: show)
    show(.done(passed: 0, failed: 0))
  }

  private func place(_ show: (DevelopmentRun.Event) -> Void) async throws -> Bool {
    let start = ContinuousClock.now
    do {
      let bundle = try Bundles.Bundle.reading(directory: folder.path)
      // The check reports the errors, each with its line.
      guard try bundle.syntaxErrors(stopsAtFirst: true).isEmpty else { return false }
      if generation == nil { generation = try await begin(bundle) }
      guard let placement = try await generation?.put(bundle) else { return false }
      wasPlaced = true
      show(.placed(milliseconds: (.now - start) / .milliseconds(1), placement))
      return true
    } catch let refusal as Refusal {
      throw refusal.cause
    } catch {
      show(.failed(DevelopmentRun.message(of: error, host.language)))
      return false
    }
  }

  /// An error that prevents the development from starting.
  private struct Refusal: Error { var cause: any Error }

  private func begin(_ bundle: Bundles.Bundle) async throws -> DevelopmentGeneration {
    let generation: DevelopmentGeneration
    do { generation = try DevelopmentGeneration(of: bundle, host: host) } catch { throw Refusal(cause: error) }
    let plan = try await generation.plan(bundle)
    do { try approve(plan) } catch { throw Refusal(cause: error) }
    return generation
  }

  /// Restores the version installed before; shows nothing when no version was activated.
  ///
  /// - Throws: as `DevelopmentGeneration.withdraw`.
  /// - Returns: whether the data was restored, too.
  public func close(_ show: (DevelopmentRun.Event) -> Void) async throws -> Bool {
    guard wasPlaced, let withdrawal = try await generation?.withdraw() else { return true }
    show(.withdrawn(withdrawal))
    return withdrawal.obstacle == nil
  }
}
