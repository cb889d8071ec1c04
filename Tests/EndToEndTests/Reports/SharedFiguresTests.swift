import Foundation
import Testing

/// Figures that two reports share are the same in both.
@Suite struct SharedFiguresTests {
  @Test("Reports agree on shared figures, invented examples and records of other sectors included")
  func agree() throws {
    let workspace = try DemoWorkspace.fresh()
    try #require(try workspace.grappe("run", "wallonia:exemples").status == 0)
    let added = try workspace.grappe(
      "eval", "--write",
      """
      for i, f in ipairs { {"FRL04",{"animation"}}, {"FR-06",{"biotech"}}, {"BE35",{"sante"}}, {"LU",{"icc"}}, {"BE-BRU",{"design"}} } do
        for _, s in ipairs { "existing", "proposed" } do
          grappe.actors.add { name = "Essai " .. i .. s, kind = "company", territory = f[1], sectors = f[2], standing = s }
        end
      end
      """)
    try #require(added.status == 0, "\(added.errors)")
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/shared_figures.py").path
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["python3", oracle, GrappeBinary.executable.path, workspace.directory.path],
      in: GrappeBinary.root)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }
}
