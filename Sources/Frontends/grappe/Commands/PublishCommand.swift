import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Importing
import Portal

/// `grappe publish`: publishes the portal and the open data as files in a folder.
struct PublishCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "publish", abstract: wording("grappe.publish.publishes"),
      discussion: wording("grappe.publish.discussion") + "\n\n"
        + example("grappe publish www --licence https://creativecommons.org/licenses/by/4.0/"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.publish.folder"), valueName: "folder"))
  var folder: String

  @Flag(help: ArgumentHelp(wording("grappe.publish.data-only")))
  var dataOnly = false

  @Option(name: .reserved(.audience), help: ArgumentHelp(wording("grappe.publish.audience"), valueName: "audience"))
  var audience: String = Audience.public.rawValue

  @Option(help: ArgumentHelp(wording("grappe.publish.licence"), valueName: "licence"))
  var licence: String?

  @Option(help: ArgumentHelp(wording("grappe.publish.base-url"), valueName: "address"))
  var baseURL: String?

  @Option(help: ArgumentHelp(wording("grappe.publish.title"), valueName: "title"))
  var title: String?

  @Option(help: ArgumentHelp(wording("grappe.publish.publisher"), valueName: "publisher"))
  var publisher: String?

  /// Creates the folder, which the confined process cannot do; one that cannot be created is reported when the files are written.
  func prepare() {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func run() throws {
    let chosen = try publicationOptions()
    let host = try options.openHost()
    try dataOnly ? publishData(host, chosen) : publishPortal(host, chosen)
    if licence == nil { Output.errorLine(wording("grappe.publish.no-licence")) }
  }

  private func publishPortal(_ host: PluginHost, _ chosen: Publication.Options) throws {
    let outcome = try PortalPublication(host: host, folder: URL(filePath: folder), options: chosen).run()
    show(written: outcome.written, unchanged: outcome.unchanged, removed: outcome.removed, records: outcome.records)
    if baseURL == nil { Output.errorLine(wording("grappe.publish.no-sitemap")) }
    guard !outcome.failed.isEmpty else { return }
    for failure in outcome.failed { Output.errorLine(failure) }
    Output.errorLine(wording("grappe.publish.failed", ["count": outcome.failed.count]))
    throw ExitCode(ExitStatus.failed.rawValue)
  }

  private func publishData(_ host: PluginHost, _ chosen: Publication.Options) throws {
    let outcome = try Publication(host: host, folder: URL(filePath: folder), options: chosen).run()
    show(written: outcome.written, unchanged: outcome.unchanged, removed: outcome.removed, records: outcome.records)
    if outcome.isPersonal, chosen.scope.audience > .public { Output.errorLine(wording("grappe.scope-options.personal-data")) }
  }

  private func show(written: [String], unchanged: [String], removed: [String], records: Int) {
    if options.json {
      func names(_ files: [String]) -> FieldValue { .list(files.map { .text($0) }) }
      Output.json([
        "written": names(written), "unchanged": names(unchanged), "removed": names(removed), "records": .integer(Int64(records)),
      ])
    } else {
      Output.line(
        wording(
          "grappe.publish.summary",
          ["written": written.count, "unchanged": unchanged.count, "removed": removed.count]))
    }
  }

  private func publicationOptions() throws -> Publication.Options {
    guard let readers = Audience(rawValue: audience), readers != .admin else {
      throw ValidationError(wording("grappe.publish.audience-not", ["name": audience]))
    }
    guard dataOnly || readers == .public else { throw ValidationError(wording("grappe.publish.portal-public")) }
    if let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") {
      throw ValidationError(wording("grappe.publish.base-url-not", ["name": baseURL]))
    }
    var chosen = Publication.Options()
    chosen.scope = ReadScope(readers, includesExamples: false)
    (chosen.licence, chosen.base, chosen.title, chosen.publisher) = (licence, baseURL, title, publisher)
    return chosen
  }
}
