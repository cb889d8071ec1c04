import Testing

@testable import Bundles

/// The modules that a bundle exports.
@Suite("Exports") struct ExportTests {
  private static func manifest(_ exports: String, name: String = "sample") -> String {
    Sample.manifest.replacing("\"sample\"", with: "\"\(name)\"") + "\n\n[exports]\nmodules = \(exports)\n"
  }

  private func refusal(_ exports: String, name: String = "sample") -> BundleError? {
    Sample.error { _ = try Bundle(files: Sample.files(changing: "plugin.toml", to: Self.manifest(exports, name: name))) }
  }

  @Test("the exported modules are read in order, and have their files")
  func read() throws {
    var files = Sample.files(changing: "plugin.toml", to: Self.manifest("[\"lib.rules\", \"lib.deep.er-2\"]"))
    files["lib/deep/er-2.lua"] = Array("return 1\n".utf8)
    let exports = try Bundle(files: files).manifest.exports
    #expect(exports.map(\.text) == ["lib.deep.er-2", "lib.rules"])
    #expect(exports.map(\.path) == ["lib/deep/er-2.lua", "lib/rules.lua"])
  }

  @Test(
    "a malformed name is refused with the line, and with the name that was meant",
    arguments: [
      ("lib/rules.lua", "lib.rules"), ("rules", "lib.rules"), ("lib.", nil), ("lib", "lib.lib"), ("lib..rules", nil),
      ("data.rules", "lib.data.rules"), ("Lib.rules", nil), ("lib.rules\\u0000", nil), ("", nil),
    ])
  func malformed(name: String, nearest: String?) throws {
    let error = try #require(refusal("[\"\(name)\"]"))
    #expect(error.code == .manifestInvalidValue)
    #expect(error.place?.description == "plugin.toml:11")
    #expect(error.nearest == nearest)
  }

  @Test("a module without a file is refused with the line and the nearest module")
  func missing() throws {
    let error = try #require(refusal("[\"lib.rule\"]"))
    #expect(error.code == .exportMissingFile)
    #expect(error.place?.description == "plugin.toml:11")
    #expect(error.nearest == "lib.rules")
    let other = try #require(refusal("[\"lib.something.else\"]"))
    let sentence = "plugin.toml exports the module lib.something.else, but the bundle has no file lib/something/else.lua"
    #expect(other.sentence(in: .en) == sentence)
  }

  @Test("a module given twice, another type, an unknown key and exports of a plugin called lib are refused")
  func refused() {
    #expect(refusal("[\"lib.rules\", \"lib.rules\"]")?.code == .manifestInvalidValue)
    #expect(refusal("\"lib.rules\"")?.code == .manifestWrongType)
    #expect(refusal("[]\nfiles = []")?.code == .manifestUnknownKey)
    #expect(refusal("[\"lib.rules\"]", name: "lib")?.code == .manifestInvalidValue)
    #expect(refusal("[]", name: "lib") == nil)
  }

  @Test(
    "a full name is a bundle's name and a module's; a name that begins with lib is one of the own bundle",
    arguments: [
      ("europe.lib.rows", "europe", "lib.rows"), ("socket.http", "socket", "http"), ("lib.rows", nil, nil), ("rows", nil, nil),
      ("Europe.lib.rows", nil, nil), (".lib.rows", nil, nil), ("europe/lib.rows", nil, nil), ("europe.", "europe", ""),
    ])
  func fullNames(text: String, bundle: String?, module: String?) {
    let name = SharedModuleName(text)
    #expect(name?.bundle == bundle)
    #expect(name?.module == module)
  }

  @Test("a change of the manifest names the modules that one version alone exports")
  func changes() throws {
    let before = try Manifest(parsing: Array(Self.manifest("[\"lib.rules\", \"lib.old\"]").utf8))
    let after = try Manifest(parsing: Array(Self.manifest("[\"lib.rules\", \"lib.new\"]").utf8))
    let changes = ManifestChanges(from: before, to: after)
    #expect(changes.exports.map(\.name) == ["lib.new", "lib.old"])
    #expect(changes.exports.map { $0.after == nil } == [false, true])
    #expect(!changes.needsApproval)
  }
}
