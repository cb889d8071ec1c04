import Reports

/// A network and a map made up for the tests.
enum SampleFigures {
  static let network = NetworkFigure(
    title: "Qui travaille avec qui",
    nodes: [
      .init(id: "kikk", label: "KIKK", group: 0), .init(id: "trakk", label: "TRAKK", group: 1),
      .init(id: "unamur", label: "Université de Namur", group: 1), .init(id: "seul", label: "Studio <seul>", group: 0),
    ],
    edges: [
      .init(from: 0, to: 1, label: "partenaire", weight: 3), .init(from: 1, to: 0, label: "héberge"),
      .init(from: 2, to: 1), .init(from: 0, to: 0),
    ], groups: ["Lieu", "Hub & école"])

  static let map = MapFigure(
    title: "Acteurs par carré",
    regions: [
      .init(code: "A", name: "Ouest", outlines: [square(0)], value: 4),
      .init(code: "B", name: "Est", outlines: [square(1)], value: 12),
      .init(code: "C", name: "Loin", outlines: [square(2)]),
    ],
    points: [
      .init(label: "Premier", position: .init(latitude: 50.5, longitude: 0.5), group: 0),
      .init(label: "Second", position: .init(latitude: 50.5, longitude: 0.5), group: 0),
    ], groups: ["Studio"], valueTitle: "Acteurs")

  /// One degree by one degree, from the fiftieth parallel.
  private static func square(_ west: Double) -> [MapFigure.Position] {
    [(50.0, west), (50, west + 1), (51, west + 1), (51, west)].map { .init(latitude: $0.0, longitude: $0.1) }
  }
}
