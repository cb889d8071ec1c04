import Foundation
import Testing

/// Programs of others read the files of `grappe export`, and agree with it.
@Suite struct FeedReaderTests {
  private static let readers = GrappeBinary.root.appending(path: "Tests/EndToEndTests/Readers")
  /// The folder with the schema of the 360Giving standard and a real file of grants (Corpus/fetch-giving.sh); nil without one.
  private static let giving = ProcessInfo.processInfo.environment["GRAPPE_GIVING_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }

  private func export(_ workspace: DemoWorkspace, _ entity: String, _ format: String, _ options: String...) throws -> String {
    let file = workspace.directory.appending(path: "\(entity).\(format)").path
    let run = try workspace.grappe.run(["export", entity, "--format", format, "-o", file] + options, language: "en")
    try #require(run.status == 0, "\(run.errors)")
    return file
  }

  private func python(_ script: String, _ arguments: [String]) throws -> [Substring] {
    let run = try PythonTools.run(["-W", "ignore", Self.readers.appending(path: script).path] + arguments)
    try #require(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n")
  }

  private func evaluate(_ workspace: DemoWorkspace, _ code: String) throws -> String {
    let run = try workspace.grappe("eval", "--write", code)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  private static let series = """
    local zone = "Europe/Brussels"
    grappe.events.add{ id = "soirs", name = "Soirs", kind = "festival", starts_at = "2026-01-07T18:00:00Z", ends_at = "2026-01-07T20:00:00Z",
      zone = zone, recurrence = "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20271231" }
    grappe.events.add{ id = "jours", name = "Jours", kind = "festival", start = "2026-02-01", ["end"] = "2026-02-03",
      recurrence = "FREQ=YEARLY;COUNT=3" }
    grappe.events.add{ id = "ete", name = "Changement d'heure", kind = "festival", starts_at = "2026-03-25T23:30:00Z",
      ends_at = "2026-03-26T00:30:00Z", zone = zone, recurrence = "FREQ=DAILY;COUNT=10", status = "cancelled" }
    """

  @Test(
    "khal and recurring-ical-events find the same occurrences of every event (oracles: khal, icalendar)",
    .enabled(if: PythonTools.hasKhal, "SKIPPED: khal or recurring-ical-events is not installed"))
  func calendar() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try evaluate(workspace, Self.series)
    let file = try export(workspace, "event", "ics", "--sessions")
    let lines = try python("khal_occurrences.py", [file, "20130101", "20290101"])
    let known = try evaluate(workspace, "return grappe.events.count{ start = { ge = '2013-01-01' } }")
    #expect(lines.count == 1 && (lines.first.flatMap { Int($0) } ?? 0) >= 24 + 3 + 10, "\(lines.joined(separator: "\n")) \(known)")
  }

  @Test(
    "the linked data of records and the catalogue fit the shapes; a document that lacks a date does not (oracles: rdflib, pyshacl)",
    .enabled(if: PythonTools.hasSHACL, "SKIPPED: pyshacl is not installed"))
  func linkedData() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try evaluate(workspace, Self.series + Self.awards)
    var files = try ["actor", "event", "training", "award"].map { try export(workspace, $0, "jsonld") }
    let published = try workspace.grappe("publish", "www", "--data-only", "--licence", "CC0-1.0")
    try #require(published.status == 0, "\(published.errors)")
    files.append(workspace.directory.appending(path: "www/catalogue.jsonld").path)
    let shapes = Self.readers.appending(path: "shapes.ttl").path
    let lines = try python("linked_data.py", [shapes] + files)
    let names = Set(lines.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(names.isSuperset(of: ["Organization", "Place", "Event", "Course", "MonetaryGrant", "Dataset", "Distribution"]), "\(lines)")
    #expect(!lines.contains { $0.contains("Validation Report") }, "\(lines.joined(separator: "\n"))")
    let text = try String(contentsOfFile: files[1], encoding: .utf8).replacing("startDate", with: "beginning")
    let spoilt = workspace.directory.appending(path: "spoilt.jsonld")
    try Data(text.utf8).write(to: spoilt)
    #expect(try python("linked_data.py", [shapes, spoilt.path]).contains { $0.contains("schema:startDate") })
  }

  private static let awards = """
    grappe.actors.add{ id = "fonds", name = "Fonds", kind = "association" }
    for number = 1, 5 do
      grappe.awards.add{ id = "aide-" .. number, title = "Aide " .. number, description = "Pour un jeu.", funder = "fonds", recipient = "kikk",
        amount_awarded = { amount = 125050 * number, currency = "EUR" }, award_date = "2026-05-04", start = "2026-06-01", ["end"] = "2026-12-31" }
    end
    """

  @Test(
    "grants come back from spreadsheets as they went, and fit the schema of the standard where it is there (oracles: flattentool, jsonschema)",
    .enabled(if: PythonTools.hasFlattentool, "SKIPPED: flattentool or jsonschema is not installed"))
  func grants() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try evaluate(workspace, Self.awards)
    let lines = try python("grants.py", [try export(workspace, "award", "360giving")] + [Self.giving].compactMap { $0 })
    #expect(lines == ["5 5"], "\(lines.joined(separator: "\n"))")
  }

  @Test(
    "a real file of 475 grants comes in whole, with the totals that Python finds, and a second time changes nothing",
    .enabled(if: giving != nil, "SKIPPED: GRAPPE_GIVING_CORPUS names no folder; Corpus/fetch-giving.sh makes it"))
  func realGrants() throws {
    let workspace = try DemoWorkspace.fresh()
    let file = try #require(Self.giving) + "/grants/a003W000001B7PzQAK.json"
    let script =
      "import json,sys,decimal as d; g=json.load(open(sys.argv[1]),parse_float=d.Decimal)['grants']; print(len(g), sum(round(x['amountAwarded']*100) for x in g))"
    let expected = try PythonTools.run(["-c", script, file]).output
    let import_ = ["import", file, "--as", "award", "--format", "360giving", "--create-missing", "--json"]
    let first = try workspace.grappe.run(import_, language: "en")
    try #require(first.status == 0, "\(first.errors)")
    let found = try evaluate(
      workspace,
      "local n, s = 0, 0 for a in grappe.awards.each{ locator = { like = '360G%' } } do n, s = n + 1, s + a.amount_awarded.amount end return n .. ' ' .. s"
    )
    #expect(found == expected && expected.hasPrefix("475 "))
    let again = try workspace.grappe.run(import_, language: "en")
    #expect(again.output.contains("\"unchanged\": 475"), "\(again.output.prefix(300))")
    if PythonTools.hasFlattentool {
      let lines = try python("grants.py", [try export(workspace, "award", "360giving"), try #require(Self.giving)])
      #expect(lines == ["475 475"], "\(lines.prefix(5))")
    }
  }

  @Test(
    "ogrinfo counts as many features as there are records, and as many points as have one (oracle: GDAL)",
    .enabled(if: PythonTools.ogrinfo != nil, "SKIPPED: gdal-bin is not installed"))
  func features() throws {
    let workspace = try DemoWorkspace.fresh()
    for entity in ["actor", "event"] {
      let file = try export(workspace, entity, "geojson")
      let counts = try evaluate(
        workspace, "return grappe.\(entity)s.count{} .. ' ' .. grappe.\(entity)s.count{ lat = { present = true } }")
      let all = try count(file), points = try count(file, "-where", "OGR_GEOMETRY = 'POINT'")
      #expect("\(all) \(points)\n" == counts, "\(entity)")
    }
  }

  private func count(_ file: String, _ options: String...) throws -> String {
    let program = URL(filePath: try #require(PythonTools.ogrinfo))
    let run = try GrappeBinary.run(program, ["-ro", "-so", "-al"] + options + [file], in: GrappeBinary.root)
    let line = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("Feature Count: ") }, "\(run.output) \(run.errors)")
    return String(line.dropFirst("Feature Count: ".count))
  }
}
