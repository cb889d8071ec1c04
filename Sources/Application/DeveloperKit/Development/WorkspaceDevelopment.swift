import Engine
import Bundles
import Ecosystem
import Foundation

/// A plugin's folder that runs in a workspace while it is written: it is put into place, and again after every change, until `close`
/// brings back what was installed before.
public final class WorkspaceDevelopment {
  private let folder: URL
  private let host: PluginHost
  private let approve: (InstallPlan) throws -> Void
  /// Nil as long as the folder was never in order, or not approved.
  private var generation: DevelopmentGeneration?
  private var wasPlaced = false

  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - host: of the workspace.
  ///   - approve: asked once, before anything is put into place; throws where the admin says no.
  public init(folder: URL, host: PluginHost, approve: @escaping (InstallPlan) throws -> Void) {
    (self.folder, self.host, self.approve) = (folder, host, approve)
  }

  /// Puts the folder as it is into place and looks it over. What does not load is told, and the version before runs on.
  ///
  /// - Throws: what `approve` throws, and `EngineError.developedElsewhere`.
  public func reload(_ show: (DevelopmentRun.Event) -> Void) async throws {
    let isPlaced = try await place(show)
    await DevelopmentRun.check(folder, isPlaced, host.language, show)
    show(.done(passed: 0, failed: 0))
  }

  private func place(_ show: (DevelopmentRun.Event) -> Void) async throws -> Bool {
    let start = ContinuousClock.now
    do {
      let bundle = try Bundles.Bundle.reading(directory: folder.path)
      // The look over the folder tells them, each with its line.
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

  /// Why the development does not begin at all.
  private struct Refusal: Error { var cause: any Error }

  private func begin(_ bundle: Bundles.Bundle) async throws -> DevelopmentGeneration {
    let generation: DevelopmentGeneration
    do { generation = try DevelopmentGeneration(of: bundle, host: host) } catch { throw Refusal(cause: error) }
    let plan = try await generation.plan(bundle)
    do { try approve(plan) } catch { throw Refusal(cause: error) }
    return generation
  }

  /// Brings back what was installed before; shows nothing where nothing was put into place.
  ///
  /// - Throws: as `DevelopmentGeneration.withdraw`.
  /// - Returns: whether the data is as it was before, too.
  public func close(_ show: (DevelopmentRun.Event) -> Void) async throws -> Bool {
    guard wasPlaced, let withdrawal = try await generation?.withdraw() else { return true }
    show(.withdrawn(withdrawal))
    return withdrawal.obstacle == nil
  }
}
