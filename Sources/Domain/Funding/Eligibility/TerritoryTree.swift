import Ecosystem

/// Which place lies in which, for facts about places.
public struct TerritoryTree: Sendable {
  private let parents: ExactDictionary<String>

  /// A tree of places, each with the one it lies in.
  public init(parents: ExactDictionary<String>) { self.parents = parents }

  /// The place and all it lies in, from the inside out: `["BE-WNA", "BE-WAL", "BE"]`. A place that lies in itself through
  /// others is named once.
  public func path(of place: String) -> [String] {
    var path = [place]
    while let parent = parents[path[path.count - 1]], !path.containsExactly(parent) { path.append(parent) }
    return path
  }
}
