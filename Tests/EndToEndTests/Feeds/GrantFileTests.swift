import Foundation
import SheetTestSupport
import Testing

/// Files of grants as publishers write them, invented: each is read whole, and its sum is the one computed by hand.
@Suite struct GrantFileTests {
  private struct File: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// The days, sorted.
    var days: [String]
    /// The sum in cents, with its currency.
    var sum: String

    init(_ name: String, _ lines: [String], days: [String], sum: String) {
      self.init(name, Array((lines.joined(separator: "\n") + "\n").utf8), days: days, sum: sum)
    }

    init(_ name: String, _ bytes: [UInt8], days: [String], sum: String) {
      (self.name, self.bytes, self.days, self.sum) = (name, bytes, days, sum)
    }

    var testDescription: String { name }
  }

  private static let header =
    "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,"
    + "Funding Org:Identifier,Funding Org:Name"

  private static func row(_ id: String, _ amount: String, _ date: String, currency: String = "GBP", recipient: String = "A charity")
    -> String
  {
    "\(id),Grant \(id),For a game,\(currency),\(amount),\(date),360G-x-\(recipient),\(recipient),360G-x-fund,Example Fund"
  }

  private static let files: [File] = [
    File(
      "day-first.csv", [header, row("1", "\"£1,234.50\"", "31/03/2025"), row("2", "\"£2,000\"", "05/04/2025")],
      days: ["2025-03-31", "2025-04-05"], sum: "323450 GBP"),
    File(
      "month-first.csv", [header, row("1", "10.25", "03/31/2025", currency: "USD"), row("2", "$20", "04/05/2025", currency: "USD")],
      days: ["2025-03-31", "2025-04-05"], sum: "3025 USD"),
    File(
      "midnight.csv", [header, row("1", "500", "2019-01-10T00:00:00"), row("2", "250.25", "2019-01-11 00:00:00")],
      days: ["2019-01-10", "2019-01-11"], sum: "75025 GBP"),
    File(
      "words.csv", [header, row("1", "7", "10 January 2019"), row("2", "8", "\"March 3, 2020\"")],
      days: ["2019-01-10", "2020-03-03"], sum: "1500 GBP"),
    File(
      "semicolons.csv",
      [
        "identifier;TITLE;amount awarded;award date;recipient org : name;Funding Org:Name",
        "1;Aide 1;1.500,00 €;16/05/2024;Studio;Fonds", "2;Aide 2;250,-;1.6.2024;Studio;Fonds",
      ], days: ["2024-05-16", "2024-06-01"], sum: "175000 EUR"),
    File(
      "members.csv",
      [
        "id,title,description,currency,amountAwarded,awardDate,recipientOrganization/0/id,recipientOrganization/0/name,"
          + "fundingOrganization/0/id,fundingOrganization/0/name",
        "1,Grant,d,GBP,\"1,000,000\",2024-02-29,360G-x-1,One,360G-x-fund,Example Fund",
      ], days: ["2024-02-29"], sum: "100000000 GBP"),
    File(
      "shared.csv",
      [
        header + ",Recipient Org:1:Identifier,Recipient Org:1:Name", row("1", "100", "2024-01-01") + ",360G-x-2,Second",
        row("2", "200", "2024-01-02") + ",,", row("2", "200", "2024-01-02", recipient: "Other charity") + ",,",
      ], days: ["2024-01-01", "2024-01-02"], sum: "30000 GBP"),
    File(
      "nameless.csv",
      [
        "Title,Currency,Amount Awarded,Award Date,Recipient Org:Name,Funding Org:Name", "Grant,GBP,40,2024-01-01,One,Fund",
        "Grant,GBP,60,2024-01-01,Two,Fund",
      ], days: ["2024-01-01", "2024-01-01"], sum: "10000 GBP"),
    File("serial.xlsx", serial, days: ["2019-01-10", "2019-01-31"], sum: "175050 GBP"),
    File(
      "package.json",
      [
        "{\"version\":\"1.1\",\"grants\":[{\"id\":\"1\",\"title\":\"T\",\"currency\":\"GBP\",\"amountAwarded\":\"1,250.00\",",
        "\"awardDate\":\"2025-03-31T00:00:00+00:00\",\"fundingOrganization\":[{\"id\":\"360G-x-fund\",\"name\":\"Example Fund\"}],",
        "\"recipientOrganization\":[{\"name\":\"One\"},{\"name\":\"Two\"}]}]}",
      ], days: ["2025-03-31"], sum: "125000 GBP"),
  ]

  /// A workbook with a date as a number without a date's style, one as text, an amount as a number and one as text.
  private static var serial: [UInt8] {
    let titles = ["Identifier", "Title", "Currency", "Amount Awarded", "Award Date", "Recipient Org:Name", "Funding Org:Name"]
    let columns = ["A", "B", "C", "D", "E", "F", "G"]
    func cells(_ row: Int, _ texts: [String?]) -> String {
      zip(columns, texts).map { column, text in text.map { XLSXFile.text("\(column)\(row)", $0) } ?? "" }.joined()
    }
    let first = cells(2, ["1", "Grant 1", "GBP"]) + XLSXFile.number("D2", "1500.5") + XLSXFile.number("E2", "43475")
    let rows = [
      cells(1, titles), first + XLSXFile.text("F2", "One") + XLSXFile.text("G2", "Fund"),
      cells(3, ["2", "Grant 2", "GBP", "£250", "31/01/2019", "Two", "Fund"]),
    ]
    return XLSXFile([XLSXFile.Sheet("Grants", rows: rows)]).bytes
  }

  private func run(_ workspace: DemoWorkspace, _ file: File, _ options: String...) throws -> GrappeBinary.Run {
    try Data(file.bytes).write(to: workspace.directory.appending(path: file.name))
    return try workspace.grappe.run(["import", file.name, "--as", "europe:giving360"] + options, language: "en")
  }

  /// The days and the sum of the awards of a file, as the program tells them.
  private func awards(_ workspace: DemoWorkspace, _ file: File) throws -> String {
    let run = try workspace.grappe(
      "eval",
      """
      local days, sum, currency = {}, 0, ""
      for award in grappe.awards.each{ source = "\(file.name)" } do
        days[#days + 1] = award.award_date
        sum, currency = sum + award.amount_awarded.amount, award.amount_awarded.currency
      end
      table.sort(days)
      return table.concat(days, " ") .. " " .. sum .. " " .. currency
      """)
    try #require(run.status == 0, "\(run.errors)")
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("every file is read whole, with days and sum as computed by hand, and again without a change")
  func corpus() throws {
    let workspace = try DemoWorkspace.fresh()
    for file in Self.files {
      let first = try run(workspace, file)
      try #require(first.status == 0, "\(file.name): \(first.errors)")
      let wanted = file.days.joined(separator: " ") + " " + file.sum
      #expect(try awards(workspace, file).contains(wanted), "\(file.name): \(first.output)")
      let again = try run(workspace, file)
      #expect(again.status == 0, "\(file.name): \(again.errors)")
      #expect(try awards(workspace, file).contains(wanted), "\(file.name): \(again.output)")
    }
  }

  @Test("dates that can be read in two ways are refused with column, line and the option; with it they are read")
  func ambiguous() throws {
    let workspace = try DemoWorkspace.fresh()
    let file = File(
      "open.csv", [Self.header, Self.row("1", "1", "03/04/2025"), Self.row("2", "2", "05/06/2025")], days: [], sum: "")
    let refused = try run(workspace, file)
    #expect(refused.status != 0 && refused.errors.contains("Award Date") && refused.errors.contains("--dates"), "\(refused.errors)")
    #expect(refused.errors.contains("03/04/2025"), "\(refused.errors)")
    #expect(try run(workspace, file, "--dates", "dmy").status == 0)
    #expect(try awards(workspace, file).contains("2025-04-03 2025-06-05 300 GBP"))
    let mixed = File(
      "mixed.csv", [Self.header, Self.row("1", "1", "31/03/2025"), Self.row("2", "2", "03/31/2025")], days: [], sum: "")
    let contradicted = try run(workspace, mixed)
    #expect(contradicted.status != 0 && contradicted.errors.contains("31/03/2025") && contradicted.errors.contains("03/31/2025"))
  }

  @Test("an amount in another currency than its row, and one that is no amount, are refused with line and column")
  func amounts() throws {
    let workspace = try DemoWorkspace.fresh()
    for amount in ["€100", "many"] {
      let file = File(
        "amount.csv", [Self.header, Self.row("1", "5", "2025-01-01"), Self.row("2", amount, "2025-01-02")], days: [], sum: "")
      let refused = try run(workspace, file)
      #expect(refused.status != 0 && refused.errors.contains("line 3") && refused.errors.contains("Amount Awarded"), "\(refused.errors)")
      #expect(refused.errors.contains(amount), "\(refused.errors)")
    }
  }

  @Test("a grant without an amount or with an identifier of another is refused with its line and the remedy; the others come in")
  func rows() throws {
    let workspace = try DemoWorkspace.fresh()
    let file = File(
      "rows.csv",
      [
        Self.header, Self.row("1", "5", "2025-01-01"), Self.row("2", "", "2025-01-02"), Self.row("1", "9", "2025-02-01"),
        Self.row("3", "7", "2025-01-03"),
      ], days: [], sum: "")
    let imported = try run(workspace, file)
    try #require(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("line 3: Amount Awarded is missing"), "\(imported.output)")
    #expect(imported.output.contains("line 4: the identifier 1 is in this file already"), "\(imported.output)")
    #expect(try awards(workspace, file).contains("2025-01-01 2025-01-03 1200 GBP"))
  }
}
