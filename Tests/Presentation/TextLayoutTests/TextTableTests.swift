import Testing
import TextLayout
import TextTestSupport

@Suite("The aligned table")
struct TextTableTests {
  private static let titles = ["Nom", "Ville", "Acteurs"]

  @Test("columns are aligned by display width, quantities to the right")
  func aligned() {
    var table = TextTable(columns: [.init("Nom"), .init("Acteurs", .right, overflow: .keep)])
    table.add(["Jeux vidéo", "12"])
    table.add(["漫画", "1 633"])
    #expect(
      table.lines(width: 80, isColored: false) == [
        "Nom         Acteurs", "──────────  ───────", "Jeux vidéo       12", "漫画          1 633",
      ])
  }

  @Test("text wraps, quantities stay whole, and the table fills the width")
  func wraps() {
    var table = TextTable(columns: [.init("Nom"), .init("Remarque"), .init("Montant", .right, overflow: .keep)])
    table.add(["Wallimage", "prêt pour la production de jeux vidéo", "16\u{202F}800\u{202F}000\u{A0}€"])
    #expect(
      table.lines(width: 44, isColored: false) == [
        "Nom        Remarque                  Montant",
        "─────────  ───────────────────  ────────────",
        "Wallimage  prêt pour la         16\u{202F}800\u{202F}000\u{A0}€",
        "           production de jeux",
        "           vidéo",
      ])
  }

  @Test("a word wider than its column is broken behind a hyphen where it has one")
  func hyphens() {
    let table = TextTable(
      ["id", "Remarque"], rows: [["creative-district-partenaires", "un texte assez long pour la place"]])
    #expect(
      table.lines(width: 34, isColored: false).dropFirst(2) == [
        "creative-district-    un texte", "partenaires           assez long", "                      pour la",
        "                      place",
      ])
  }

  @Test("a column that may be cut shows an ellipsis")
  func cuts() {
    var table = TextTable(columns: [.init("id", overflow: .keep), .init("Description", overflow: .cut)])
    table.add(["wallimage-gaming", "aide aux jeux vidéo de la région"])
    #expect(table.lines(width: 30, isColored: false).last == "wallimage-gaming  aide aux je…")
  }

  @Test("too many columns become blocks of titles and values")
  func blocks() {
    let table = TextTable((1...12).map { "Colonne \($0)" }, rows: [(1...12).map { "valeur \($0)" }])
    let lines = table.lines(width: 40, isColored: false)
    #expect(lines.first == "Colonne 1   valeur 1")
    #expect(lines.count == 13)
  }

  @Test("without a width every row is one line, whatever its length")
  func unlimited() {
    let long = String(repeating: "mot ", count: 100) + "fin"
    let table = TextTable(Self.titles, rows: [[long, "deux\nlignes", "1"]])
    let lines = table.lines(width: nil, isColored: false)
    #expect(lines.count == 3)
    #expect(lines[2] == long + "  deux lignes  1")
  }

  @Test("styles are written only where colours are allowed, and do not shift the columns")
  func styles() {
    var table = TextTable(columns: [.init("a", .right), .init("b")])
    table.add([.init("x", .color(.red, isBold: true)), "y"])
    #expect(table.lines(width: 80, isColored: false).last == "x  y")
    #expect(table.lines(width: 80, isColored: true).last == "\u{1B}[1;31mx\u{1B}[0m  y")
  }

  @Test("no line of any table is wider than the terminal, nor carries a control character", arguments: 0..<300)
  func fits(_ seed: Int) {
    var random = SeededRandom(UInt64(seed))
    let overflows: [TextTable.Overflow] = [.wrap, .cut, .keep]
    let columns = (0..<Int.random(in: 1...14, using: &random)).map { _ in
      TextTable.Column(
        RandomText.text(&random, pieces: 4), TextAlignment.allCases.randomElement(using: &random) ?? .left,
        overflow: overflows.randomElement(using: &random) ?? .wrap)
    }
    var table = TextTable(columns: columns)
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      table.add(columns.map { _ in .init(RandomText.text(&random, pieces: 12), .bold) })
    }
    table.entries.append(.heading(RandomText.text(&random, pieces: 20)))
    let width = Int.random(in: 20...100, using: &random)
    let lines = table.lines(width: width, isColored: false)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "width \(width): \(lines)")
    #expect(lines.allSatisfy(Harmless.isHarmless))
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }
}
