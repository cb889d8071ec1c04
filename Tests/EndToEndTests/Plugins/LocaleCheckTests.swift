import Foundation
import Testing

/// `grappe check` compares the languages of a plugin.
@Suite struct LocaleCheckTests {
  private func findings(_ locales: [String: String], more: String = "") throws -> [String] {
    var plugin = PluginVersion(permissions: "")
    plugin.files["lib/work.lua"] = "return grappe.t(\"a\", { count = 1 }), grappe.t(\"b\")"
    for (name, text) in locales { plugin.files["locales/\(name)"] = text }
    let folder = try TemporaryFolder()
    try plugin.write(into: folder.url.appending(path: "demo"))
    let run = try GrappeBinary(directory: folder.url)("check", "demo", "--json")
    let list = try #require(try json(run.output) as? [[String: Any]], "\(run.output)\(run.errors)")
    return list.map { "\($0["code"] ?? "") \($0["file"] as? String ?? "-"):\($0["line"] as? Int ?? 0)" }
  }

  private static let french = "a = [\"un {n}\", \"{count} {n}\"]\nb = \"b\"\n"
  private static let english = "a = [\"one {n}\", \"{count} {n}\"]\nb = \"b\"\n"

  @Test("languages with the same texts, arguments and forms are in order, whatever their number of forms")
  func right() throws {
    let polish = "a = [\"{count} {n}\", \"{count} {n}\", \"{n}: {count}\"]\nb = \"b\"\n"
    let japanese = "a = \"{n} {count}\"\nb = \"b\"\n"
    let found = try findings(["fr.toml": Self.french, "en.toml": Self.english, "pl.toml": polish, "ja.toml": japanese])
    #expect(found == [])
  }

  @Test("a text that a third language lacks is reported where English has it")
  func missing() throws {
    #expect(
      try findings(["fr.toml": Self.french, "en.toml": Self.english, "nl.toml": "b = \"b\"\n"]) == ["locale.missing locales/en.toml:1"])
  }

  @Test("a language that the manifest's title declares needs its file")
  func declared() throws {
    #expect(try findings(["fr.toml": Self.french]) == ["locale.missing locales/fr.toml:1", "locale.missing locales/fr.toml:2"])
  }

  @Test("other arguments than in English are reported at their line")
  func arguments() throws {
    let french = "a = [\"un {nom}\", \"{count} {nom}\"]\nb = \"b {c}\"\n"
    let found = try findings(["fr.toml": french, "en.toml": Self.english])
    #expect(found == ["locale.arguments locales/fr.toml:1", "locale.arguments locales/fr.toml:2"])
  }

  @Test(
    "wrong plural forms are reported at their line",
    arguments: [
      ("a = [\"{n}\"]\nb = \"b\"\n", ["locale.forms locales/fr.toml:1"]),
      ("a = \"{count} {n}\"\nb = \"b\"\n", ["locale.forms locales/fr.toml:1"]),
      ("plural_forms = \"x\"\na = [\"{n}\", \"{n}\"]\nb = \"b\"\n", ["locale.rule locales/fr.toml:1"]),
    ])
  func forms(french: String, expected: [String]) throws {
    #expect(try findings(["fr.toml": french, "en.toml": Self.english]) == expected)
  }

  @Test("a value that is no text and a file that is no language are reported")
  func values() throws {
    let found = try findings([
      "fr.toml": Self.french + "c = 3\n", "en.toml": Self.english + "d = [\"x\", 1]\n", "english.toml": "a = \"a\"\n",
    ])
    #expect(found == ["locale.value locales/en.toml:3", "locale.name locales/english.toml:0", "locale.value locales/fr.toml:3"])
  }
}
