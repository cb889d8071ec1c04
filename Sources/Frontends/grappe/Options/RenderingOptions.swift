import ArgumentParser
import CSV
import Engine
import Foundation
import HostAPI
import Reports

/// The options for a document's format and its output.
struct RenderingOptions: ParsableArguments {
  @Option(
    name: .reserved(.format),
    help: ArgumentHelp(
      wording("grappe.rendering-options.text-md-html-csv"), valueName: "format"))
  var format: String?

  @Option(
    name: [.short, .customLong(CommandLineOption.output.rawValue)],
    help: ArgumentHelp(
      wording(
        "grappe.rendering-options.write-file-standard-output"),
      valueName: "file"))
  var output: String?

  @Flag(name: .reserved(.excel), help: ArgumentHelp(wording("grappe.rendering-options.excel")))
  var excel = false

  @Flag(name: .reserved(.rawFormulas), help: ArgumentHelp(wording("grappe.rendering-options.raw-formulas")))
  var rawFormulas = false

  /// The file or folder; nil for standard output.
  private var file: String? { output == "-" ? nil : output }

  /// Whether a document goes to standard output in a format for programs.
  var writesForPrograms: Bool {
    guard let output else { return excel || format != nil && format != Format.text.rawValue }
    return (try? OutputTarget(output, protecting: nil)) == .descriptor(STDOUT_FILENO)
  }

  /// Returns the requested format; by default JSON for scripts and text for people.
  ///
  /// - Throws: `ValidationError` for an unknown format, and for a workbook on a terminal.
  func format(isJSON: Bool) throws -> Format {
    guard let format else { return excel ? .csv : isJSON ? .json : .text }
    guard let chosen = Format(rawValue: format) else {
      let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        wording(
          "grappe.rendering-options.format-unknown-known", ["format": format, "known": known]))
    }
    if excel, chosen != .csv { throw ValidationError(wording("grappe.export.excel-csv")) }
    guard chosen.isText || file != nil || !Terminal.isOutput else {
      throw ValidationError(
        wording(
          "grappe.rendering-options.workbook-cannot-read-terminal", ["file-extension": chosen.fileExtension]))
    }
    return chosen
  }

  /// Writes a document to the file, or on standard output.
  ///
  /// - Parameters:
  ///   - workspace: a folder writable by the process, whose own files are not overwritten.
  ///   - logo: the `data:` address of the image over the title of an HTML file.
  func write(_ document: Document, as format: Format, in workspace: URL, logo: String? = nil) throws {
    var options = RenderOptions(
      language: language, width: file == nil ? Terminal.width : nil, isColored: file == nil && Terminal.isColored, csv: style,
      temporaryFolder: workspace.path)
    options.logo = logo
    if format == .csv, let folder = file, Self.isFolder(folder) {
      return try writeTables(of: document, into: folder, options, workspace)
    }
    let sink = try OutputFile(path: file, protecting: workspace)
    do {
      try Renderer.render(document, as: format, options: options) { try sink.write($0) }
    } catch {
      sink.discard()
      throw error
    }
    try sink.close()
  }

  /// The form of CSV: for people, unless the options say otherwise.
  private var style: CSVStyle {
    var style = excel ? CSVStyle.excel(language) : CSVStyle()
    style.guardsFormulas = !rawFormulas
    return style
  }

  /// Writes each table to a file of its own and prints its path; a file that cannot be written completely is not published.
  private func writeTables(of document: Document, into folder: String, _ options: RenderOptions, _ workspace: URL) throws {
    var files: [OutputFile] = []
    do {
      try Renderer.renderCSVFiles(document, options: options) { name in
        let path = URL(filePath: folder).appending(path: name + ".csv").path
        let file = try OutputFile(path: path, protecting: workspace)
        files.append(file)
        return { try file.write($0) }
      }
    } catch {
      for file in files { file.discard() }
      throw error
    }
    for file in files {
      try file.close()
      Output.line(file.path ?? "")
    }
  }

  /// Whether a path is an existing folder.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
