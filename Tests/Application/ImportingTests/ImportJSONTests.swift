import Ecosystem
import Foundation
import Testing

@testable import Importing

@Suite("JSON comes back as it was exported")
struct ImportJSONTests {
  private static let record: Record = [
    "id": "a-1", "name": "Écluse «numérique»", "kind": "company", "aliases": ["a;b", "c"], "lat": 50.467, "lon": 4.5, "founded": "1998",
    "description": "Ligne 1\nLigne \"2\" ]},",
  ]

  private func exported(_ workspace: ImportWorkspace, _ format: RecordExport.Format) throws -> String {
    var text = ""
    try RecordExport(host: workspace.host, entity: "actor", format: format, for: .admin).run(filter: .map([:])) { text += $0 }
    return text
  }

  @Test("an exported array is imported unchanged, and again changes nothing", arguments: [RecordExport.Format.json, .jsonl])
  func array(format: RecordExport.Format) async throws {
    let first = try ImportWorkspace()
    try first.add("actor", Self.record)
    try first.add("actor", ["id": "a-2", "name": "B", "kind": "association"])
    let text = try exported(first, format)
    let second = try ImportWorkspace()
    #expect(try await second.run(text, name: "a.\(format)").added == 2)
    func plain(_ workspace: ImportWorkspace) throws -> [ExactDictionary<FieldValue>] {
      try workspace.all("actor").map { $0.fields.filter { !["created_at", "updated_at"].contains($0.key) } }
    }
    #expect(try plain(second) == plain(first))
    #expect(try await second.run(text, name: "a.\(format)").unchanged == 2)
  }

  @Test("an array is known by its first sign in a file of lines too, and a list of objects in a .json file by theirs")
  func forms() async throws {
    let workspace = try ImportWorkspace()
    let objects = ["A", "B"].map { "{\"name\": \"\($0)\", \"kind\": \"company\"}" }
    #expect(try await workspace.run("[" + objects.joined(separator: ",\n") + "]", name: "arr.jsonl").added == 2)
    #expect(try await workspace.run(objects.joined(separator: "\n"), name: "lines.json") { $0.duplicates = .skip }.unchanged == 2)
  }

  @Test("refused elements are named by their line, all of them, and a list that is cut off is refused")
  func refused() async throws {
    let workspace = try ImportWorkspace()
    let text = "[\n{\"name\": \"A\", \"kind\": \"company\"},\n12,\n{\"name\": \"B\", \"kind\": \"company\", \"lat\": \"50,4\"}\n]"
    #expect(try await workspace.refused(text, name: "a.json").map(\.line) == [3, 4])
    await #expect(throws: (any Error).self) { try await workspace.run(String(text.dropLast(2)), name: "a.json") }
    #expect(try workspace.all("actor").isEmpty)
  }

  @Test("fields of plugins that are not there are passed over on request, in JSON as in CSV")
  func unknown() async throws {
    let workspace = try ImportWorkspace()
    let text = #"[{"name": "A", "kind": "company", "wallonia.type": ["fablab"], "aliases": null}]"#
    #expect(try await workspace.refused(text, name: "a.json").count == 1)
    for name in ["a.json", "a.jsonl"] {
      _ = try await workspace.run(text, name: name) {
        $0.ignoresUnknownColumns = true
        $0.duplicates = .skip
      }
    }
    #expect(try workspace.all("actor").count == 1)
  }
}
