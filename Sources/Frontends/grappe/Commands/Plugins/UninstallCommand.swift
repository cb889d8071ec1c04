import ArgumentParser
import Ecosystem
import Engine
import Localization

/// `grappe uninstall`: removes a plugin, and on request its data.
struct UninstallCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "uninstall",
      abstract: wording("grappe.uninstall.removes-plugin"),
      discussion: wording("grappe.uninstall.data-stay-later-installation") + "\n\n"
        + example("grappe uninstall paca"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.uninstall.plugin-s-name"), valueName: "name"))
  var name: String

  @Flag(help: ArgumentHelp(wording("grappe.uninstall.keep-data-default")))
  var keepData = false

  @Flag(help: ArgumentHelp(wording("grappe.uninstall.delete-data")))
  var purge = false

  @OptionGroup var confirmation: Confirmation

  func validate() throws {
    if keepData && purge {
      throw ValidationError(wording("grappe.uninstall.choose-keep-data-purge"))
    }
  }

  private func approve() throws {
    let question = wording("grappe.uninstall.purge-y-n", ["name": name])
    try confirmation.require(question, isJSON: options.json, otherwise: .uninstallNotApproved(name: name))
  }

  mutating func run() async throws {
    let host = try options.openHost()
    if purge { try approve() }
    let outcome = try await host.uninstall(name, isPurging: purge)
    if options.json {
      return Output.json(
        .map([
          "name": .text(name), "generation": .integer(Int64(outcome.generation)),
          "records_deleted": .integer(Int64(outcome.recordsDeleted)),
          "records_kept": .integer(Int64(outcome.recordsKept)),
          "export": outcome.export.map { .text($0.path) } ?? .null,
        ]))
    }
    Output.line(
      purge
        ? wording(
          "grappe.uninstall.removed-records-deleted", ["name": name, "count": outcome.recordsDeleted])
        : wording(
          "grappe.uninstall.removed-records-stay", ["name": name, "count": outcome.recordsKept]))
    if let export = outcome.export {
      Output.line(wording("grappe.uninstall.they-exported", ["path": export.path]))
    }
  }
}
