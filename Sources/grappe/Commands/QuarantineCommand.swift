import ArgumentParser
import Ecosystem
import Engine
import Reports

/// `grappe quarantine`: the plugins that are not run any more, why, and letting one run again.
struct QuarantineCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "quarantine",
      abstract: wording(
        fr: "Montre les greffons en quarantaine, dit pourquoi l'un d'eux y est, ou la lève.",
        en: "Lists the plugins under quarantine, says why one is, or lifts it."),
      discussion: wording(
        fr:
          "Un greffon dont les tâches ou livraisons sont arrêtées trois fois en une heure par une limite n'est plus exécuté jusqu'à ce qu'on lève sa quarantaine.\n\n",
        en:
          "A plugin whose jobs or deliveries are stopped by a limit three times within an hour is not run any more until its quarantine is lifted.\n\n"
      )
        + example("grappe quarantine"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le nom d'un greffon.", en: "The name of a plugin."), valueName: "name"))
  var name: String?

  @Flag(help: ArgumentHelp(wording(fr: "Lever la quarantaine.", en: "Lift the quarantine.")))
  var lift = false

  func validate() throws {
    if lift && name == nil {
      throw ValidationError(
        wording(fr: "--lift demande le nom d'un greffon.", en: "--lift needs the name of a plugin."))
    }
  }

  mutating func run() async throws {
    let host = try options.openHost()
    guard let name else { return list(try host.quarantines()) }
    guard lift else { return show(try quarantine(of: name, host)) }
    try await host.liftQuarantine(name)
    if options.json { return Output.json(.map(["name": .text(name), "lifted": .boolean(true)])) }
    Output.line(wording(fr: "\(name) peut de nouveau être exécuté.", en: "\(name) may run again."))
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
      return Output.line(wording(fr: "Aucun greffon n'est en quarantaine.", en: "No plugin is under quarantine."))
    }
    var table = TextTable(columns: [
      TextTable.Column(wording(fr: "Greffon", en: "Plugin"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Depuis", en: "Since"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Dernier arrêt", en: "Last kill")),
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
        fr: "\(plugin.name) est en quarantaine depuis \(plugin.since). Son dernier arrêt :",
        en: "\(plugin.name) is under quarantine since \(plugin.since). Its last kill:"))
    for line in plugin.reason.split(separator: "\n") { Output.line(String(line)) }
  }

  private func json(_ plugin: QuarantinedPlugin) -> FieldValue {
    .map([
      "name": .text(plugin.name), "since": .text(plugin.since), "code": .text(plugin.code),
      "reason": .text(plugin.reason),
    ])
  }
}
