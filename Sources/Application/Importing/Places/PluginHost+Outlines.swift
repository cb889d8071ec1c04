import Engine
import Feeds

extension PluginHost {
  /// Returns the outlines of territories that the installed plugins bring, in the order of the plugins.
  ///
  /// - Throws: `FeedProblem` and `JSONProblem` for a file that is no collection of outlines; `EngineError.blobDamaged`; `StoreError`.
  public func territoryOutlines() throws -> TerritoryOutlines {
    var outlines = TerritoryOutlines()
    for file in try self.outlines() { try outlines.add(parsing: file.text) }
    return outlines
  }
}
