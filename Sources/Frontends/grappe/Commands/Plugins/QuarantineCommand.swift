import ArgumentParser
import Ecosystem
import Engine
import Localization
import Reports
import TextLayout

/// `grappe quarantine`: lists the quarantined plugins with the reason, and lifts a quarantine.
struct QuarantineCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "quarantine",
      abstract: wording(
        "grappe.quarantine.lists-plugins-under-quarantine"),
      discussion: wording("grappe.quarantine.plugin-limit-stops-three") + "\n\n"
        + example("grappe quarantine"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.quarantine.name-plugin"), valueName: "name"))
  var name: String?

  @Flag(help: ArgumentHelp(wording("grappe.quarantine.lift-quarantine")))
  var lift = false

  func validate() throws {
    if lift && name == nil {
      throw ValidationError(
        wording("grappe.quarantine.lift-needs-name-plugin"))
    }
  }

  mutating func run() async throws {
    let host = try options.openHost()
    await host.workspace.noteLostWriters()
    guard let name else { return list(try host.quarantines()) }
    guard lift else { return show(try quarantine(of: name, host)) }
    try await host.liftQuarantine(name)
    if options.json { return Output.json(.map(["name": .text(name), "lifted": .boolean(true)])) }
    Output.line(wording("grappe.quarantine.may-run-again", ["name": name]))
  }

  private func quarantine(of name: String, _ host: PluginHost) throws -> QuarantinedPlugin {
    let all = try host.quarantines()
    guard let found = all.first(where: { $0.name == name }) else {
      throw EngineError.notQuarantined(name: name, known: all.map(\.name))
    }
    return found
  }

  private func list(_ plugins: [QuarantinedPlugin]) {
    if options.json { return Output.json(.list(plugins.map(json))) }
    guard !plugins.isEmpty else {
      return Output.line(wording("grappe.quarantine.no-plugin-under-quarantine"))
    }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.quarantine.plugin"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.quarantine.since"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.quarantine.last-kill")),
    ])
    for plugin in plugins {
      let reason = plugin.reason.split(separator: "\n").first.map(String.init) ?? plugin.code
      table.add([.init(plugin.name), .init(plugin.since), .init(reason)])
    }
    Output.table(table)
  }

  private func show(_ plugin: QuarantinedPlugin) {
    if options.json { return Output.json(json(plugin)) }
    Output.line(
      wording(
        "grappe.quarantine.under-quarantine-since-last", ["name": plugin.name, "since": plugin.since]))
    for line in plugin.reason.split(separator: "\n") { Output.line(String(line)) }
  }

  private func json(_ plugin: QuarantinedPlugin) -> FieldValue {
    .map([
      "name": .text(plugin.name), "since": .text(plugin.since), "code": .text(plugin.code),
      "reason": .text(plugin.reason),
    ])
  }
}
