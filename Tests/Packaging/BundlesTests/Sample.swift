import Foundation

@testable import Bundles

/// A small valid plugin, and helpers of the tests.
enum Sample {
  static let manifest = """
    [plugin]
    name = "sample"
    version = "1.0.0"
    api = 1
    title = { fr = "Exemple", en = "Sample" }

    [data]
    schema = 1
    """

  static var files: [String: [UInt8]] {
    [
      "plugin.toml": Array(manifest.utf8),
      "init.lua": Array("grappe.log.info('là')\n".utf8),
      "lib/rules.lua": Array("return {}\n".utf8),
      "data/actors.csv": Array("id,name\nkikk,KIKK\n".utf8),
      "migrations/0001.lua": Array("grappe.actors.add { id = 'kikk', name = 'KIKK' }\n".utf8),
      "locales/fr.toml": Array("hello = \"Bonjour\"\n".utf8),
      "README.md": Array("# Sample\n".utf8),
    ]
  }

  static func bundle() throws -> Bundles.Bundle { try Bundles.Bundle(files: files) }

  static func files(changing name: String, to text: String) -> [String: [UInt8]] {
    var files = files
    files[name] = Array(text.utf8)
    return files
  }

  /// Returns the code of the error `body` throws; nil when it throws none.
  static func code(_ body: () throws -> Void) -> BundleError.Code? { error(body)?.code }

  /// Returns the error `body` throws; nil when it throws none.
  static func error(_ body: () throws -> Void) -> BundleError? {
    do { try body() } catch { return error as? BundleError }
    return nil
  }
}

/// A temporary folder for one test, removed with its owner.
final class ScratchFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "grappe-bundles-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = path + "/" + name
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func write(_ files: [String: [UInt8]], under folder: String) throws {
    for (name, bytes) in files { try write(folder + "/" + name, bytes) }
  }
}

/// Runs another program as an independent oracle.
enum Tool {
  struct Answer {
    let status: Int32
    let output: [UInt8]
    let errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// Runs a program found on the path, in a folder, and waits for its end.
  static func run(_ arguments: [String], in folder: String, input: [UInt8] = []) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let scratch = try ScratchFolder()
    let names = try ["in", "out", "err"].map { try scratch.write($0, $0 == "in" ? input : []) }
    process.standardInput = FileHandle(forReadingAtPath: names[0])
    process.standardOutput = FileHandle(forWritingAtPath: names[1])
    process.standardError = FileHandle(forWritingAtPath: names[2])
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, output: Array(try Data(contentsOf: URL(fileURLWithPath: names[1]))),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: names[2])), as: UTF8.self))
  }
}
