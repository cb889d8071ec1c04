import ArgumentParser
import Reports

/// In which format a document is written, and where to.
struct RenderingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      wording(fr: "text, md, html, csv, json ou xlsx.", en: "text, md, html, csv, json or xlsx."), valueName: "format"))
  var format: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(wording(fr: "Écrire dans ce fichier.", en: "Write to this file."), valueName: "file"))
  var output: String?

  /// The format that was asked for; without one, JSON for machines and text for people.
  ///
  /// - Throws: `ValidationError` for an unknown format, and for a workbook that would go to a terminal.
  func format(isJSON: Bool) throws -> Format {
    guard let format else { return isJSON ? .json : .text }
    guard let chosen = Format(rawValue: format) else {
      let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        wording(
          fr: "--format « \(format) » est inconnu ; connus : \(known).",
          en: "--format \"\(format)\" is unknown; known are: \(known)."))
    }
    guard chosen.isText || output != nil || !Terminal.isOutput else {
      throw ValidationError(
        wording(
          fr: "Un classeur ne se lit pas sur un terminal : ajoutez -o FICHIER.\(chosen.fileExtension).",
          en: "A workbook cannot be read on a terminal: add -o FILE.\(chosen.fileExtension)."))
    }
    return chosen
  }

  /// Writes a document to the file, or on standard output.
  ///
  /// - Parameter temporaryFolder: a folder that the process may write in.
  func write(_ document: Document, as format: Format, temporaryFolder: String) throws {
    let sink = try OutputFile(path: output)
    let options = RenderOptions(
      language: language, width: output == nil ? Terminal.width : nil, isColored: output == nil && Terminal.isColored,
      temporaryFolder: temporaryFolder)
    do {
      try Renderer.render(document, as: format, options: options) { try sink.write($0) }
    } catch {
      sink.discard()
      throw error
    }
    try sink.close()
  }
}
