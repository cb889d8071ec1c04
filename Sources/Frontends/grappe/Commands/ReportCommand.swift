import ArgumentParser
import Engine
import Localization

/// `grappe report`: lists the reports, or renders one.
struct ReportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: wording(
        "grappe.report.prints-report-without-name"),
      discussion: example("grappe report wallonia:cartographie --city Namur"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.report.plugin-report"), valueName: "report"))
  var name: String?

  @OptionGroup var rendering: RenderingOptions
  @OptionGroup var readers: ScopeOptions

  @OptionGroup var profiling: ProfileOptions

  @Flag(help: .hidden)
  var entryHelp = false

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      wording("grappe.report.report-s-parameters-name"),
      valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let format = try rendering.format(isJSON: options.json)
    let host = try options.openHost()
    if entryHelp, let name { return try await EntryHelp.print(.report, name, host: host, isJSON: options.json) }
    guard let name else { return try await EntryList(kind: .report, host: host, isJSON: options.json).print() }
    let words = try ParameterArguments(parameters).values
    let logo = format == .html ? try LogoFile(host.workspace.settings.portal, in: host.workspace.directory) : nil
    let document = try await profiling.observing(name, in: host.workspace.directory) { [self] in
      try await host.report(name, parameters: words, for: readers.scope, instruments: $0)
    }
    try rendering.write(document, as: format, in: host.workspace.directory, logo: logo?.dataAddress)
    try readers.notePersonalData(in: document, host)
  }
}
