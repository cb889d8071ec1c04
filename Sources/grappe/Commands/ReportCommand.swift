import ArgumentParser
import Engine

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

  @OptionGroup var rendering: RenderingOptions

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording(fr: "Les paramètres du rapport : --nom valeur.", en: "The report's parameters: --name value."),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let format = try rendering.format(isJSON: options.json)
    let host = try options.openHost()
    guard let name else { return try await EntryList(kind: .report, host: host, isJSON: options.json).print() }
    let document = try await host.report(name, parameters: try ParameterArguments(parameters).values)
    try rendering.write(document, as: format, in: host.workspace.directory)
  }
}
