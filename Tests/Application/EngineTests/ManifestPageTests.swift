import Bundles
import Foundation
import Testing

@testable import Engine

/// docs/MANIFEST.md is that of the reader of manifests, and its keys are those that it accepts.
@Suite struct ManifestPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("docs/MANIFEST.md is up to date; make reference writes it anew")
  func fresh() throws {
    let written = try String(contentsOf: Self.root.appending(path: "docs/MANIFEST.md"), encoding: .utf8)
    #expect(written == ManifestPage.text, "docs/MANIFEST.md is stale; run make reference")
  }

  @Test("A manifest with every described key is accepted, and each of them is read")
  func keys() throws {
    let manifest = try Manifest(parsing: Array(Self.whole.utf8))
    #expect(manifest.settings.count == 5 && manifest.dependencies.count == 1 && manifest.limits.count == 3)
    #expect(manifest.gazetteer == "data/places.csv" && manifest.outlines == "data/outlines.geojson")
    let described = Set(ManifestPage.keyRows.map { $0.key.split(separator: ".").last.map(String.init) ?? "" })
    let kinds = SettingDescription.Kind.allCases.flatMap(SettingDescription.keys)
    #expect(described.isSuperset(of: kinds))
  }

  private static let whole = """
    [plugin]
    name = "demo"
    version = "1.0.0"
    api = 1
    title = { en = "x" }
    summary = { en = "x" }
    publisher = "x"
    licence = "EUPL-1.2"
    [dependencies]
    europe = ">=1.0"
    [exports]
    modules = ["lib.rows"]
    [permissions]
    actors = { access = "write", territories = ["BE"], reason = { en = "x" } }
    [limits]
    job.cpu = "120s"
    memory = "64MiB"
    storage = "64MiB"
    [settings]
    a = { type = "integer", default = 1, minimum = 0, maximum = 2, label = { en = "x" }, doc = { en = "x" } }
    b = { type = "choice", choices = ["x"], label = { en = "x" } }
    c = { type = "text", secret = true, label = { en = "x" } }
    d = { type = "boolean", label = { en = "x" } }
    e = { type = "number", label = { en = "x" } }
    [data]
    schema = 1
    gazetteer = "data/places.csv"
    outlines = "data/outlines.geojson"
    """

  @Test("A secret has no default, and is a text")
  func secrets() {
    for line in ["type = \"text\", secret = true, default = \"x\"", "type = \"integer\", secret = true", "type = \"text\", secret = 1"] {
      let text =
        "[plugin]\nname = \"demo\"\nversion = \"1.0.0\"\napi = 1\ntitle = { en = \"x\" }\n[settings]\na = { \(line), label = { en = \"x\" } }\n"
      #expect(throws: BundleError.self, "\(line)") { try Manifest(parsing: Array(text.utf8)) }
    }
  }
}
