import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Foundation
import Localization

/// `grappe pack`: creates the bundle of a plugin's folder.
struct PackCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pack",
      abstract: wording(
        "grappe.pack.makes-bundle-plugin-s"),
      discussion: example("grappe pack ../plugins/wallonia -o wallonia.grappe"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.pack.plugin-s-folder"), valueName: "dir"))
  var directory: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      wording(
        "grappe.pack.file-standard-output-folder"), valueName: "path"))
  var output: String?

  func run() throws {
    let bundle = try Bundles.Bundle.reading(directory: directory)
    let path = target(bundle)
    let file = try OutputFile(path: path, protecting: options.workspaceFolder)
    try file.write(try bundle.packed())
    try file.close()
    report(bundle, path)
  }

  private func target(_ bundle: Bundles.Bundle) -> String {
    guard let output else { return bundle.fileName }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? URL(filePath: output).appending(path: bundle.fileName).relativePath : output
  }

  private func report(_ bundle: Bundles.Bundle, _ path: String) {
    if options.json, path != "-" {
      return Output.json(
        .map([
          "id": .text(bundle.id.description), "file": .text(path), "files": .integer(Int64(bundle.files.count)),
          "left_out": .list(bundle.leftOut.map(FieldValue.text)),
        ]))
    }
    let line = "\(bundle.id.hexadecimal)  \(path)"
    if path == "-" { Output.errorLine(line) } else { Output.line(line) }
    for name in bundle.leftOut {
      Output.note(wording("grappe.pack.left-out-hidden-file", ["name": name]))
    }
  }
}
