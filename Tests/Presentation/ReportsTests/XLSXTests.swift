import Ecosystem
import Foundation
import Localization
import Reports
import Testing

@Suite(
  "Workbooks, as openpyxl reads them",
  .enabled(if: WorkbookFile.python != nil, "SKIPPED: openpyxl is not installed (pip install openpyxl)"))
struct XLSXTests {
  private static let table = Table(
    columns: [
      Column("Nom"), Column("Effectif"), Column("Surface", unit: "m²"), Column("Part", kind: .percent, decimals: 1),
      Column("Budget"), Column("Depuis"), Column("Année", kind: .date), Column("Membre"),
    ],
    rows: [
      [
        .text("=HYPERLINK(\"http://x\")"), .integer(1234), .number(12.5), .number(0.385),
        .money(cents: 1_234_567, currency: "EUR"), .date("2024-05-12"), .integer(2023), .boolean(true),
      ],
      [
        .text("@SUM(A1)"), .integer(-6), .number(1000), .number(0.6), .money(cents: -50, currency: "CHF"),
        .date("1899-12-31"), .integer(1987), .boolean(false),
      ],
      [.text(""), .integer(9_007_199_254_740_993), .number(.infinity), .empty, .empty, .date("2024-05"), .empty],
    ], caption: "Acteurs : [tout]")

  @Test("numbers are numbers, dates dates, money has its currency, and no text is a formula")
  func values() throws {
    let sheet = try #require(
      try WorkbookFile.reading(Document(title: "t", blocks: [.table(Self.table)]))["Acteurs tout"])
    #expect(
      sheet.row(1)
        == ["Nom", "Effectif", "Surface (m²)", "Part", "Budget", "Depuis", "Année", "Membre"].map { "text:" + $0 })
    #expect(
      sheet.row(2) == [
        "text:=HYPERLINK(\"http://x\")", "number:1234.0", "number:12.5", "number:0.385", "number:12345.67",
        "date:2024-05-12", "number:2023.0", "boolean:true",
      ])
    #expect(
      sheet.row(3) == [
        "text:@SUM(A1)", "number:-6.0", "number:1000.0", "number:0.6", "number:-0.5", "text:31/12/1899",
        "number:1987.0", "boolean:false",
      ])
    #expect(Array(sheet.row(4)[1...2]) == ["text:9\u{202F}007\u{202F}199\u{202F}254\u{202F}740\u{202F}993", "text:∞"])
    #expect(sheet.row(4)[5] == "date:2024-05-01")
  }

  @Test("formats follow the language: the euro behind in French, before in English")
  func formats() throws {
    let document = Document(title: "t", blocks: [.table(Self.table)])
    let french = try #require(try WorkbookFile.reading(document)["Acteurs tout"])
    #expect(
      (2...7).map { french.format(2, $0) } == [
        "#,##0", "#,##0.0", "0.0\u{A0}%", "#,##0.00\u{A0}[$€-40C]", "[$-40C]dd/mm/yyyy", "0",
      ])
    #expect(french.format(3, 5) == "#,##0.00\u{A0}[$CHF-40C]")
    #expect(french.format(4, 6) == "[$-40C]mm/yyyy")
    let english = try #require(try WorkbookFile.reading(document, .en)["Acteurs tout"])
    #expect([4, 5, 6].map { english.format(2, $0) } == ["0.0%", "[$€-809]#,##0.00", "[$-809]d\u{A0}mmm\u{A0}yyyy"])
  }

  @Test("groups stand beside their rows, subtotals and totals under them in bold")
  func groups() throws {
    let table = Table(
      columns: [Column("Instrument"), Column("Opérateur"), Column("Montant")],
      rows: [
        [.text("Prêt"), .text("Wallimage"), .integer(5)], [.text("Don"), .text("Wallimage"), .integer(2)],
        [.text("Avance"), .text("CNC"), .integer(40)],
      ], caption: "Aides", totals: .sums, groupColumn: 1, hasSubtotals: true)
    let sheet = try #require(try WorkbookFile.reading(Document(title: "t", blocks: [.table(table)]))["Aides"])
    #expect(sheet.row(1) == ["text:Opérateur", "text:Instrument", "text:Montant"])
    #expect(sheet.row(2) == ["text:Wallimage", "text:Prêt", "number:5.0"])
    #expect(sheet.row(4) == ["text:Wallimage", "text:Sous-total", "number:7.0"])
    #expect(sheet.row(5) == ["text:CNC", "text:Avance", "number:40.0"])
    #expect(sheet.row(7) == ["", "text:Total", "number:47.0"])
    #expect(sheet.bold == [1, 4, 6, 7])
    #expect(sheet.frozen == "A2")
  }

  @Test("a table can be filtered, its total left out")
  func filter() throws {
    let table = Table(
      columns: [Column("a"), Column("b")], rows: [[.text("x"), .integer(1)], [.text("y"), .integer(2)]], totals: .sums)
    let sheet = try #require(try WorkbookFile.reading(Document(title: "t", blocks: [.table(table)]))["Tableau"])
    #expect(sheet.filter == "A1:B3")
    #expect(sheet.row(4) == ["text:Total", "number:3.0"])
  }

  @Test("names of sheets are legal and differ, whatever the captions")
  func names() throws {
    let captions = [
      "a/b\\c?d*e[f]g:h", "History", "'citation'", String(repeating: "😀", count: 40), "rapport", "Acteurs", "ACTEURS",
      "", "Acteurs (2)", "Financements de la création numérique en Wallonie",
    ]
    let blocks = captions.map { Block.table(Table(columns: [Column("x")], rows: [[.integer(1)]], caption: $0)) }
    let names = try WorkbookFile.reading(Document(title: "t", blocks: blocks)).sheets.map(\.name)
    #expect(names[0] == "Rapport")
    #expect(names[1...3] == ["a b c d e f g h", "History (2)", "citation"])
    #expect(
      names[5...] == [
        "rapport (2)", "Acteurs", "ACTEURS (2)", "Tableau", "Acteurs (2) (2)", "Financements de la création num",
      ])
    #expect(names.allSatisfy { (1...31).contains($0.utf16.count) })
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
  }

  @Test("a table without caption is named by the heading above it, in workbooks and files alike")
  func headings() throws {
    func table(_ caption: String? = nil) -> Block {
      .table(Table(columns: [Column("x")], rows: [[.integer(1)]], caption: caption))
    }
    let document = Document(
      title: "t",
      blocks: [table(), .heading("Publics", level: 2), table(), table("Âges"), .heading("Lieux", level: 3), .text("…"), table(" ")])
    #expect(try WorkbookFile.reading(document).sheets.map(\.name) == ["Rapport", "Tableau", "Publics", "Âges", "Lieux"])
    var files: [String] = []
    try Renderer.renderCSVFiles(document, options: RenderOptions(language: .fr)) { name in
      files.append(name)
      return { _ in }
    }
    #expect(files == ["tableau-1", "publics", "ages", "lieux"])
  }

  @Test("the first sheet has title, texts, notes, sources, key figures and links to the tables, in order")
  func overview() throws {
    let book = try WorkbookFile.reading(SampleReport.document(.fr))
    #expect(book.title == "Écosystème des industries créatives")
    let sheet = book.sheets[0]
    let column = sheet.rows.compactMap { $0[0]?.text }
    #expect(column[0] == "text:Écosystème des industries créatives")
    #expect(column.contains("text:→ Tableau\u{A0}: Acteurs, parts et budgets"))
    #expect(column.contains("text:Source\u{A0}: Cartographie, https://example.org/carte?a=1&b=2."))
    #expect(column.contains { $0.hasPrefix("text:Note\u{A0}: Les départements") })
    let budget = try #require(sheet.rows.first { $0[0]?.text == "text:budget annuel" })
    #expect(budget[1]?.number == 16_800_000)
    #expect(budget[1]?.format == "#,##0\u{A0}[$€-40C]")
    #expect(budget[3]?.text == "text:budget 2024")
    #expect(sheet.links.contains("'Acteurs, parts et budgets'!A1"))
    #expect(sheet.links.count == book.sheets.count - 1)
    #expect(sheet.breaks.count == 1)
  }

  @Test("every figure of a report stands in the workbook", arguments: Language.all)
  func figures(_ language: Language) throws {
    let document = SampleReport.document(language)
    let book = try WorkbookFile.reading(document, language)
    let expected = try numbers(inJSON: document, language)
    let found = book.sheets.flatMap { $0.rows.joined().compactMap { $0?.number } }
    var left = found
    for number in expected {
      let index = try #require(
        left.firstIndex { abs($0 - number) < 1e-9 * max(1, abs(number)) }, "\(number) is missing")
      left.remove(at: index)
    }
    #expect(expected.count > 50)
  }

  @Test("a text longer than a cell may hold is cut, and escapes of the format are texts")
  func longTexts() throws {
    let table = Table(
      columns: [Column("x")],
      rows: [[.text(String(repeating: "é", count: 40_000))], [.text("_x0041_ \u{1}")], [.text("a\nb")]], caption: "T")
    let sheet = try #require(try WorkbookFile.reading(Document(title: "t", blocks: [.table(table)]))["T"])
    #expect(sheet.row(2)[0].count == 32_767 + "text:".count)
    #expect(sheet.row(2)[0].hasSuffix("é…"))
    #expect(sheet.row(4) == ["text:a\nb"])
  }

  @Test("addresses become links, others stay texts")
  func links() throws {
    let table = Table(
      columns: [Column("x")],
      rows: [[.link("KIKK", url: "https://www.kikk.be/a?b=1&c")], [.link("mal", url: "javascript:alert(1)")]],
      caption: "T")
    let sheet = try #require(try WorkbookFile.reading(Document(title: "t", blocks: [.table(table)]))["T"])
    #expect(sheet.links == ["https://www.kikk.be/a?b=1&c"])
    #expect(sheet.row(3) == ["text:mal"])
  }

  private func chart(_ kind: Chart.Kind, _ names: [String], unit: String? = nil) throws -> WorkbookFile.Sheet {
    let series = names.enumerated().map { Chart.Series($1, [Double($0 + 1), nil, Double($0 + 3)]) }
    let chart = Chart(kind: kind, title: "Élan d'ici", labels: ["2022", "2023", "2024"], series: series, unit: unit)
    return try #require(try WorkbookFile.reading(Document(title: "t", blocks: [.chart(chart)]), .en)["Élan d'ici"])
  }

  @Test(
    "a chart is drawn from the cells of its figures, with its title and the names of its axes",
    arguments: [
      (Chart.Kind.bar, "BarChart", "clustered", "bar"), (.stacked, "BarChart", "stacked", "bar"), (.line, "LineChart", "standard", nil),
      (.histogram, "BarChart", "clustered", "col"),
    ] as [(Chart.Kind, String, String, String?)])
  func charts(kind: Chart.Kind, shape: String, grouping: String, direction: String?) throws {
    let drawn = try #require(try chart(kind, ["Région", "Europe"], unit: "M€").charts.first)
    let sheet = "'Élan d''ici'!"
    #expect(
      drawn
        == WorkbookFile.Chart(
          kind: shape, title: "Élan d'ici", axes: ["\(sheet)$A$1", "Value (M€)"], grouping: grouping, direction: direction,
          series: [
            .init(name: "\(sheet)$B$1", labels: "\(sheet)$A$2:$A$4", values: "\(sheet)$B$2:$B$4"),
            .init(name: "\(sheet)$C$1", labels: "\(sheet)$A$2:$A$4", values: "\(sheet)$C$2:$C$4"),
          ]))
  }

  @Test("shares are a pie of the first series, a matrix is shaded cells, and what has no value is not drawn")
  func otherCharts() throws {
    let shares = try chart(.share, ["A", "B"]).charts
    #expect(shares.map(\.kind) == ["PieChart"] && shares.first?.series.count == 1)
    let matrix = try chart(.matrix, ["A", "B"])
    #expect(matrix.charts.isEmpty && matrix.shaded == ["B2:C4"])
    let empty = Chart(kind: .bar, title: "Rien", labels: ["a"], values: [nil])
    let book = try WorkbookFile.reading(Document(title: "t", blocks: [.chart(empty)]))
    #expect(book.sheets.allSatisfy { $0.charts.isEmpty })
  }

  @Test("a title that looks like a formula stays a title")
  func chartTitle() throws {
    let chart = Chart(kind: .bar, title: "=1+1", labels: ["a"], values: [1])
    let book = try WorkbookFile.reading(Document(title: "t", blocks: [.chart(chart)]))
    #expect(book.sheets.flatMap(\.charts).first?.title?.hasSuffix("=1+1") == true)
  }

  @Test("no report breaks a workbook, whatever its data", arguments: 0..<12)
  func random(_ seed: Int) throws {
    let document = RandomReport.document(seed)
    let book = try WorkbookFile.reading(document)
    let tables = document.blocks.count { if case .table = $0 { true } else if case .chart = $0 { true } else { false } }
    #expect(book.sheets.count == 1 + tables)
    #expect(!book.sheets.joined().contains { $0?.text.hasPrefix("formula:") == true })
  }

  @Test("a folder that takes no file is named, with what to do")
  func folder() throws {
    let options = RenderOptions(language: .fr, temporaryFolder: "/nowhere")
    let error = #expect(throws: TemporaryFileError.self) {
      try Renderer.bytes(SampleReport.document(.fr), as: .xlsx, options: options)
    }
    #expect(error?.message(in: .fr).contains("/nowhere ne peut être écrit") == true)
  }

  /// Every number of the document, as its JSON has them: cells, charts' values and key figures.
  private func numbers(inJSON document: Document, _ language: Language) throws -> [Double] {
    let text = try Renderer.render(document, as: .json, options: RenderOptions(language: language))
    let blocks = try #require((try JSON.parse(text) as? [String: Any])?["blocks"] as? [[String: Any]])
    return blocks.flatMap { block -> [Double] in
      switch block["type"] as? String {
      case "figures": (block["figures"] as? [[String: Any]] ?? []).flatMap { Self.numbers($0["value"]) }
      case "table": Self.numbers(block["rows"])
      case "chart": (block["series"] as? [[String: Any]] ?? []).flatMap { Self.numbers($0["values"]) }
      default: []
      }
    }
  }

  private static func numbers(_ value: Any?) -> [Double] {
    switch value {
    case let list as [Any]: list.flatMap(numbers)
    case let money as [String: Any]: (money["amount"] as? NSNumber).map { [$0.doubleValue / 100] } ?? []
    case let number as NSNumber: [number.doubleValue]
    default: []
    }
  }
}

extension [WorkbookFile.Sheet] {
  fileprivate func joined() -> [WorkbookFile.Value?] { flatMap { $0.rows.flatMap(\.self) } }
}
