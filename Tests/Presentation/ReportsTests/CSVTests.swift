import CSV
import Ecosystem
import Localization
import Reports
import Synchronization
import Testing
import TextTestSupport

@Suite("Comma-separated values")
struct CSVTests {
  @Test("fields are quoted where RFC 4180 wants it, and records end with CR LF")
  func quoting() throws {
    let rows: [[Cell]] = [
      [.text("a,b"), .text("dit \"oui\""), .text("deux\nlignes")],
      [.empty, .text(" espace "), .text("l’été")],
    ]
    #expect(
      try csv(columns: ["x", "y", "z"], rows: rows)
        == "x,y,z\r\n\"a,b\",\"dit \"\"oui\"\"\",\"deux\nlignes\"\r\n,\" espace \",l’été\r\n")
  }

  @Test("numbers, dates and truth values are written for programs, in every language", arguments: Language.all)
  func values(_ language: Language) throws {
    let rows: [[Cell]] = [
      [.integer(1234), .number(1234.5), .number(3), .date("2024-05-12"), .boolean(true), .number(.nan)]
    ]
    #expect(
      try csv(columns: ["a", "b", "c", "d", "e", "f"], rows: rows, RenderOptions(language: language))
        == "a,b,c,d,e,f\r\n1234,1234.5,3,2024-05-12,true,\r\n")
  }

  @Test("money takes two fields, amount and currency")
  func money() throws {
    let rows: [[Cell]] = [
      [.text("a"), .money(cents: 1_680_000_000, currency: "EUR")], [.text("b"), .empty],
      [.text("c"), .money(cents: -5, currency: "CHF")],
    ]
    #expect(
      try csv(columns: ["Nom", "Budget"], rows: rows)
        == "Nom,Budget,Budget (devise)\r\na,16800000.00,EUR\r\nb,,\r\nc,-0.05,CHF\r\n")
  }

  @Test("formulas are made harmless unless the file is for programs; numbers never change")
  func formulas() throws {
    let rows: [[Cell]] = [[.text("=1+1"), .text("@a"), .integer(-5), .text("a=b"), .text("-x"), .text("'=1"), .text("l'été")]]
    let columns = ["a", "b", "c", "d", "e", "f", "g"]
    #expect(try csv(columns: columns, rows: rows).hasSuffix("\r\n'=1+1,'@a,-5,a=b,'-x,''=1,l'été\r\n"))
    #expect(
      try csv(columns: columns, rows: rows, RenderOptions(csv: CSVStyle())).hasSuffix("\r\n=1+1,@a,-5,a=b,-x,''=1,l'été\r\n"))
  }

  @Test("Excel gets a byte-order mark, and semicolons and decimal commas in French and German")
  func excel() throws {
    let rows: [[Cell]] = [[.number(1234.5), .number(1.125), .money(cents: -150, currency: "EUR"), .text("a;b"), .integer(5)]]
    let columns = [Column("n"), Column("d"), Column("m", kind: .money), Column("t"), Column("i")]
    let table = Table(columns: columns, rows: rows)
    func text(_ language: Language) throws -> String {
      let options = RenderOptions(language: language, csv: .excel(language))
      return try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .csv, options: options)
    }
    #expect(try text(.fr) == "\u{FEFF}n;d;m;m (devise);t;i\r\n1234,5;1,1250;-1,50;EUR;\"a;b\";5\r\n")
    #expect(try text(.en) == "\u{FEFF}n,d,m,m (currency),t,i\r\n1234.5,1.125,-1.50,EUR,a;b,5\r\n")
  }

  @Test("groups and totals are not data")
  func flat() throws {
    let table = Table(
      columns: [Column("g"), Column("n")], rows: [[.text("a"), .integer(1)], [.text("b"), .integer(2)]], totals: .sums,
      groupColumn: 0, hasSubtotals: true)
    #expect(try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .csv) == "g,n\r\na,1\r\nb,2\r\n")
  }

  @Test("a report without tables gives the figures of its charts, else its key figures")
  func withoutTables() throws {
    let chart = Chart(kind: .bar, title: "t", labels: ["a", "b"], values: [1, nil])
    let figures = [KeyFigure(label: "acteurs", value: .integer(45))]
    #expect(
      try Renderer.render(Document(title: "t", blocks: [.figures(figures), .chart(chart)]), as: .csv)
        == "Libellé,Valeur\r\na,1\r\nb,\r\n")
    #expect(
      try Renderer.render(Document(title: "t", blocks: [.figures(figures)]), as: .csv)
        == "Libellé,Valeur,Unité\r\nacteurs,45,\r\n")
  }

  @Test("each table can be a file of its own, with a name from its caption")
  func files() throws {
    var files: [(name: String, bytes: [UInt8])] = []
    let count = try Renderer.renderCSVFiles(SampleReport.document(.fr)) { name in
      files.append((name, []))
      let index = files.count - 1
      return { files[index].bytes += $0 }
    }
    #expect(count == 3)
    #expect(files.map(\.name) == ["acteurs-parts-et-budgets", "instruments-par-operateur", "appels-ouverts"])
    #expect(String(decoding: files[2].bytes, as: UTF8.self) == "A,B\r\n")
  }

  @Test(
    "Python's csv module reads back what was written, with the guards of formulas",
    .enabled(if: Tool.python(module: "csv") != nil, "no python3"),
    arguments: 0..<8)
  func oracle(_ seed: Int) throws {
    let python = try #require(Tool.python(module: "csv"))
    var random = SeededRandom(UInt64(seed))
    let rows = (0..<40).map { _ in (0..<4).map { _ in RandomText.text(&random, pieces: 6).filter { $0 != "\u{0}" } } }
    let text = try csv(columns: ["a", "b", "c", "d"], rows: rows.map { $0.map(Cell.text) })
    let script =
      "import csv,json,sys\nprint(json.dumps(list(csv.reader(open(sys.argv[1],newline='',encoding='utf-8'),strict=True))))"
    let read = try Tool.withFile(text, ending: "csv") { try Tool.run(python, ["-c", script, $0]) }
    let theirs = try #require(try JSON.parse(read) as? [[String]])
    #expect(theirs.count == 41)
    #expect(theirs.dropFirst().map { $0.map { scalars(FormulaGuard.unguarded($0)) } } == rows.map { $0.map { scalars(pictured($0)) } })
  }

  private func csv(columns: [String], rows: [[Cell]], _ options: RenderOptions = RenderOptions()) throws -> String {
    let table = Table(columns: columns.map { Column($0) }, rows: rows, totals: .sums)
    return try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .csv, options: options)
  }

  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// Replaces control characters as the writer does, written a second time.
  private func pictured(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x09, 0x0A, 0x0D: scalar
          case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? scalar
          case 0x7F: "\u{2421}"
          case 0x80..<0xA0: "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
