import Foundation
import Testing

/// The tables of a report as CSV, one file each.
@Suite struct TableFilesTests {
  @Test("Into a folder, CSV is a file a table, named after it")
  func folder() throws {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let run = try workspace.grappe(
      "report", "paca:ecosysteme", "--format", "csv", "-o", folder.url.path, language: "fr")
    #expect(run.status == 0, "\(run.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names.count == 5 && names.allSatisfy { $0.hasSuffix(".csv") })
    #expect(names.contains("acteurs-par-departement-territoires.csv"))
    #expect(run.output.split(separator: "\n").map { URL(filePath: String($0)).lastPathComponent }.sorted() == names)
    let text = try String(
      contentsOf: folder.url.appending(path: "acteurs-par-departement-territoires.csv"), encoding: .utf8)
    #expect(text.hasPrefix("Territoire,Code,Toutes les fiches\r\nBouches-du-Rhône,FR-13,104\r\n"))
  }
}
