import Ecosystem
import Testing

@testable import Importing

@Suite("Everything that is wrong with a file is said at once")
struct ImportOnePassTests {
  @Test("columns and rows are refused together; what an unread column would hold is not missed")
  func columns() async throws {
    let workspace = try ImportWorkspace()
    let text = "nome;kind;lat;founded;lon\nA;company;nord;03/04/2024;4,8\nB;company;50,5;05/06/2024;est\nC;company;50,5;;4,8\n"
    guard case .several(let errors) = try await workspace.error(text) else { return #expect(Bool(false)) }
    #expect(errors.count == 3)
    guard case .columnUnknown(_, let columns, 1, _, _) = errors[0], case .columnsUnclear(_, let unclear) = errors[1],
      case .rowsRefused(_, let rows, 2) = errors[2]
    else { return #expect(Bool(false), "\(errors)") }
    #expect(columns.map(\.name) == ["nome"] && unclear.map(\.name) == ["founded"] && rows.map(\.line) == [2, 3])
    let message = ImportError.several(errors).message(in: .en)
    #expect(message.contains("nome") && message.contains("--dates") && message.contains("line 3"))
  }

  @Test("a row names every cell, value and reference that is wrong")
  func row() async throws {
    let workspace = try ImportWorkspace()
    let rows = try await workspace.refused("name;kind;lat;website\n;compagny;nord;x\n")
    let reason = try #require(rows.first?.reason)
    for column in ["name", "kind", "lat", "website"] { #expect(reason.contains("\"\(column)\""), "\(column): \(reason)") }
  }

  @Test("references to nothing are named beside other refusals, but not those to a refused row")
  func references() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("id,name,kind\nfond-x,Fondation,company\nasso-y,Association,association\n")
    let header = "title;description;amount_awarded;award_date;funder;recipient\n"
    let rows = "A;a;quinze;2024-05-01;fond-x;asso-y\nB;b;15;2024-05-01;nobody;asso-y\nC;c;15;2024-05-01;fond-x;nothing\n"
    #expect(try await workspace.refused(header + rows, as: "award").map(\.line) == [2, 3, 4])
  }

  @Test("a row with an id names what is wrong, not what it need not repeat")
  func update() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("id,name,kind\na-1,A,company\n")
    let rows = try await workspace.refused("id,lat\na-1,nord\n")
    #expect(rows.map(\.column) == ["lat"])
  }

  @Test("a name that refers to a record is no fault of a row that is refused for another reason, nor one that would be added")
  func names() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("name,kind\nFondation X,company\nAsso Y,association\n")
    let text = "title;description;amount_awarded;award_date;funder;recipient\nA;a;quinze;2024-05-01;Fondation X;Asso Z\n"
    let reason = try #require(try await workspace.refused(text, as: "award").first?.reason)
    #expect(reason.contains("Asso Z") && !reason.contains("Fondation X"), "\(reason)")
    let creating = try await workspace.error(text, as: "award") { $0.createsMissing = true }
    guard case .rowsRefused(_, let rows, 1) = creating else { return #expect(Bool(false), "\(creating)") }
    #expect(rows[0].column == "amount_awarded")
    #expect(try workspace.count("actor", [:]) == 2)
  }
}
