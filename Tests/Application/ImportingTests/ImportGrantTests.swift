import Ecosystem
import Foundation
import Testing

@testable import Importing

@Suite("Dates and amounts of grants in JSON are read by the conventions of the whole file")
struct ImportGrantTests {
  private let workspace: ImportWorkspace

  init() throws {
    workspace = try ImportWorkspace()
    try workspace.add("actor", ["id": "fund", "name": "Fund", "kind": "association"])
  }

  private func grant(_ id: String, _ date: String, _ amount: String, more: String = "") -> String {
    """
    {"id":"\(id)","title":"T","description":"d","currency":"GBP","amountAwarded":\(amount),"awardDate":"\(date)"\(more),
     "fundingOrganization":[{"name":"Fund"}],"recipientOrganization":[{"name":"Fund"}]}
    """
  }

  private func run(_ grants: String..., change: (inout ImportOptions) -> Void = { _ in }) async throws -> ImportOutcome {
    try await workspace.run("{\"grants\":[\(grants.joined(separator: ",\n"))]}", as: "award", name: "g.json") {
      $0.reading.feed = .threeSixtyGiving
      change(&$0)
    }
  }

  private func days() throws -> [String] { try workspace.all("award").compactMap { $0["award_date"].textValue }.sorted() }

  @Test("31/03/2025 settles 05/04/2025; names of months, times and amounts with signs are read")
  func forms() async throws {
    let planned = ",\"plannedDates\":[{\"startDate\":\"2025-06-01T00:00:00+02:00\",\"endDate\":\"30 June 2025\"}]"
    let outcome = try await run(
      grant("1", "31/03/2025", "\"£1,234.50\""), grant("2", "05/04/2025", "\"1,000\""),
      grant("3", "10 January 2019", "7.25", more: planned),
      grant("4", "2019-01-10T00:00:00", "8"))
    #expect(outcome.added == 4)
    #expect(try days() == ["2019-01-10", "2019-01-10", "2025-03-31", "2025-04-05"])
    let awards = try workspace.all("award")
    let cents = awards.compactMap { $0["amount_awarded"].mapValue?["amount"]?.integerValue }
    #expect(cents.reduce(0, +) == 224_975)
    let third = try #require(awards.first { $0["locator"] == "3" })
    #expect(third["start"] == "2025-06-01")
    #expect(third["end"] == "2025-06-30")
  }

  @Test("dates that can be read in two ways are refused with their member, unless the order is stated")
  func ambiguous() async throws {
    let grants = [grant("1", "03/04/2025", "1"), grant("2", "05/06/2025", "2")]
    do {
      _ = try await run(grants[0], grants[1])
      Issue.record("the file was imported")
    } catch ImportError.columnsUnclear(_, let columns) {
      #expect(columns.map(\.name) == ["awardDate"])
    }
    #expect(try await run(grants[0], grants[1]) { $0.reading.dateOrder = .mdy }.added == 2)
    #expect(try days() == ["2025-03-04", "2025-05-06"])
  }

  @Test("an amount in another currency than its grant is refused with its line")
  func currency() async throws {
    do {
      _ = try await run(grant("1", "2025-01-01", "1"), grant("2", "2025-01-02", "\"€ 5\""))
      Issue.record("the file was imported")
    } catch ImportError.rowsRefused(_, let rows, _) {
      #expect(rows.count == 1 && rows[0].reason.contains("amountAwarded"), "\(rows)")
    }
    #expect(try days().isEmpty)
  }
}
