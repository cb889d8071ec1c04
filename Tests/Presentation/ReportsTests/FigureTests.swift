import Ecosystem
import Foundation
import Localization
import Reports
import Testing
import TextLayout

@Suite("Networks and maps")
struct FigureTests {
  private func rendered(_ block: Block, _ format: Format, _ language: Language = .fr) throws -> String {
    try Renderer.render(
      Document(title: "t", blocks: [block]), as: format, options: RenderOptions(language: language, width: 80))
  }

  // MARK: Networks

  @Test("a network in text lists the best connected with those they are tied to, and counts the others")
  func networkText() throws {
    let text = try rendered(.network(SampleFigures.network), .text)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("TRAKK") && $0.contains("Hub & école") && $0.hasSuffix("2  KIKK · Université de Namur")
      })
    #expect(lines.last == "Hors de la liste\u{A0}: 1\u{A0}nœud sans lien.")
  }

  @Test("a network in CSV, Markdown and workbooks is the tables of its nodes and its ties")
  func networkTables() throws {
    let csv = try rendered(.network(SampleFigures.network), .csv)
    #expect(
      csv == "Qui travaille avec qui – nœuds\r\nNom,Groupe,Liens\r\nTRAKK,Hub & école,2\r\nKIKK,Lieu,1\r\n"
        + "Université de Namur,Hub & école,1\r\nStudio <seul>,Lieu,0\r\n\r\nQui travaille avec qui – liens\r\n"
        + "De,À,Lien,Poids\r\nKIKK,TRAKK,partenaire,3\r\nTRAKK,KIKK,héberge,1\r\nUniversité de Namur,TRAKK,,1\r\n"
        + "KIKK,KIKK,,1\r\n")
    let markdown = try rendered(.network(SampleFigures.network), .md, .en)
    #expect(markdown.contains("**Qui travaille avec qui – nodes**") && markdown.contains("| From "))
  }

  @Test("a network in JSON keeps ids, groups and ties")
  func networkJSON() throws {
    let parsed = try JSON.parse(try rendered(.network(SampleFigures.network), .json)) as? [String: Any]
    let block = try #require((parsed?["blocks"] as? [[String: Any]])?.first)
    #expect(block["type"] as? String == "network")
    #expect(
      (block["nodes"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["kikk", "trakk", "unamur", "seul"])
    #expect((block["edges"] as? [[String: Any]])?.map { "\($0["from"] ?? "")-\($0["to"] ?? "")" }.count == 4)
    #expect((block["edges"] as? [[String: Any]])?[2]["from"] as? String == "unamur")
  }

  @Test("a network in HTML is drawn with a text alternative, a legend and its tables")
  func networkHTML() throws {
    let html = try rendered(.network(SampleFigures.network), .html)
    #expect(
      html.contains(
        "<desc id=\"c1-desc\">Réseau\u{A0}: 4\u{A0}nœuds, 4\u{A0}liens. Le mieux relié\u{A0}: TRAKK (2\u{A0}liens).</desc>"
      ))
    #expect(
      html.contains("<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\">")
        && html.contains("Hub &amp; école</li>"))
    #expect(html.components(separatedBy: "class=\"tie\"").count - 1 == 2)
    #expect(html.components(separatedBy: "class=\"mark").count - 1 == 3 + 2)
    #expect(html.contains("Hors du dessin\u{A0}: 1\u{A0}nœud sans lien."))
    #expect(html.contains("<caption>Qui travaille avec qui – liens</caption>"))
  }

  @Test("a network is drawn the same every time, within its frame, no two nodes on one place")
  func layout() throws {
    let nodes = (0..<60).map { NetworkFigure.Node(id: "\($0)", label: "Acteur \($0)", group: 0) }
    let edges = (1..<60).map { NetworkFigure.Edge(from: $0, to: ($0 * $0 + 3) % $0) } + [.init(from: 7, to: 51)]
    let network = NetworkFigure(title: "n", nodes: nodes, edges: edges, groups: ["g"])
    let html = try rendered(.network(network), .html)
    #expect(try rendered(.network(network), .html) == html)
    let places = html.matches(of: /<circle cx="([0-9.]+)" cy="([0-9.]+)" r="([0-9.]+)" class="mark f0"><title>/)
      .compactMap { match in Double(match.1).flatMap { x in Double(match.2).map { (x, $0) } } }
    #expect(places.count == 60)
    #expect(places.allSatisfy { (0...720).contains($0.0) && (0...560).contains($0.1) })
    for (index, place) in places.enumerated() {
      for other in places.dropFirst(index + 1) { #expect(abs(place.0 - other.0) + abs(place.1 - other.1) > 1) }
    }
  }

  @Test("tied nodes stand nearer than others")
  func nearness() throws {
    // Two rings of ten that one tie joins.
    let nodes = (0..<20).map { NetworkFigure.Node(id: "\($0)", label: "\($0)", group: 0) }
    let edges =
      (0..<20).map { NetworkFigure.Edge(from: $0, to: $0 / 10 * 10 + ($0 + 1) % 10) } + [.init(from: 0, to: 10)]
    let html = try rendered(.network(NetworkFigure(title: "n", nodes: nodes, edges: edges, groups: ["g"])), .html)
    let lines = html.matches(of: /<line x1="([0-9.]+)" y1="([0-9.]+)" x2="([0-9.]+)" y2="([0-9.]+)" class="tie"/)
    let lengths = lines.compactMap { line -> Double? in
      guard let x1 = Double(line.1), let y1 = Double(line.2), let x2 = Double(line.3), let y2 = Double(line.4) else {
        return nil
      }
      return ((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2)).squareRoot()
    }
    #expect(lengths.count == 21)
    #expect(lengths.reduce(0, +) / 21 < 160)
  }

  @Test("of a large network the best connected are drawn, and what is left out is said")
  func largeNetwork() throws {
    let nodes = (0..<400).map { NetworkFigure.Node(id: "\($0)", label: "Acteur \($0)") }
    let edges = (1..<400).map { NetworkFigure.Edge(from: $0, to: 0) }
    let html = try rendered(.network(NetworkFigure(title: "n", nodes: nodes, edges: edges)), .html)
    #expect(html.contains("Hors du dessin\u{A0}: 150\u{A0}nœuds moins reliés."))
    #expect(html.components(separatedBy: "class=\"tie\"").count - 1 == 249)
  }

  @Test("the best connected of a crowded network keeps its name")
  func crowdedNetwork() throws {
    let nodes = (0..<200).map { NetworkFigure.Node(id: "\($0)", label: $0 == 0 ? "Plateforme au milieu de tous" : "Acteur \($0)") }
    let edges = (1..<200).map { NetworkFigure.Edge(from: $0, to: 0) }
    let html = try rendered(.network(NetworkFigure(title: "n", nodes: nodes, edges: edges)), .html)
    #expect(html.contains("class=\"name\">Plateforme au milieu de tous</text>"))
  }

  @Test("a network without ties says so", arguments: [Format.text, .html])
  func emptyNetwork(_ format: Format) throws {
    let network = NetworkFigure(title: "n", nodes: [.init(id: "a", label: "A")], edges: [])
    #expect(try rendered(.network(network), format).contains("Aucun lien à représenter."))
  }

  // MARK: Maps

  @Test("a map in text is drawn in dots, with the number of points at a place and the values as bars")
  func mapText() throws {
    let lines = try rendered(.map(SampleFigures.map), .text).split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } })
    #expect(lines.contains { $0.contains("2") && $0.unicodeScalars.contains { $0.value > 0x2800 } })
    let bars = lines.filter { $0.hasPrefix("Est ") || $0.hasPrefix("Ouest ") }
    #expect(bars.count == 2 && bars[0].hasPrefix("Est ") && bars[0].hasSuffix("12"))
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
  }

  @Test("a map in CSV is the table of its regions and that of its points")
  func mapTables() throws {
    #expect(
      try rendered(.map(SampleFigures.map), .csv)
        == "Acteurs par carré – territoires\r\nTerritoire,Code,Acteurs\r\nEst,B,12\r\nOuest,A,4\r\n\r\n"
        + "Acteurs par carré – points\r\nNom,Groupe,Latitude,Longitude\r\nPremier,Studio,50.5,0.5\r\nSecond,Studio,50.5,0.5\r\n"
    )
  }

  @Test("a map in HTML keeps its proportions, shades by class, and tells all of it in words and tables")
  func mapHTML() throws {
    let html = try rendered(.map(SampleFigures.map), .html)
    #expect(
      html.contains("Carte\u{A0}: 2\u{A0}territoires, 2\u{A0}points. Valeur la plus haute\u{A0}: 12 (Est).</desc>"))
    #expect(html.contains("class=\"region blank\"") && html.contains("<title>Ouest\u{A0}: 4</title>"))
    #expect(html.components(separatedBy: "<path ").count - 1 == 3)
    // Three degrees of longitude at 50.5° north are 3 · cos(50.5°) = 1.908 times as wide as one of latitude.
    let corners = try #require(
      html.firstMatch(of: /<path d="M([0-9.]+) ([0-9.]+)L([0-9.]+) ([0-9.]+)L([0-9.]+) ([0-9.]+)L/))
    let width = try #require(Double(corners.3)) - (Double(corners.1) ?? 0)
    let height = try #require(Double(corners.4)) - (Double(corners.6) ?? 0)
    #expect(abs(width / height - cos(50.5 * .pi / 180)) < 0.005)
    #expect(html.contains("<title>Premier · Second</title>"))
  }

  @Test("a map in JSON keeps values and positions")
  func mapJSON() throws {
    let parsed = try JSON.parse(try rendered(.map(SampleFigures.map), .json)) as? [String: Any]
    let block = try #require((parsed?["blocks"] as? [[String: Any]])?.first)
    #expect((block["regions"] as? [[String: Any]])?.compactMap { $0["value"] as? Double } == [4, 12])
    #expect((block["points"] as? [[String: Any]])?.first?["lat"] as? Double == 50.5)
  }

  @Test(
    "both become sheets of a workbook", .enabled(if: WorkbookFile.python != nil, "SKIPPED: openpyxl is not installed"))
  func sheets() throws {
    let document = Document(title: "t", blocks: [.network(SampleFigures.network), .map(SampleFigures.map)])
    let book = try WorkbookFile.reading(document)
    #expect(book.sheets.count == 5)
    #expect(book.sheets[0].rows.contains { $0[0]?.text == "text:→ Réseau\u{A0}: Qui travaille avec qui – liens" })
    #expect(book["Acteurs par carré – territoires"]?.row(2) == ["text:Est", "text:B", "number:12.0"])
  }
}
