import Foundation
import Testing

/// The logo of `[portal] logo` in HTML reports.
@Suite struct ReportLogoTests {
  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"

  private func workspace(logo: String?) throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    try Data("[portal]\nlogo = \"logo.svg\"\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    if let logo { try Data(logo.utf8).write(to: workspace.directory.appending(path: "logo.svg")) }
    return workspace
  }

  private func report(in workspace: DemoWorkspace, _ format: String) throws -> GrappeBinary.Run {
    try workspace.grappe("report", "europe:rapport-annuel", "--territory", "BE-WAL", "--sections", "events", "--format", format)
  }

  @Test("an HTML report shows the logo over its title and loads no file")
  func shown() throws {
    let run = try report(in: workspace(logo: Self.svg), "html")
    #expect(run.status == 0, "\(run.errors)")
    let address = "data:image/svg+xml;base64," + Data(Self.svg.utf8).base64EncodedString()
    #expect(run.output.contains("<main>\n<p><img src=\"\(address)\" alt=\"\" height=\"64\"></p>\n<h1>"))
  }

  @Test("a logo that is neither PNG nor SVG is refused with its path; other formats do not read it")
  func refused() throws {
    let workspace = try workspace(logo: "GIF89a")
    let run = try report(in: workspace, "html")
    #expect(run.status != 0 && run.errors.contains("logo.svg"))
    #expect(try report(in: workspace, "md").status == 0)
  }
}
