import ArgumentParser
import Ecosystem
import Foundation
import Importing

/// `grappe publish`: publishes the open data as files in a folder.
struct PublishCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "publish", abstract: wording("grappe.publish.publishes"),
      discussion: wording("grappe.publish.discussion") + "\n\n"
        + example("grappe publish www/data --licence https://creativecommons.org/licenses/by/4.0/"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.publish.folder"), valueName: "folder"))
  var folder: String

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
    let outcome = try Publication(host: host, folder: URL(filePath: folder), options: chosen).run()
    if options.json {
      func names(_ files: [String]) -> FieldValue { .list(files.map { .text($0) }) }
      Output.json([
        "written": names(outcome.written), "unchanged": names(outcome.unchanged), "removed": names(outcome.removed),
        "records": .integer(Int64(outcome.records)),
      ])
    } else {
      Output.line(
        wording(
          "grappe.publish.summary",
          ["written": outcome.written.count, "unchanged": outcome.unchanged.count, "removed": outcome.removed.count]))
    }
    if outcome.isPersonal, chosen.scope.audience > .public { Output.errorLine(wording("grappe.scope-options.personal-data")) }
    if licence == nil { Output.errorLine(wording("grappe.publish.no-licence")) }
  }

  private func publicationOptions() throws -> Publication.Options {
    guard let readers = Audience(rawValue: audience), readers != .admin else {
      throw ValidationError(wording("grappe.publish.audience-not", ["name": audience]))
    }
    if let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") {
      throw ValidationError(wording("grappe.publish.base-url-not", ["name": baseURL]))
    }
    var chosen = Publication.Options()
    chosen.scope = ReadScope(readers, includesExamples: false)
    (chosen.licence, chosen.base, chosen.title, chosen.publisher) = (licence, baseURL, title, publisher)
    return chosen
  }
}
