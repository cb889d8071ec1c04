import Ecosystem

/// The tree of places, for facts about places.
public struct TerritoryTree: Sendable {
  private let parents: ExactDictionary<String>

  /// Makes a tree of places, each with its parent.
  public init(parents: ExactDictionary<String>) { self.parents = parents }

  /// Returns the place and all its ancestors, from the inside out: `["BE-WNA", "BE-WAL", "BE"]`. A place in a cycle is named
  /// once.
  public func path(of place: String) -> [String] {
    var path = [place]
    while let parent = parents[path[path.count - 1]], !path.containsExactly(parent) { path.append(parent) }
    return path
  }
}
