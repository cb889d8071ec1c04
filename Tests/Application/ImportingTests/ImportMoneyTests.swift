import Cells
import Ecosystem
import Testing

@testable import Importing

@Suite("A list's amounts are in euros, not in cents, unless its column says so")
struct ImportMoneyTests {
  private func workspace() async throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    try await workspace.run("id,name,kind\nfond-x,Fondation Exemple,company\nasso-y,Association Exemple,association\n")
    return workspace
  }

  private func award(_ text: String, _ workspace: ImportWorkspace) async throws -> Record {
    try await workspace.run(text, as: "award", name: "awards.csv")
    return try #require(try workspace.all("award").first)
  }

  private static let tail = "2024-05-01;fond-x;asso-y\n"

  @Test("the columns of 360Giving are known by their titles, and amounts are in major units")
  func titles() async throws {
    let workspace = try await workspace()
    let award = try await award(
      """
      Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient,Funder
      x-1,Grant one,Something,EUR,15000,2020-11-03,asso-y,fond-x

      """, workspace)
    #expect(award.id == "x-1" && award["amount_awarded"] == ["amount": 1_500_000, "currency": "EUR"])
  }

  @Test(
    "an amount and its currency may stand in one cell, in two columns, or without any currency",
    arguments: [
      ("Montant octroyé;Devise", "15 000,00 €;EUR"), ("Montant octroyé;Devise", "15.000;EUR"), ("Montant octroyé", "15 000,00"),
      ("Montant octroyé amount;Montant octroyé currency", "15000,00;EUR"), ("Amount awarded", "€ 15.000"),
      ("amount_awarded;amount_awarded (currency)", "15000.00;EUR"), ("amount_awarded;amount_awarded (devise)", "15000.00;EUR"),
      ("amount_awarded.cents;amount_awarded.currency", "1500000;EUR"), ("amount_awarded.amount;amount_awarded.currency", "15000;EUR"),
    ])
  func columns(header: String, cells: String) async throws {
    let workspace = try await workspace()
    let award = try await award(
      "Intitulé;Description;\(header);Date d’octroi;Bailleur;Bénéficiaire\nAide;Une aide;\(cells);\(Self.tail)", workspace)
    #expect(award["amount_awarded"] == ["amount": 1_500_000, "currency": "EUR"])
  }

  @Test("the summary has the total by currency and a cell as it was read")
  func summary() async throws {
    let workspace = try await workspace()
    let text = """
      title;description;Montant octroyé;award_date;funder;recipient
      A;a;15 000,00;\(Self.tail)B;b;1.500,5;\(Self.tail)C;c;20 CHF;\(Self.tail)D;d;;\(Self.tail)
      """
    let outcome = try await workspace.run(text, as: "award") {
      $0.isDryRun = true
      $0.keepsGood = true
    }
    let column = try #require(outcome.columns.first)
    #expect(outcome.columns.count == 1 && column.header == "Montant octroyé" && column.convention.decimalMark == .comma)
    #expect(column.amountCount == 3 && column.totals == ["EUR": 1_650_050, "CHF": 2_000])
    #expect(column.example == ImportedColumn.Example(text: "15 000,00", value: ["amount": 1_500_000, "currency": "EUR"]))
  }

  @Test("an amount is refused without a currency where a column has them, with two different ones, or with three decimals")
  func refused() async throws {
    let workspace = try await workspace()
    let header = "title;description;Montant octroyé;Devise;award_date;funder;recipient\n"
    let rows = ["A;a;15;;", "B;b;15 €;CHF;", "C;c;15,1234;EUR;", "D;d;quinze;EUR;"].map { $0 + Self.tail }.joined()
    let refused = try await workspace.refused(header + rows, as: "award")
    #expect(refused.map(\.line) == [2, 3, 4, 5] && Set(refused.map(\.column)) == ["Montant octroyé"])
  }

  @Test("a currency without an amount is no amount")
  func currencyAlone() async throws {
    let workspace = try await workspace()
    try await workspace.run("name;holder;budget;budget.currency\nA;asso-y;;EUR\n", as: "project")
    #expect(try workspace.all("project").first?["budget"].isNull == true)
  }

  @Test("an export of an earlier version, whose amounts were cents, is refused with the new name of its column")
  func former() async throws {
    let workspace = try await workspace()
    let now = "2026-01-01T00:00:00Z"
    let text = "name,holder,budget.amount,budget.currency,created_at,updated_at\nA,asso-y,1500000,EUR,\(now),\(now)\n"
    guard case .columnFormerCents(_, "budget.amount", "budget.cents") = try await workspace.error(text, as: "project") else {
      return #expect(Bool(false))
    }
  }

  @Test("JSON Lines hold cents as the model does")
  func json() async throws {
    let workspace = try await workspace()
    try await workspace.run(
      #"{"name": "A", "holder": "asso-y", "budget": {"amount": 1500000, "currency": "EUR"}}"#, as: "project", name: "rows.jsonl")
    #expect(try workspace.all("project").first?["budget"] == ["amount": 1_500_000, "currency": "EUR"])
  }
}
