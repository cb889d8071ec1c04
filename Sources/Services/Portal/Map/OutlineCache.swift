import Engine
import Feeds
import Store
import Synchronization

/// The outlines of territories that the installed bundles bring, read again when other bundles are installed.
final class OutlineCache: Sendable {
  private let kept: Mutex<(generation: Int, outlines: TerritoryOutlines)?> = Mutex(nil)

  /// Returns the outlines of the present generation.
  /// - Throws: as `PluginHost.territoryOutlines`.
  func outlines(_ host: PluginHost) throws -> TerritoryOutlines {
    let generation = try host.generationNumber()
    if let kept = kept.withLock({ $0 }), kept.generation == generation { return kept.outlines }
    let outlines = try host.territoryOutlines()
    kept.withLock { $0 = (generation, outlines) }
    return outlines
  }
}

extension Portal {
  /// Returns the outlines of territories. A file of a bundle that cannot be read gives none: the page is shown without them.
  func outlines(for context: PageContext) throws -> TerritoryOutlines {
    do { return try outlineCache.outlines(try host(context.language)) } catch {
      report(error, of: context.request)
      return TerritoryOutlines()
    }
  }
}
