import Foundation
import Testing

/// A field of a plugin that only the staff sees exists nowhere for the public.
@Suite struct StaffFieldTests {
  @Test(
    "where the families of Walloon actors come from is on no public page, in no file and not in the API; the report is there without it")
  func familyBasis() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try workspace.grappe("eval", "return actors.find({ [\"wallonia.family_basis\"] = \"map\" }, { limit = 1 })[1].id")
    try #require(run.status == 0, "\(run.errors)")
    let id = run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let portal = try RunningPortal(workspace)
    let page = try portal.get("/actors/\(id)?lang=en")
    #expect(page.status == 200 && !page.body.contains("Basis of the family"))
    let report = try portal.get("/reports/wallonia/cartographie?lang=en")
    #expect(report.status == 200 && !report.body.contains("inferred"))
    for path in ["/api/v1/actor?limit=1000", "/api/v1/actor/\(id)", "/api/v1/openapi.json", "/data/actor.csv", "/data/actor.jsonl"] {
      let answer = try portal.get(path)
      #expect(answer.status == 200 && !answer.body.contains("family_basis"), "\(path)")
    }
    #expect(try portal.get("/api/v1/actor?wallonia.family_basis=map").status == 400)
    #expect(try workspace.grappe("export", "actor").output.contains("wallonia.family_basis"))
  }
}
