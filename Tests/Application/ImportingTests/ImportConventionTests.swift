import Calendar
import Cells
import Ecosystem
import Testing

@testable import Importing

@Suite("The conventions of a file's columns are decided before its rows are imported")
struct ImportConventionTests {
  private func indicators() async throws -> ImportWorkspace {
    let workspace = try ImportWorkspace()
    try await workspace.run("id,code,label.fr,unit\ni,I,Indicateur,persons\n", as: "indicator")
    try await workspace.run("id,scheme,code,name.fr\nBE-WAL,iso3166-2,BE-WAL,Wallonie\n", as: "territory")
    return workspace
  }

  private func observations(_ values: [String]) -> String {
    "indicator;territory;period;value;qualifier;origin;as_written\n"
      + values.enumerated().map { "i;BE-WAL;\(2011 + $0);\($1);exact;measured;x\n" }.joined()
  }

  /// Returns the values of the observations in the order of their periods.
  private func values(_ workspace: ImportWorkspace) throws -> [FieldValue] {
    try workspace.all("observation").sorted { ($0["period"].textValue ?? "") < ($1["period"].textValue ?? "") }.map { $0["value"] }
  }

  @Test("a number of thousands is read like the other cells of its column, and the summary says how")
  func numbers() async throws {
    let workspace = try await indicators()
    let outcome = try await workspace.run(observations(["1.250,5", "1.250", "1250", "1 250"]), as: "observation")
    #expect(try values(workspace) == [1_250.5, 1_250.0, 1_250.0, 1_250.0])
    #expect(outcome.columns.map(\.header) == ["value"] && outcome.columns.first?.convention.decimalMark == .comma)
    #expect(outcome.columns.first?.example == ImportedColumn.Example(text: "1.250,5", value: 1_250.5))
  }

  @Test("a column that can be read in two ways is refused with a cell, unless the user says the mark")
  func decimalOption() async throws {
    let workspace = try await indicators()
    guard case .columnsUnclear(_, let columns) = try await workspace.error(observations(["7", "1.250"]), as: "observation") else {
      return #expect(Bool(false))
    }
    #expect(columns.map(\.name) == ["value"])
    #expect(columns.first?.problem == ConventionProblem(subject: .decimalMark, samples: [.init(line: 3, text: "1.250")]))
    try await workspace.run(observations(["7", "1.250"]), as: "observation") { $0.reading.decimalMark = .point }
    #expect(try values(workspace) == [7.0, 1.25])
  }

  @Test("dates are read in each usual writing, and the order of day and month is decided on the column")
  func dates() async throws {
    let workspace = try ImportWorkspace()
    let outcome = try await workspace.run(
      "name;kind;founded\nA;company;03/04/2024\nB;company;16/05/2024\nC;company;16 mai 2024\nD;company;31.12.1935\n")
    let founded = try ["A", "B", "C", "D"].map { try workspace.actor(named: $0)?["founded"] }
    #expect(founded == ["2024-04-03", "2024-05-16", "2024-05-16", "1935-12-31"])
    #expect(outcome.columns.first?.convention.dateOrder == .dmy)
  }

  @Test("a column of ambiguous dates is refused before anything is written, unless the user says the order")
  func dateOption() async throws {
    let workspace = try ImportWorkspace()
    let text = "name;kind;founded\nA;company;03/04/2024\n"
    guard case .columnsUnclear(_, let columns) = try await workspace.error(text) else { return #expect(Bool(false)) }
    #expect(columns.map(\.problem.subject) == [.dateOrder])
    try await workspace.run(text) { $0.reading.dateOrder = .mdy }
    #expect(try workspace.actor(named: "A")?["founded"] == "2024-03-04")
  }

  @Test("all cells of a row that do not fit are named at once")
  func together() async throws {
    let workspace = try ImportWorkspace()
    let refused = try await workspace.refused("name;kind;founded;lat\nA;company;2024-2025;nord\nB;company;hier;50\n")
    #expect(refused.map(\.line) == [2, 3] && refused[1].column == "founded")
    #expect(refused[0].reason.contains("2024-2025\"; \"lat\": ") && refused[0].reason.contains("nord"))
  }

  @Test("a local time is read in the zone of its row, else in the one that the user gives, which the record then names")
  func zones() async throws {
    let workspace = try ImportWorkspace()
    try workspace.add("concept", ["scheme": "event-kind", "code": "fair", "label": ["en": "Fair"]])
    let text = "name;kind;starts_at;zone\nA;fair;16/05/2024 14:30;America/New_York\nB;fair;16/05/2024 14:30;\n"
    let refused = try await workspace.refused(text, as: "event")
    #expect(refused.map(\.line) == [3] && refused.map(\.column) == ["starts_at"])
    try await workspace.run(text, as: "event") { $0.reading.zone = WallClock(zone: "Europe/Brussels") }
    let events = try workspace.all("event").sorted { ($0["name"].textValue ?? "") < ($1["name"].textValue ?? "") }
    #expect(events.map { $0["starts_at"] } == ["2024-05-16T18:30:00Z", "2024-05-16T12:30:00Z"])
    #expect(events.map { $0["zone"] } == ["America/New_York", "Europe/Brussels"])
  }

  @Test("the example of a column of dates is one whose reading depends on the order of day and month")
  func dateExample() async throws {
    let workspace = try ImportWorkspace()
    let outcome = try await workspace.run("name;kind;founded\nA;company;2020-01-02\nB;company;16/05/2019\n")
    #expect(outcome.columns.first?.example == ImportedColumn.Example(text: "16/05/2019", value: "2019-05-16"))
  }
}
