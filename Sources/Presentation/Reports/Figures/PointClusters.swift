import Ecosystem

/// Points that would cover one another on a drawing, merged into clusters.
struct PointClusters {
  struct Cluster {
    let x: Double, y: Double
    /// Indices of its points in the map.
    let members: [Int]
  }

  let clusters: [Cluster]

  /// Merges points within a distance of the first of them, the densest places first.
  init(_ places: [(x: Double, y: Double)], within distance: Double) {
    var cells: [[Int]: [Int]] = [:]
    for (index, place) in places.enumerated() {
      cells[[Int(saturating: (place.x / distance).rounded(.down)), Int(saturating: (place.y / distance).rounded(.down))], default: []]
        .append(index)
    }
    clusters = cells.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.map { members in
      let sum = members.reduce((x: 0.0, y: 0.0)) { ($0.x + places[$1].x, $0.y + places[$1].y) }
      return Cluster(x: sum.x / Double(members.count), y: sum.y / Double(members.count), members: members)
    }
  }
}
