import Localization

extension Wording {
  var network: String { said("reports.wording.network") }
  var map: String { said("reports.wording.map") }
  var name: String { said("reports.wording.name") }
  var group: String { said("reports.wording.group") }
  var ties: String { said("reports.wording.ties") }
  var tiedTo: String { said("reports.wording.tied-to") }
  var size: String { said("reports.wording.size") }
  var from: String { said("reports.wording.from") }
  var to: String { said("reports.wording.to") }
  var tie: String { said("reports.wording.tie") }
  var weight: String { said("reports.wording.weight") }
  var nodes: String { said("reports.wording.nodes") }
  var edges: String { said("reports.wording.edges") }
  var code: String { said("reports.wording.code") }
  var territory: String { said("reports.wording.territory") }
  var territories: String { said("reports.wording.territories") }
  var points: String { said("reports.wording.points") }
  var latitude: String { said("reports.wording.latitude") }
  var longitude: String { said("reports.wording.longitude") }
  var emptyNetwork: String { said("reports.wording.empty-network") }
  var emptyMap: String { said("reports.wording.empty-map") }
  /// Legend of the signs on a map in text.
  var mapMarks: String { said("reports.wording.map-marks") }

  /// The summary of the tables behind a drawing.
  func data(of kind: String) -> String {
    switch kind {
    case network: said("reports.wording.network-data")
    case map: said("reports.wording.map-data")
    default: chartData
    }
  }

  /// The kinds of things counted.
  enum Counted { case node, tie, isolated, other, region, point }

  /// Returns a number with the noun it counts, in the singular or the plural.
  func count(_ number: Int, of counted: Counted) -> String {
    let count = ["count": MessageArgument.grouped(number)]
    return switch counted {
    case .node: said("reports.wording.counted.node", count)
    case .tie: said("reports.wording.counted.tie", count)
    case .isolated: said("reports.wording.counted.isolated", count)
    case .other: said("reports.wording.counted.other", count)
    case .region: said("reports.wording.counted.region", count)
    case .point: said("reports.wording.counted.point", count)
    }
  }

  /// Returns the sentence on the nodes a drawing of a network leaves out; `nil` when none.
  func notDrawn(isolated: Int, others: Int) -> String? {
    leftOut(isolated, others, lead: said("reports.wording.not-drawn"))
  }

  /// Returns the sentence on the nodes a list of the best connected leaves out; `nil` when none.
  func notShown(isolated: Int, others: Int) -> String? {
    leftOut(isolated, others, lead: said("reports.wording.not-listed"))
  }

  private func leftOut(_ isolated: Int, _ others: Int, lead: String) -> String? {
    let parts = (others > 0 ? [count(others, of: .other)] : []) + (isolated > 0 ? [count(isolated, of: .isolated)] : [])
    return parts.isEmpty ? nil : lead + colon + parts.joined(separator: ", ") + "."
  }

  /// Describes a network in words, for readers who do not see the drawing.
  func describe(nodes: Int, edges: Int, best: (name: String, ties: Int)?) -> String {
    let whole = network + colon + count(nodes, of: .node) + ", " + count(edges, of: .tie) + "."
    guard let best else { return whole }
    return whole + " " + said("reports.wording.best-connected") + colon + best.name + " ("
      + count(best.ties, of: .tie) + ")."
  }

  /// Describes a map in words, for readers who do not see the drawing.
  func describe(regions: Int, points: Int, highest: (name: String, value: String)?) -> String {
    let parts =
      (regions > 0 ? [count(regions, of: .region)] : []) + (points > 0 ? [count(points, of: .point)] : [])
    let whole = map + (parts.isEmpty ? "." : colon + parts.joined(separator: ", ") + ".")
    guard let highest else { return whole }
    return whole + " " + said("reports.wording.highest-value") + colon + "\(highest.value) (\(highest.name))."
  }
}
