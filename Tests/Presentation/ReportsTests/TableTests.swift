import Reports
import Testing

@Suite("Kinds, groups and totals of tables")
struct TableTests {
  @Test("the kind of a column follows from its cells")
  func kinds() throws {
    let text = try render(
      Table(
        columns: [Column("Texte"), Column("Entier"), Column("Nombre"), Column("Mixte")],
        rows: [
          [.text("a"), .integer(1), .number(1.5), .integer(2013)], [.text("b"), .integer(20), .integer(2), .text("x")],
        ]))
    #expect(
      text.contains(
        """
        Texte  Entier  Nombre  Mixte
        ─────  ──────  ──────  ─────
        a           1     1,5  2013
        b          20     2,0  x
        """))
  }

  @Test("years in a date column are neither grouped nor added up")
  func years() throws {
    let text = try render(
      Table(
        columns: [Column("Nom"), Column("Année", kind: .date)], rows: [[.text("a"), .integer(2023)]], totals: .sums))
    #expect(text.contains("a      2023\n"))
    #expect(text.hasSuffix("Total\n"))
  }

  @Test("sums are exact over money and whole numbers, and left out where there is no honest sum")
  func sums() throws {
    let text = try render(
      Table(
        columns: [
          Column("Nom"), Column("Euros"), Column("Deux monnaies"), Column("Trop grand"), Column("Taux", kind: .percent),
        ],
        rows: [
          [
            .text("a"), .money(cents: 10, currency: "EUR"), .money(cents: 1, currency: "EUR"), .integer(.max),
            .number(0.5),
          ],
          [
            .text("b"), .money(cents: 20, currency: "EUR"), .money(cents: 1, currency: "CHF"), .integer(1),
            .number(0.5),
          ],
        ], totals: .sums))
    #expect(text.split(separator: "\n").last?.split(separator: " ") == ["Total", "0,30\u{A0}€"])
  }

  @Test("the report's own totals row is printed as it is")
  func ownTotals() throws {
    let text = try render(
      Table(
        columns: [Column("Nom"), Column("Moyenne")], rows: [[.text("a"), .number(2)]],
        totals: .row([.text("Moyenne"), .number(7)])))
    #expect(text.hasSuffix("Moyenne        7\n"))
  }

  @Test("neighbours with the same cell form a group, each with its subtotal")
  func groups() throws {
    let table = Table(
      columns: [Column("Opérateur"), Column("Instrument"), Column("Nombre")],
      rows: [
        [.text("A"), .text("x"), .integer(1)], [.text("A"), .text("y"), .integer(2)],
        [.text("B"), .text("z"), .integer(4)],
      ],
      totals: .sums, groupColumn: 0, hasSubtotals: true)
    #expect(
      try render(table).split(separator: "\n").dropFirst(4).map { $0.split(separator: " ") } == [
        ["▸", "A"], ["x", "1"], ["y", "2"], ["Sous-total", "3"], ["▸", "B"], ["z", "4"], ["Sous-total", "4"],
        ["──────────", "──────"], ["Total", "7"],
      ])
  }

  @Test(
    "a table without rows says so in a sentence",
    arguments: Format.allCases.filter { $0.isText && $0 != .csv && $0 != .json })
  func empty(_ format: Format) throws {
    let table = Table(columns: [Column("A")], rows: [], caption: "Appels", totals: .sums)
    let plain = try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: format)
    #expect(plain.contains("Aucune ligne à afficher dans ce tableau."))
    var own = table
    own.emptyText = "Aucun appel ouvert."
    #expect(
      try Renderer.render(Document(title: "t", blocks: [.table(own)]), as: format).contains("Aucun appel ouvert."))
  }

  @Test("rows that are too long get columns, rows that are too short get empty cells")
  func ragged() throws {
    let table = Table(
      columns: [Column("A"), Column("B")], rows: [[.text("1")], [.text("2"), .text("3"), .text("4")]])
    #expect(try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .csv) == "A,B,\r\n1,,\r\n2,3,4\r\n")
  }

  private func render(_ table: Table) throws -> String {
    try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .text, options: RenderOptions(width: 80))
  }
}
