import Foundation
import Testing

/// Reports as workbooks, from the command line.
@Suite struct WorkbookTests {
  @Test("A report becomes a workbook, and nothing else is left behind")
  func report() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.files()
    let run = try workspace.grappe("report", "wallonia:financements", "--format", "xlsx", "-o", "f.xlsx")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "")
    #expect(try workspace.files().subtracting(before).subtracting(["run"]) == ["f.xlsx"])
    let listed = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["python3", "-m", "zipfile", "-l", "f.xlsx"], in: workspace.directory)
    #expect(listed.output.contains("xl/worksheets/sheet1.xml") && listed.output.contains("xl/workbook.xml"))
  }

  @Test("A workbook on standard output is the same kind of file")
  func piped() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"),
      ["-c", "grappe report paca:ecosysteme --format xlsx | head -c 2"], in: workspace.directory,
      environment: ["PATH": GrappeBinary.folder + ":/usr/bin:/bin"])
    #expect(run.output == "PK")
  }

  @Test("A format nobody knows is refused with those known")
  func unknown() throws {
    let run = try DemoWorkspace.shared.get().grappe("report", "paca:ecosysteme", "--format", "xls")
    #expect(run.status == 2)
    #expect(run.errors.contains("text, md, html, csv, json, xlsx"))
  }
}

extension DemoWorkspace {
  fileprivate func files() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { !$0.hasPrefix("grappe.sqlite") })
  }
}
