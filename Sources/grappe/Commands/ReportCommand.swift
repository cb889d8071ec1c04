import ArgumentParser
import Engine
import Foundation
import Reports

/// `grappe report`: lists the reports, or renders one.
struct ReportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: wording(
        fr: "Imprime un rapport ; sans nom, en donne la liste.", en: "Prints a report; without a name, lists them."),
      discussion: example("grappe report wallonia:cartographie --city Namur"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "GREFFON:RAPPORT.", en: "PLUGIN:REPORT."), valueName: "report"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      wording(fr: "text, md, html, csv ou json.", en: "text, md, html, csv or json."), valueName: "format"))
  var format: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      wording(fr: "Écrire dans ce fichier.", en: "Write to this file."), valueName: "file"))
  var output: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording(fr: "Les paramètres du rapport : --nom valeur.", en: "The report's parameters: --name value."),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let host = try options.openHost()
    guard let name else { return try await EntryList(kind: .report, host: host, isJSON: options.json).print() }
    let document = try await host.report(name, parameters: try ParameterArguments(parameters).values)
    try write(document, as: try chosenFormat())
  }

  private func chosenFormat() throws -> Format {
    guard let format else { return options.json ? .json : .text }
    guard let chosen = Format(rawValue: format) else {
      let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        wording(
          fr: "--format « \(format) » est inconnu ; connus : \(known).",
          en: "--format \"\(format)\" is unknown; known are: \(known)."))
    }
    return chosen
  }

  private func write(_ document: Document, as format: Format) throws {
    let sink = try OutputFile(path: output)
    let options = RenderOptions(
      language: language, width: output == nil ? Terminal.width : nil, isColored: output == nil && Terminal.isColored)
    try Renderer.render(document, as: format, options: options) { try sink.write($0) }
    try sink.close()
  }
}
