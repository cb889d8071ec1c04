import Testing

@testable import Bundles

@Suite("Manifest") struct ManifestTests {
  /// The manifest in the description of the plugin API.
  static let wallonia = """
    [plugin]
    name = "wallonia"
    version = "1.0.0"                  # semantic versioning
    api = 1                            # the host API it is written for
    title = { fr = "Wallonie", en = "Wallonia" }
    summary = { fr = "…", en = "…" }
    publisher = "grappe"
    licence = "EUPL-1.2"

    [dependencies]
    europe = ">=1.0, <2.0"             # other plugins

    [permissions]                      # nothing is granted that is not asked
    actors    = { access = "write", territories = ["BE-WAL"], reason = { fr = "tenir la cartographie", en = "keep the map" } }
    relations = { access = "write" }
    contacts  = { access = "none" }    # personal data
    sql       = { access = "read" }
    jobs      = { access = "write" }

    [limits]
    job.cpu = "120s"
    job.rows_read = 5_000_000
    memory = "128MiB"

    [settings.barometer_year]
    type = "integer"
    default = 2023
    label = { fr = "Année du baromètre", en = "Barometer year" }

    [data]
    schema = 1
    """

  @Test("a full manifest is read as it stands")
  func full() throws {
    let manifest = try Manifest(parsing: Array(Self.wallonia.utf8))
    #expect(manifest.name == "wallonia")
    #expect(manifest.version == SemanticVersion(major: 1, minor: 0, patch: 0))
    #expect(manifest.title == ["fr": "Wallonie", "en": "Wallonia"])
    #expect(manifest.publisher == "grappe")
    #expect(manifest.licence == "EUPL-1.2")
    #expect(manifest.dependencies["europe"]?.contains(SemanticVersion(major: 1, minor: 9, patch: 0)) == true)
    let actors = try #require(manifest.permissions["actors"])
    #expect(actors.access == .write)
    #expect(actors.territories == ["BE-WAL"])
    #expect(actors.reason == ["fr": "tenir la cartographie", "en": "keep the map"])
    #expect(manifest.permissions["contacts"]?.access == PermissionRequest.Access.none)
    #expect(manifest.permissions["events"] == nil)
    #expect(manifest.limits["job.cpu"] == LimitRequest(amount: 120_000, unit: .milliseconds))
    #expect(manifest.limits["job.rows_read"] == LimitRequest(amount: 5_000_000, unit: .rows))
    #expect(manifest.limits["memory"] == LimitRequest(amount: 128 << 20, unit: .bytes))
    #expect(manifest.settings["barometer_year"]?.defaultValue == .integer(2023))
    #expect(manifest.dataSchema == 1)
  }

  @Test(
    "a wrong line is refused with its code, its line and the remedy",
    arguments: [
      ("name = \"wallonia\"", "nmae = \"wallonia\"", "manifest.unknown-key", 2, "write “name”"),
      (
        "name = \"wallonia\"", "name = \"Wallonia\"", "manifest.invalid-value", 2,
        "accepted values: a-z, 0-9, _ (2…32; ≠ grappe)"
      ),
      (
        "name = \"wallonia\"", "name = \"grappe\"", "manifest.invalid-value", 2,
        "accepted values: a-z, 0-9, _ (2…32; ≠ grappe)"
      ),
      ("name = \"wallonia\"", "name = 3", "manifest.wrong-type", 2, "give it \"…\""),
      ("name = \"wallonia\"", "name = 1979-05-27", "manifest.wrong-type", 2, "give it \"…\""),
      ("name = \"wallonia\"\n", "", "manifest.missing-key", 1, "add, for example, name = \"wallonia\""),
      ("version = \"1.0.0\"", "version = \"1.0\"", "manifest.invalid-value", 3, "accepted values: 1.0.0, 1.1.0-rc.1"),
      ("api = 1 ", "api = 2 ", "manifest.unsupported-api", 4, "update Grappe or the plugin"),
      ("api = 1 ", "api = 1.0 ", "manifest.wrong-type", 4, "give it 1, 2, 3…"),
      ("{ fr = \"Wallonie\"", "{ w = \"Walonreye\"", "manifest.unknown-key", 5, "keys known here: de, en, fr"),
      (
        "title = { fr = \"Wallonie\", en = \"Wallonia\" }", "title = {}", "manifest.missing-key", 5,
        "add, for example, title = { fr = \"…\", en = \"…\" }"
      ),
      ("publisher =", "name =", "manifest.duplicate-key", 7, "keep one of them (the first: line 2)"),
      ("\">=1.0, <2.0\"", "\">=2.0, <1.0\"", "manifest.impossible-range", 11, "correct the bounds"),
      (
        "\">=1.0, <2.0\"", "\"one\"", "manifest.invalid-value", 11, "accepted values: >=1.0, <2.0, ^1.2, ~1.2, 1.2.3, *"
      ),
      ("europe =", "wallonia =", "manifest.invalid-value", 11, "accepted values: a-z, 0-9, _"),
      ("\nrelations ", "\nrelation ", "manifest.unknown-key", 15, "write “relations”"),
      ("\"write\", territories", "\"wirte\", territories", "manifest.invalid-value", 14, "write “write”"),
      ("access = \"write\", terr", "acces = \"write\", terr", "manifest.unknown-key", 14, "write “access”"),
      ("[\"BE-WAL\"]", "[]", "manifest.invalid-value", 14, "accepted values: [\"BE-WAL\"]"),
      ("[\"BE-WAL\"]", "[\"BE-WAL\", 3]", "manifest.wrong-type", 14, "give it [\"…\", \"…\"]"),
      (
        "[\"BE-WAL\"]", "[\"BE-WAL\", \"BE-WAL\"]", "manifest.invalid-value", 14,
        "accepted values: [\"BE-WAL\", \"LU\"]"
      ),
      (
        "sql       = { access = \"read\" }", "sql = { access = \"write\" }", "manifest.invalid-value", 17,
        "accepted values: none, read"
      ),
      (
        "jobs      = { access = \"write\" }", "jobs = { access = \"write\", territories = [\"LU\"] }",
        "manifest.unknown-key", 18, "keys known here: access, reason"
      ),
      ("jobs      = { access = \"write\" }", "jobs = \"write\"", "manifest.wrong-type", 18, "give it { … }"),
      (
        "jobs      = { access = \"write\" }", "jobs = { reason = { en = \"x\" } }", "manifest.missing-key", 18,
        "add, for example, access = \"read\""
      ),
      (
        "job.cpu = \"120s\"", "job.cpu = \"120\"", "manifest.invalid-value", 21,
        "accepted values: 500ms, 120s, 10min, 1h"
      ),
      (
        "job.cpu = \"120s\"", "job.cpu = \"0s\"", "manifest.invalid-value", 21,
        "accepted values: 500ms, 120s, 10min, 1h"
      ),
      (
        "job.cpu = \"120s\"", "job.cpu = \"999999999999h\"", "manifest.invalid-value", 21,
        "accepted values: 500ms, 120s, 10min, 1h"
      ),
      ("job.cpu = \"120s\"", "job.cpu = 120", "manifest.wrong-type", 21, "give it \"…\""),
      ("job.cpu = \"120s\"", "jobs.cpu = \"120s\"", "manifest.unknown-key", 21, "write “job”"),
      (
        "job.cpu = \"120s\"", "job.memory = \"1MiB\"", "manifest.unknown-key", 21,
        "keys known here: cpu, wall, write_wall, rows_read, rows_written, output"
      ),
      (
        "memory = \"128MiB\"", "memory = \"128MB\"", "manifest.invalid-value", 23,
        "accepted values: 512KiB, 64MiB, 1GiB"
      ),
      (
        "job.rows_read = 5_000_000", "job.rows_read = -1", "manifest.invalid-value", 22,
        "accepted values: 0…1000000000000"
      ),
      ("type = \"integer\"", "type = \"intger\"", "manifest.invalid-value", 26, "write “integer”"),
      ("default = 2023", "default = \"2023\"", "manifest.wrong-type", 27, "give it 1, 2, 3…"),
      ("default = 2023", "default = 2023\nmaximum = 2020", "manifest.invalid-value", 27, "accepted values: …2020.0"),
      ("default = 2023", "minimum = 3\nmaximum = 2", "manifest.impossible-range", 28, "correct the bounds"),
      (
        "default = 2023", "choices = [\"a\"]", "manifest.unknown-key", 27,
        "keys known here: type, default, label, doc, minimum, maximum"
      ),
      (
        "label = { fr = \"Année du baromètre\", en = \"Barometer year\" }", "", "manifest.missing-key", 25,
        "add, for example, label = { fr = \"Année\", en = \"Year\" }"
      ),
      ("schema = 1", "schema = 10000", "manifest.invalid-value", 31, "accepted values: 0…9999"),
      ("[data]", "[datum]", "manifest.unknown-key", 30, "write “data”"),
      ("[data]", "[plugin]", "manifest.duplicate-key", 30, "keep one of them (the first: line 1)"),
      ("[data]", "[data", "manifest.syntax", 30, "correct this line (https://toml.io/en/v1.0.0)"),
      ("schema = 1", "schema = \"1", "manifest.syntax", 31, "correct this line (https://toml.io/en/v1.0.0)"),
      (
        "publisher = \"grappe\"", "publisher = \"gr\\u0000appe\"", "manifest.invalid-value", 7, "accepted values: UTF-8"
      ),
      (
        "publisher = \"grappe\"", "publisher = [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "manifest.syntax", 7,
        "correct this line (https://toml.io/en/v1.0.0)"
      ),
      (
        "publisher = \"grappe\"", "publisher.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r = 1", "manifest.syntax", 7,
        "correct this line (https://toml.io/en/v1.0.0)"
      ),
      (
        "publisher = \"grappe\"", "publisher = \"\u{202E}grappe\"", "text.invalid", 7,
        "save it as UTF-8 without control characters"
      ),
    ])
  func refusals(line: String, wrong: String, code: String, number: Int, remedy: String) throws {
    let text = try #require(
      Self.wallonia.contains(line) ? Self.wallonia.replacing(line, with: wrong, maxReplacements: 1) : nil)
    let error = Sample.error { _ = try Manifest(parsing: Array(text.utf8)) }
    #expect(error?.code.rawValue == code)
    #expect(error?.place == .init(file: "plugin.toml", line: number))
    #expect(error?.remedy(in: .en) == remedy)
  }

  @Test("without [plugin] there is no manifest", arguments: ["", "# nothing\n", "[data]\nschema = 1\n"])
  func empty(text: String) {
    let error = Sample.error { _ = try Manifest(parsing: Array(text.utf8)) }
    #expect(error?.code == .manifestMissingKey)
    #expect(error?.place?.line == 1)
  }

  @Test("a deeply dotted key of the largest size is refused without deep recursion")
  func deepKeys() {
    let text = "a" + String(repeating: ".a", count: 30_000) + " = 1\n[" + String(repeating: "a.", count: 100) + "a"
    #expect(Sample.code { _ = try Manifest(parsing: Array(text.utf8)) } == .manifestSyntax)
    #expect(
      Sample.code { _ = try Manifest(parsing: Array(repeating: UInt8(ascii: "["), count: 60_000)) } == .manifestSyntax)
    #expect(
      Sample.code { _ = try Manifest(parsing: Array(repeating: UInt8(ascii: "a"), count: 70_000)) } == .archiveTooLarge)
  }

  @Test("bytes that are no UTF-8 are refused with their line")
  func notUTF8() {
    let error = Sample.error { _ = try Manifest(parsing: Array("[plugin]\nname = \"".utf8) + [0xFF, 0x22]) }
    #expect(error?.code == .textInvalid)
    #expect(error?.place?.line == 2)
  }

  @Test("every line cut off anywhere is refused or read, and never crashes")
  func truncation() {
    let bytes = Array(Self.wallonia.utf8)
    for length in 0..<bytes.count { _ = Sample.code { _ = try Manifest(parsing: Array(bytes[..<length])) } }
    for index in bytes.indices {
      for byte in "\"'[]{}=.,#\n\\\u{0}".utf8 {
        var changed = bytes
        changed[index] = byte
        _ = Sample.code { _ = try Manifest(parsing: changed) }
      }
    }
  }
}
