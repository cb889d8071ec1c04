import ArgumentParser
import Ecosystem
import Engine
import HostAPI
import Localization
import Reports
import TextLayout

/// `grappe page`: lists the pages of plugins, or shows one as its readers see it, without the portal.
struct PageCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "page", abstract: wording("grappe.page.shows-page-without-name"),
      discussion: example("grappe page wallonia/label --audience public"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.page.plugin-path"), valueName: "page"))
  var name: String?

  @OptionGroup var rendering: RenderingOptions
  @OptionGroup var readers: ScopeOptions

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp(wording("grappe.page.parameters"), valueName: "parameters"))
  var parameters: [String] = []

  mutating func run() async throws {
    let format = try rendering.format(isJSON: options.json)
    let host = try options.openHost()
    guard let name else { return try await list(host) }
    let words = try ParameterArguments(parameters).values
    let viewer = PageViewer.login(readers.scope, language: language)
    let document = try await host.page(named: name, words: words, viewer: viewer)
    try rendering.write(document, as: format, in: host.workspace.directory)
    try readers.notePersonalData(in: document, host)
  }

  private func list(_ host: PluginHost) async throws {
    let pages = try await host.pages(for: readers.scope.audience)
    guard !options.json else { return Output.json(.list(pages.map(json))) }
    guard !pages.isEmpty else { return Output.line(wording("grappe.page.no-pages")) }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.entry-list.name"), .left, overflow: .keep), TextTable.Column(wording("grappe.entry-list.title")),
      TextTable.Column(wording("grappe.page.audience")), TextTable.Column(wording("grappe.entry-list.parameters")),
    ])
    for page in pages {
      let parameters = page.queryParameters.map { $0.isOptional ? "[--\($0.name)]" : "--\($0.name)" }
      table.add([
        .init(page.name), .init(page.title[language]), .init(page.audience.rawValue), .init(parameters.joined(separator: " ")),
      ])
    }
    Output.table(table)
  }

  private func json(_ page: PageDescription) -> FieldValue {
    .map([
      "name": .text(page.name), "title": .text(page.title[language]), "audience": .text(page.audience.rawValue),
      "params": .list(page.queryParameters.map { .map(["name": .text($0.name), "optional": .boolean($0.isOptional)]) }),
    ])
  }
}
