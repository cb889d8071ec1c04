import Cells
import Ecosystem
import Localization
import Testing

@testable import Importing

@Suite("Errors of an import")
struct ImportErrorTests {
  private static let row = RefusedRow(line: 7, column: "Nom", reason: "r")

  private static let samples = [ConventionProblem.Sample(line: 2, text: "1.250"), ConventionProblem.Sample(line: 3, text: "2,5")]

  private static func unclear(_ subject: ConventionProblem.Subject, samples count: Int) -> ImportError {
    let problem = ConventionProblem(subject: subject, samples: Array(samples.prefix(count)))
    return .columnsUnclear(file: "a.csv", columns: [ImportError.UnclearColumn(name: "Montant", problem: problem)])
  }

  private static let errors: [ImportError] = [
    .rowsRefused(file: "a.csv", rows: [row], total: 3), .duplicatesUndecided(file: "a.csv", duplicates: [], total: 2),
    .columnUnknown(file: "a.csv", columns: [], total: 1, entity: "actor", known: ["name"]),
    .columnTwice(file: "a.csv", columns: ["Nom", "name"], field: "name"),
    .columnAbsent(file: "a.csv", column: "Nom", header: ["name"]), .refusedFileExists(path: "a-refused.csv"), .stopped(line: 9),
    .stopped(line: nil), .unfinished(file: "a.csv", line: 9), .changed(file: "a.csv", isOtherFile: true),
    .changed(file: "a.csv", isOtherFile: false), .formatUnknown(file: "a.ods", known: ["csv"]),
    unclear(.decimalMark, samples: 1), unclear(.decimalMark, samples: 2), unclear(.dateOrder, samples: 1),
    unclear(.dateOrder, samples: 2), .columnFormerCents(file: "a.csv", column: "budget.amount", replacement: "budget.cents"),
  ]

  @Test("every error has a code of its own and a sentence in every language", arguments: Language.all)
  func sentences(language: Language) {
    let texts = Self.errors.map { $0.message(in: language) }
    #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("importing.") && !$0.contains("ImportError") })
    #expect(Set(texts).count == texts.count)
    #expect(Set(Self.errors.map(\.code)).count == 12)
  }

  @Test("a refused row is listed with its line, its column and the reason", arguments: Language.all)
  func listed(language: Language) {
    let text = Self.row.listed(in: language)
    #expect(text.contains("7") && text.contains("Nom") && text.contains("r"))
  }
}
