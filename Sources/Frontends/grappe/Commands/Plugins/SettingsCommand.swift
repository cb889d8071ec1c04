import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Foundation
import Localization
import Reports
import TextLayout

/// `grappe settings`: lists the settings of plugins, or sets one.
struct SettingsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "settings",
      abstract: wording("grappe.settings.abstract"),
      discussion: wording("grappe.settings.discussion") + "\n\n" + example("grappe settings"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.settings.plugin"), valueName: "plugin"))
  var plugin: String?

  @Argument(help: ArgumentHelp(wording("grappe.settings.key"), valueName: "key"))
  var key: String?

  @Argument(help: ArgumentHelp(wording("grappe.settings.value"), valueName: "value"))
  var value: String?

  @Flag(help: ArgumentHelp(wording("grappe.settings.unset")))
  var unset = false

  func validate() throws {
    if unset, key == nil || value != nil { throw ValidationError(wording("grappe.settings.unset-key")) }
  }

  mutating func run() async throws {
    let host = try options.openHost()
    guard let plugin, let key, value != nil || unset else { return print(try listed(host)) }
    let word = unset ? nil : try self.word()
    let invocation = try await host.setSetting(plugin, key, to: word)
    let now = try host.settings(of: plugin).filter { $0.name == key }
    if options.json {
      return Output.json(.map(["settings": .list(now.map(json)), "invocation": invocation.map(FieldValue.text) ?? .null]))
    }
    print(now)
    let done = now.contains(where: \.description.isSecret) ? "grappe.settings.secret-done" : "grappe.settings.done"
    Output.line(invocation.map { wording(done, ["id": $0]) } ?? wording("grappe.settings.unchanged"))
  }

  /// The settings to list.
  ///
  /// - Throws: `EngineError.settingUnknown` for a key that the plugin does not have.
  private func listed(_ host: PluginHost) throws -> [PluginSetting] {
    let all = try host.settings(of: plugin)
    guard let plugin, let key else { return all }
    let found = all.filter { $0.name == key }
    let known = all.map(\.name)
    guard !found.isEmpty else {
      throw EngineError.settingUnknown(plugin: plugin, name: key, nearest: NearestName.suggest(key, among: known), known: known)
    }
    return found
  }

  /// The value; `-` is the first line of standard input, which keeps a secret out of the list of processes.
  private func word() throws -> String {
    guard value == "-" else { return value ?? "" }
    guard let line = readLine(strippingNewline: true) else { throw ValidationError(wording("grappe.settings.no-input")) }
    return line
  }

  private func print(_ settings: [PluginSetting]) {
    guard !options.json else { return Output.json(.list(settings.map(json))) }
    guard !settings.isEmpty else { return Output.line(wording("grappe.settings.none")) }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.settings.title.setting"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.settings.title.value")),
      TextTable.Column(wording("grappe.settings.title.meaning")),
    ])
    for setting in settings {
      table.add([.init("\(setting.plugin) \(setting.name)"), .init(shown(setting)), .init(SettingText.text(setting.description))])
    }
    Output.table(table)
  }

  private func shown(_ setting: PluginSetting) -> String {
    if setting.description.isSecret { return wording(setting.isSet ? "grappe.settings.secret-set" : "grappe.settings.not-set") }
    guard let value = setting.value else { return wording("grappe.settings.not-set") }
    return setting.isSet ? value.words : wording("grappe.settings.default", ["value": value.words])
  }

  private func json(_ setting: PluginSetting) -> FieldValue {
    guard case .map(var fields) = SettingText.json(setting.description) else { return .null }
    fields["plugin"] = .text(setting.plugin)
    fields["name"] = .text(setting.name)
    fields["value"] = setting.value ?? .null
    fields["is_set"] = .boolean(setting.isSet)
    return .map(fields)
  }
}
