import CSV
import Ecosystem
import Localization
import Testing

@testable import Importing

@Suite("An export has the columns and the form that its readers want")
struct ExportOptionTests {
  private func workspace(_ language: Language = .fr) throws -> ImportWorkspace {
    let workspace = try ImportWorkspace(language: language)
    try workspace.add("concept", ["scheme": "actor-kind", "code": "fund", "label": ["fr": "Fonds ; et plus", "en": "Fund"]])
    try workspace.add("concept", ["scheme": "actor-kind", "code": "a", "label": ["fr": "Double"]])
    try workspace.add("concept", ["scheme": "actor-kind", "code": "b", "label": ["fr": "double"]])
    try workspace.add("actor", ["id": "x", "name": "=1+1", "kind": "fund", "lat": 1.125, "lon": 4.5, "city": "'=a"])
    try workspace.add("actor", ["id": "y", "name": "+32 81", "kind": "a", "lat": -4.5, "lon": 4.5])
    return workspace
  }

  private func text(
    _ workspace: ImportWorkspace, _ format: RecordExport.Format = .csv, _ change: (inout RecordExport.Options) -> Void = { _ in }
  ) throws -> String {
    var options = RecordExport.Options()
    change(&options)
    var text = ""
    let export = RecordExport(host: workspace.host, entity: "actor", format: format, options: options, for: .admin)
    try export.run(filter: .map([:])) { text += $0 }
    return text
  }

  @Test("columns are chosen, in their order, and the form of Excel is that of the language")
  func columns() throws {
    let workspace = try workspace()
    let columns = ["name", "lat", "kind"]
    #expect(try text(workspace) { $0.columns = columns } == "name,lat,kind\r\n=1+1,1.125,fund\r\n+32 81,-4.5,a\r\n")
    let excel = try text(workspace) { ($0.columns, $0.style) = (columns, .excel(.fr)) }
    #expect(excel == "\u{FEFF}name;lat;kind\r\n'=1+1;1,1250;fund\r\n'+32 81;-4,5;a\r\n")
    #expect(try text(workspace, .jsonl) { $0.columns = ["id"] } == "{\"id\":\"x\"}\n{\"id\":\"y\"}\n")
  }

  @Test("the fields that the store maintains are left out on request")
  func bookkeeping() throws {
    let workspace = try workspace()
    let header = try text(workspace) { $0.leavesOutBookkeeping = true }.prefix { $0 != "\r\n" }
    #expect(!header.contains("created_at") && !header.contains("owner") && header.contains("name"))
    #expect(try !text(workspace, .json) { $0.leavesOutBookkeeping = true }.contains("updated_at"))
  }

  @Test("labels stand for codes, unless an import would read them as something else")
  func labels() throws {
    let workspace = try workspace()
    let found = try text(workspace) { ($0.columns, $0.hasLabels) = (["id", "kind"], true) }
    #expect(found == "id,kind\r\nx,Fonds ; et plus\r\ny,a\r\n")
  }

  @Test("an unknown column is refused with the nearest")
  func unknown() throws {
    let workspace = try workspace()
    #expect {
      try text(workspace) { $0.columns = ["nam", "kind"] }
    } throws: { error in
      (error as? ExportError)?.message(in: .en).contains("\"name\"") == true
    }
  }

  @Test("what is exported for Excel or with labels is imported unchanged")
  func back() async throws {
    let workspace = try workspace()
    for style in [CSVStyle(), .excel(.fr), .excel(.en), CSVStyle(guardsFormulas: true)] {
      let text = try text(workspace) { ($0.style, $0.hasLabels) = (style, true) }
      let outcome = try await workspace.run(text)
      #expect(outcome.unchanged == 2 && outcome.updated == 0)
    }
  }
}
