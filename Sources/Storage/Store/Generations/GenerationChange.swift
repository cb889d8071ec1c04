/// The data change one generation made on behalf of one plugin.
public struct GenerationChange: Sendable, Hashable {
  let number: Int64
  /// The change in the journal; nil when no row was changed, or the change was pruned.
  let change: Int64?
  /// The generation that made the change.
  public var generation: Int
  /// The plugin.
  public var plugin: String
  /// The former version of the plugin; nil when it was not installed.
  public var before: InstalledPlugin?
  /// The new version of the plugin; nil when it was removed.
  public var after: InstalledPlugin?
}
