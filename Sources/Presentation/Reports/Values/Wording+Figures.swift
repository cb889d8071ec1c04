extension Wording {
  var network: String { pick("Réseau", "Network") }
  var map: String { pick("Carte", "Map") }
  var name: String { pick("Nom", "Name") }
  var group: String { pick("Groupe", "Group") }
  var ties: String { pick("Liens", "Ties") }
  var tiedTo: String { pick("Relié à", "Tied to") }
  var size: String { pick("Taille", "Size") }
  var from: String { pick("De", "From") }
  var to: String { pick("À", "To") }
  var tie: String { pick("Lien", "Tie") }
  var weight: String { pick("Poids", "Weight") }
  var nodes: String { pick("nœuds", "nodes") }
  var edges: String { pick("liens", "ties") }
  var code: String { "Code" }
  var territory: String { pick("Territoire", "Territory") }
  var territories: String { pick("territoires", "territories") }
  var points: String { pick("points", "points") }
  var latitude: String { "Latitude" }
  var longitude: String { "Longitude" }
  var emptyNetwork: String { pick("Aucun lien à représenter.", "There are no ties to draw.") }
  var emptyMap: String { pick("Rien à situer sur cette carte.", "There is nothing to place on this map.") }
  /// Legend of the signs on a map in text.
  var mapMarks: String {
    pick("● un point · 2 à 9 leur nombre · ◉ dix ou plus", "● one point · 2 to 9 their number · ◉ ten or more")
  }

  /// The summary of the tables behind a drawing.
  func data(of kind: String) -> String {
    switch kind {
    case network: pick("Données du réseau", "Data of the network")
    case map: pick("Données de la carte", "Data of the map")
    default: chartData
    }
  }

  /// The kinds of things counted.
  enum Counted { case node, tie, isolated, other, region, point }

  /// Returns a number with the noun it counts, in the singular or the plural.
  func count(_ number: Int, of counted: Counted) -> String {
    let (one, many) = language == .fr ? Self.frenchCounted(counted) : Self.englishCounted(counted)
    // French has the singular up to one and a half, English for one alone.
    let isSingular = language == .fr ? number < 2 : number == 1
    return ValueFormat(language).integer(Int64(number)) + "\u{A0}" + (isSingular ? one : many)
  }

  /// Returns the sentence on the nodes a drawing of a network leaves out; `nil` when none.
  func notDrawn(isolated: Int, others: Int) -> String? {
    leftOut(isolated, others, pick("Hors du dessin", "Not drawn"))
  }

  /// Returns the sentence on the nodes a list of the best connected leaves out; `nil` when none.
  func notShown(isolated: Int, others: Int) -> String? {
    leftOut(isolated, others, pick("Hors de la liste", "Not listed"))
  }

  private func leftOut(_ isolated: Int, _ others: Int, _ lead: String) -> String? {
    let parts = (others > 0 ? [count(others, of: .other)] : []) + (isolated > 0 ? [count(isolated, of: .isolated)] : [])
    return parts.isEmpty ? nil : lead + colon + parts.joined(separator: ", ") + "."
  }

  /// Describes a network in words, for readers who do not see the drawing.
  func describe(nodes: Int, edges: Int, best: (name: String, ties: Int)?) -> String {
    let whole = network + colon + count(nodes, of: .node) + ", " + count(edges, of: .tie) + "."
    guard let best else { return whole }
    return whole + pick(" Le mieux relié", " The best connected") + colon + best.name + " ("
      + count(best.ties, of: .tie) + ")."
  }

  /// Describes a map in words, for readers who do not see the drawing.
  func describe(regions: Int, points: Int, highest: (name: String, value: String)?) -> String {
    let parts =
      (regions > 0 ? [count(regions, of: .region)] : []) + (points > 0 ? [count(points, of: .point)] : [])
    let whole = map + (parts.isEmpty ? "." : colon + parts.joined(separator: ", ") + ".")
    guard let highest else { return whole }
    return whole + pick(" Valeur la plus haute", " Highest value") + colon + "\(highest.value) (\(highest.name))."
  }

  private static func frenchCounted(_ counted: Counted) -> (String, String) {
    switch counted {
    case .node: ("nœud", "nœuds")
    case .tie: ("lien", "liens")
    case .isolated: ("nœud sans lien", "nœuds sans lien")
    case .other: ("nœud moins relié", "nœuds moins reliés")
    case .region: ("territoire", "territoires")
    case .point: ("point", "points")
    }
  }

  private static func englishCounted(_ counted: Counted) -> (String, String) {
    switch counted {
    case .node: ("node", "nodes")
    case .tie: ("tie", "ties")
    case .isolated: ("node without ties", "nodes without ties")
    case .other: ("less connected node", "less connected nodes")
    case .region: ("territory", "territories")
    case .point: ("point", "points")
    }
  }
}
