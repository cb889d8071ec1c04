import Foundation
import Testing

@testable import Bundles

@Suite("Reading a folder") struct FolderTests {
  @Test("a folder gives the same bundle as its files")
  func folderIsItsFiles() throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: "sample")
    let bundle = try Bundles.Bundle.reading(directory: folder.path + "/sample")
    #expect(try bundle.id == Sample.bundle().id)
    #expect(bundle.leftOut.isEmpty)
  }

  @Test("hidden files are left out and named")
  func hiddenFilesAreNamed() throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: "sample")
    try folder.write("sample/.git/config", [])
    try folder.write("sample/lib/.DS_Store", [])
    for name in ["lib/rules.lua~", "lib/#rules.lua#", "init.lua.orig"] { try folder.write("sample/" + name, []) }
    let bundle = try Bundles.Bundle.reading(directory: folder.path + "/sample")
    #expect(try bundle.id == Sample.bundle().id)
    #expect(bundle.leftOut.sorted() == [".git", "init.lua.orig", "lib/#rules.lua#", "lib/.DS_Store", "lib/rules.lua~"])
  }

  @Test(
    "what has no place in a bundle is refused by its name, not skipped",
    arguments: [
      ("lib/Rules.lua", "archive.bad-name"),
      ("notes.txt", "archive.unknown-place"),
      ("src/a.lua", "archive.unknown-place"), ("lib/a b.lua", "archive.bad-name"),
    ])
  func litterIsRefused(name: String, code: String) throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: "sample")
    try folder.write("sample/" + name, [])
    let error = Sample.error { _ = try Bundles.Bundle.reading(directory: folder.path + "/sample") }
    #expect(error?.code.rawValue == code)
    #expect(error.map { name.hasPrefix($0.place?.file.split(separator: "/").first ?? "?") } == true)
    try FileManager.default.removeItem(atPath: folder.path + "/sample/" + name)
    try? FileManager.default.removeItem(atPath: folder.path + "/sample/src")
    #expect(throws: Never.self) { try Bundles.Bundle.reading(directory: folder.path + "/sample") }
  }

  @Test("a link is refused, also to a file inside the folder")
  func linksAreRefused() throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: "sample")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/sample/lib/other.lua", withDestinationPath: "rules.lua")
    let error = Sample.error { _ = try Bundles.Bundle.reading(directory: folder.path + "/sample") }
    #expect(error?.code == .archiveNotRegular)
    #expect(error?.place?.file == "lib/other.lua")
  }

  @Test("a pipe is refused without waiting for it")
  func pipesAreRefused() throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: "sample")
    #expect(mkfifo(folder.path + "/sample/lib/pipe.lua", 0o644) == 0)
    #expect(Sample.code { _ = try Bundles.Bundle.reading(directory: folder.path + "/sample") } == .archiveNotRegular)
    #expect(
      Sample.code { _ = try Bundles.Bundle.reading(file: folder.path + "/sample/lib/pipe.lua") } == .archiveNotRegular)
  }

  @Test("a name that is no UTF-8 is refused")
  func notUTF8() throws {
    let folder = try ScratchFolder()
    try folder.write(Sample.files, under: "sample")
    #expect(
      creat(Array((folder.path + "/sample/lib/r").utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0], 0o644) >= 0)
    #expect(Sample.code { _ = try Bundles.Bundle.reading(directory: folder.path + "/sample") } == .archiveBadName)
  }

  @Test("a folder or file that is not there is unreadable")
  func missingFolder() {
    #expect(Sample.code { _ = try Bundles.Bundle.reading(directory: "/nonexistent") } == .fileUnreadable)
    #expect(Sample.code { _ = try Bundles.Bundle.reading(file: "/nonexistent.grappe") } == .fileUnreadable)
  }

  @Test("the files every plugin has must be there", arguments: ["plugin.toml", "init.lua"])
  func requiredFiles(name: String) {
    var files = Sample.files
    files[name] = nil
    let error = Sample.error { _ = try Bundles.Bundle(files: files) }
    #expect(error?.code == .bundleMissingFile)
    #expect(error?.found == name)
  }

  @Test("migrations are numbered from 0001 without a gap, and data.schema is the last")
  func migrationsAreNumbered() {
    var files = Sample.files
    files["migrations/0003.lua"] = []
    #expect(Sample.error { _ = try Bundles.Bundle(files: files) }?.found == "migrations/0002.lua")
    files["migrations/0002.lua"] = []
    let error = Sample.error { _ = try Bundles.Bundle(files: files) }
    #expect(error?.code == .manifestSchemaMismatch)
    #expect(
      error?.message(in: .en)
        == "plugin.toml: data.schema is 1, the last migration 3\n  → write schema = 3 under [data]")
    files["plugin.toml"] = Array(Sample.manifest.replacing("schema = 1", with: "schema = 3").utf8)
    #expect(throws: Never.self) { try Bundles.Bundle(files: files) }
    files["migrations/first.lua"] = []
    #expect(Sample.code { _ = try Bundles.Bundle(files: files) } == .migrationBadName)
  }
}
