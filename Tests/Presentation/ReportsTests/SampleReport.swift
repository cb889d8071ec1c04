import Ecosystem
import Localization
import Reports

/// A report with every kind of block, in both languages, on figures made up for the tests.
enum SampleReport {
  static func document(_ language: Language) -> Document {
    let say = { (french: String, english: String) in language == .fr ? french : english }
    return Document(
      title: say("Écosystème des industries créatives", "The creative industries' ecosystem"),
      subtitle: say("Région d’essai, état au 12 mai 2024", "Test region, as of 12 May 2024"),
      blocks: overview(say) + funding(say) + trends(say, language) + remarks(say))
  }

  private static func overview(_ say: (String, String) -> String) -> [Block] {
    [
      .heading(say("Vue d’ensemble", "Overview"), level: 1),
      .text(
        say(
          "L’écosystème compte des studios, des écoles et des lieux. Les chiffres <en gras> & les *étoiles* sont du texte.\n\nUn second paragraphe, sur une ligne.",
          "The ecosystem has studios, schools and venues. Figures <in bold> & *stars* are text.\n\nA second paragraph, on one line."
        )),
      .figures([
        KeyFigure(label: say("acteurs", "actors"), value: .integer(1245)),
        KeyFigure(
          label: say("budget annuel", "annual budget"), value: .money(cents: 1_680_000_000, currency: "EUR"),
          note: say("budget 2024", "2024 budget")),
        KeyFigure(label: say("surface", "floor area"), value: .number(1234.5), unit: "m²"),
      ]),
      .heading(say("Acteurs par famille", "Actors by family"), level: 2),
      .table(families(say)),
      .source("Cartographie, https://example.org/carte?a=1&b=2."),
      .chart(
        Chart(
          kind: .bar, title: say("Acteurs par famille", "Actors by family"),
          labels: [say("Jeux vidéo", "Video games"), say("Musique", "Music"), "漫画 & BD", say("Cinéma", "Film")],
          values: [412, 633.5, 37, nil], unit: say("acteurs", "actors"))),
    ]
  }

  private static func families(_ say: (String, String) -> String) -> Table {
    Table(
      columns: [
        Column(say("Famille", "Family")), Column(say("Acteurs", "Actors")),
        Column(say("Part", "Share"), kind: .percent),
        Column(say("Budget", "Budget")), Column(say("Depuis", "Since"), kind: .date),
        Column(say("Remarque", "Remark")),
      ],
      rows: [
        [
          .text(say("Jeux vidéo", "Video games")), .integer(412), .number(0.385),
          .money(cents: 1_234_567, currency: "EUR"),
          .date("2011-05-12"), .link(say("fiche", "card"), url: "https://example.org/jeux|vidéo"),
        ],
        [
          .text(
            say(
              "Musique et arts de la scène, y compris la création sonore",
              "Music and the performing arts, sound creation included")),
          .integer(1633), .number(0.6), .money(cents: 98_000_000, currency: "EUR"), .date("2011-05"),
          .text(say("comprend | des barres", "holds | bars")),
        ],
        [.text("漫画 & BD"), .integer(37), .number(0.015), .empty, .date("2024"), .text("=1+1\u{1B}[31m")],
      ],
      caption: say("Acteurs, parts et budgets", "Actors, shares and budgets"), totals: .sums)
  }

  private static func funding(_ say: (String, String) -> String) -> [Block] {
    [
      .pageBreak,
      .heading(say("Financements", "Funding"), level: 1),
      .table(
        Table(
          columns: [
            Column(say("Opérateur", "Operator")), Column(say("Instrument", "Instrument")),
            Column(say("Montant", "Amount")),
          ],
          rows: [
            [.text("Wallimage"), .text(say("Prêt", "Loan")), .money(cents: 5_000_000, currency: "EUR")],
            [.text("Wallimage"), .text(say("Subvention", "Grant")), .money(cents: 2_500_050, currency: "EUR")],
            [.text("CNC"), .text(say("Avance", "Advance")), .money(cents: 40_000_000, currency: "EUR")],
          ],
          caption: say("Instruments par opérateur", "Instruments by operator"), totals: .sums, groupColumn: 0,
          hasSubtotals: true)),
      .table(Table(columns: [Column("A"), Column("B")], rows: [], caption: say("Appels ouverts", "Open calls"))),
      .chart(
        Chart(
          kind: .stacked, title: say("Montants par étape", "Amounts by stage"),
          labels: [say("Idée", "Idea"), say("Prototype", "Prototype"), say("Production", "Production")],
          series: [
            .init(say("Région", "Region"), [20_000, 50_000, 120_000]),
            .init(say("Europe", "Europe"), [10_000, 80_000, 60_000]),
          ], unit: "EUR", valueKind: .money)),
      .chart(
        Chart(
          kind: .share, title: say("Parts des financeurs", "Funders' shares"),
          labels: [say("Région", "Region"), "Europe", say("Privé", "Private")], values: [190, 150, 60])),
    ]
  }

  private static func trends(_ say: (String, String) -> String, _ language: Language) -> [Block] {
    let years = (2016...2024).map(String.init)
    return [
      .heading(say("Évolution", "Trends"), level: 1),
      .chart(
        Chart(
          kind: .line, title: say("Participants", "Attendance"), labels: years,
          series: [
            .init("KIKK", [8_000, 9_500, 12_000, 25_000, nil, 9_000, 21_000, 30_000, 35_500]),
            .init(say("Autres", "Others"), [3_000, 3_200, 3_100, 4_000, 500, 1_500, 3_900, 4_200, 4_400]),
          ])),
      .chart(
        .histogram(
          title: say("Âge des studios (années)", "Age of the studios (years)"),
          values: [1, 2, 2, 3, 4, 5, 5, 5, 6, 8, 9, 12, 13, 17, 22], language: language)),
      .chart(
        Chart(
          kind: .matrix, title: say("Liens entre familles", "Ties between families"),
          labels: [say("Jeux", "Games"), say("Musique", "Music"), say("Écoles", "Schools")],
          series: [
            .init(say("Jeux", "Games"), [12, 3, 7]), .init(say("Musique", "Music"), [3, 20, nil]),
            .init(say("Écoles", "Schools"), [7, 1, 2]),
          ])),
    ]
  }

  private static func remarks(_ say: (String, String) -> String) -> [Block] {
    [
      .heading(say("Remarques", "Remarks"), level: 1),
      .list([
        say("Un point.", "A point."),
        say(
          "Un autre, plus long, qui passe à la ligne quand la largeur ne suffit pas.",
          "Another, longer, that wraps when the width does not suffice."),
      ]),
      .note(
        say(
          "Les départements sans donnée ne sont pas comptés ; voir la méthode dans l’annexe du rapport.",
          "Departments without data are not counted; see the method in the report's appendix.")),
    ]
  }
}
