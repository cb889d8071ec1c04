import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe inspect`: what a bundle is, asks for and brings.
struct InspectCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "inspect",
      abstract: wording(
        fr: "Dit ce qu'est un bundle, ce qu'il demande et ce qu'il apporte, sans toucher aux données.",
        en: "Says what a bundle is, asks for and brings, without touching the data."),
      discussion: example("grappe inspect wallonia"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Un greffon installé, un bundle ou un dossier.", en: "An installed plugin, a bundle or a folder."),
      valueName: "name|file"))
  var subject: String

  mutating func run() async throws {
    let inspected = try await inspect()
    if options.json { return Output.json(json(inspected)) }
    print(inspected)
  }

  /// What was found: a bundle, and what it contributes where its code may run.
  private struct Inspected {
    var bundle: Bundles.Bundle
    /// Nil where nobody trusts the bundle, so that its code was not run.
    var contributions: Contributions?
    /// Why its code was not run.
    var reason: String?
  }

  private func inspect() async throws -> Inspected {
    guard FileManager.default.fileExists(atPath: subject) else {
      let host = try options.openHost()
      let bundle = try host.bundle(named: subject)
      return Inspected(bundle: bundle, contributions: try await host.contributions(of: bundle))
    }
    if RenderingOptions.isFolder(subject) {
      let reason = wording(
        fr: "un dossier n'est pas signé. grappe check, test et dev exécutent le code d'un dossier à vous",
        en: "a folder is not signed. grappe check, test and dev run the code of a folder of your own")
      return Inspected(bundle: try Bundles.Bundle.reading(directory: subject), reason: reason)
    }
    let bundle = try Bundles.Bundle.reading(file: subject)
    if let reason = try BundleTrust(workspace: try workspaceIfAny()).refusal(of: bundle, inFile: subject) {
      return Inspected(bundle: bundle, reason: reason.sentence(in: .init(rawValue: language.rawValue)))
    }
    return Inspected(bundle: bundle, contributions: try await PluginHost.inspecting(language: language).contributions(of: bundle))
  }

  /// A bundle in a file can be inspected without any workspace.
  private func workspaceIfAny() throws -> Workspace? {
    do { return try options.openWorkspace() } catch EngineError.workspaceMissing(_, isSearched: true) { return nil }
  }

  private func print(_ inspected: Inspected) {
    let bundle = inspected.bundle
    let manifest = bundle.manifest
    Output.title("\(manifest.name) \(manifest.version) — \(manifest.localizedTitle[language])")
    if let summary = manifest.localizedSummary { Output.line(summary[language]) }
    Output.line("\(bundle.id)")
    section(
      wording(fr: "Dépend de", en: "Depends on"),
      manifest.dependencies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
    section(
      wording(fr: "Demande", en: "Asks for"),
      manifest.permissions.sorted { $0.key < $1.key }.map { PermissionText.line($0.key, $0.value) })
    section(
      wording(fr: "Limites demandées", en: "Limits asked for"),
      manifest.limits.sorted { $0.key < $1.key }.map { "\($0.key): \(LimitText.text($0.value))" })
    section(
      wording(fr: "Réglages", en: "Settings"),
      manifest.settings.sorted { $0.key < $1.key }.map { "\($0.key): \(SettingText.text($0.value))" })
    if let contributions = inspected.contributions { print(contributions) }
    if let reason = inspected.reason { printUnknown(reason) }
    section(wording(fr: "Migrations", en: "Migrations"), bundle.migrations)
    section(
      wording(fr: "Fichiers", en: "Files"),
      bundle.files.map {
        "\($0.name) (\(ValueFormat(language).integer(Int64($0.bytes.count))) \(wording(fr: "octets", en: "bytes")))"
      })
  }

  private func print(_ contributions: Contributions) {
    section(wording(fr: "Rapports", en: "Reports"), contributions.reports.map { "\($0.name) — \($0.title[language])" })
    section(
      wording(fr: "Commandes", en: "Commands"), contributions.commands.map { "\($0.name) — \($0.title[language])" })
    section(
      wording(fr: "Importateurs", en: "Importers"), contributions.importers.map { "\($0.name) — \($0.title[language])" })
    section(wording(fr: "Champs", en: "Fields"), contributions.fields)
    section(wording(fr: "Écoute", en: "Listens to"), contributions.events)
    section(
      wording(fr: "Tâches", en: "Jobs"),
      contributions.jobs.map { "\($0.name) (\($0.schedule)) — \($0.title[language])" })
  }

  private func printUnknown(_ reason: String) {
    section(
      wording(fr: "Inconnu", en: "Not known"),
      [
        wording(
          fr: "Rapports, commandes, importateurs, champs, écoutes et tâches : les dire demande d'exécuter init.lua.",
          en: "Reports, commands, importers, fields, listeners and jobs: telling them takes running init.lua."),
        wording(fr: "Il n'a pas été exécuté : \(reason)", en: "It was not run: \(reason)"),
      ])
  }

  private func section(_ title: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    Output.line("")
    Output.title(title)
    for line in lines { Output.line("  " + line) }
  }

  private func json(_ inspected: Inspected) -> FieldValue {
    let (bundle, manifest) = (inspected.bundle, inspected.bundle.manifest)
    let contributions = inspected.contributions
    func list(_ values: [FieldValue]?) -> FieldValue { values.map(FieldValue.list) ?? .null }
    return .map([
      "name": .text(manifest.name), "version": .text(manifest.version.description), "id": .text(bundle.id.description),
      "title": .text(manifest.localizedTitle[language]),
      "dependencies": .map(ExactDictionary(manifest.dependencies.mapValues { FieldValue.text($0.description) })),
      "permissions": .map(ExactDictionary(manifest.permissions.mapValues(PermissionText.json))),
      "limits": .map(ExactDictionary(manifest.limits.mapValues(LimitText.json))),
      "settings": .map(ExactDictionary(manifest.settings.mapValues(SettingText.json))),
      "data_schema": .integer(Int64(manifest.dataSchema)),
      "migrations": .list(bundle.migrations.map(FieldValue.text)),
      "not_run": inspected.reason.map(FieldValue.text) ?? .null,
      "reports": list(contributions?.reports.map { .text($0.name) }),
      "commands": list(contributions?.commands.map { .text($0.name) }),
      "importers": list(contributions?.importers.map { .text($0.name) }),
      "fields": list(contributions?.fields.map(FieldValue.text)),
      "events": list(contributions?.events.map(FieldValue.text)),
      "jobs": list(
        contributions?.jobs.map {
          .map(["name": .text($0.name), "schedule": .text($0.schedule), "title": .text($0.title[language])])
        }),
      "files": .list(
        bundle.files.map {
          .map(["name": .text($0.name), "sha256": .text($0.sha256), "bytes": .integer(Int64($0.bytes.count))])
        }),
    ])
  }
}
