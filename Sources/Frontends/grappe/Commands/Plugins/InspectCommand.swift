import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Foundation
import Localization
import Reports

/// `grappe inspect`: the identity, requests and contributions of a bundle.
struct InspectCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "inspect",
      abstract: wording(
        "grappe.inspect.says-what-bundle-asks"),
      discussion: example("grappe inspect wallonia"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.inspect.installed-plugin-bundle-folder"),
      valueName: "name|file"))
  var subject: String

  mutating func run() async throws {
    let inspected = try await inspect()
    if options.json { return Output.json(json(inspected)) }
    try print(inspected)
  }

  /// A bundle, and its contributions if its code may run.
  private struct Inspected {
    var bundle: Bundles.Bundle
    /// Nil when the bundle is not trusted, so that its code did not run.
    var contributions: Contributions?
    /// The reason why its code did not run.
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
        "grappe.inspect.folder-not-signed-grappe")
      return Inspected(bundle: try Bundles.Bundle.reading(directory: subject), reason: reason)
    }
    let bundle = try Bundles.Bundle.reading(file: subject)
    if let reason = try BundleTrust(workspace: try workspaceIfAny()).refusal(of: bundle, inFile: subject) {
      return Inspected(bundle: bundle, reason: reason.sentence(in: .init(rawValue: language.rawValue)))
    }
    return try await run(bundle)
  }

  /// Runs the `init.lua` of a trusted bundle. It may require modules of its dependencies, if the workspace has them.
  private func run(_ bundle: Bundles.Bundle) async throws -> Inspected {
    let host = try workspaceIfAny() == nil ? nil : try options.openHost()
    let missing = try bundle.manifest.dependencies.keys.sorted().filter { try host?.installedBundle(named: $0) == nil }
    do {
      let contributions = try await (host ?? PluginHost.inspecting(language: language)).contributions(of: bundle)
      return Inspected(bundle: bundle, contributions: contributions)
    } catch let error as EngineError {
      guard !missing.isEmpty else { throw error }
      return Inspected(bundle: bundle, reason: error.message(in: language))
    }
  }

  /// Returns the workspace if there is one; a bundle in a file can be inspected without.
  private func workspaceIfAny() throws -> Workspace? {
    do { return try options.openWorkspace() } catch EngineError.workspaceMissing(_, isSearched: true) { return nil }
  }

  private func print(_ inspected: Inspected) throws {
    let bundle = inspected.bundle
    let manifest = bundle.manifest
    Output.title("\(manifest.name) \(manifest.version) — \(manifest.localizedTitle[language])")
    if let summary = manifest.localizedSummary { Output.line(summary[language]) }
    Output.line("\(bundle.id)")
    section(
      wording("grappe.inspect.depends"),
      manifest.dependencies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
    section(wording("grappe.inspect.exports"), manifest.exports.map(\.text))
    section(
      wording("grappe.inspect.asks"),
      manifest.permissions.sorted { $0.key < $1.key }.map { PermissionText.line($0.key, $0.value) })
    section(
      wording("grappe.inspect.limits-asked"),
      manifest.limits.sorted { $0.key < $1.key }.map { "\($0.key): \(LimitText.text($0.value))" })
    section(
      wording("grappe.inspect.settings"),
      manifest.settings.sorted { $0.key < $1.key }.map { "\($0.key): \(SettingText.text($0.value))" })
    if let contributions = inspected.contributions { try print(contributions) }
    if let reason = inspected.reason { printUnknown(reason) }
    section(wording("grappe.inspect.migrations"), bundle.migrations)
    section(
      wording("grappe.inspect.files"),
      bundle.files.map {
        "\($0.name) (\(ValueFormat(language).integer(Int64($0.bytes.count))) \(wording("grappe.inspect.bytes")))"
      })
  }

  private func print(_ contributions: Contributions) throws {
    try section(wording("grappe.inspect.reports"), contributions.reports)
    try section(wording("grappe.inspect.commands"), contributions.commands)
    try section(wording("grappe.inspect.importers"), contributions.importers)
    section(wording("grappe.inspect.fields"), contributions.fields)
    section(wording("grappe.inspect.listens"), contributions.events)
    section(wording("grappe.inspect.validates"), contributions.validated)
    section(
      wording("grappe.inspect.jobs"),
      contributions.jobs.map { "\($0.name) (\($0.schedule)) — \($0.title[language])" })
    printPortal(contributions)
  }

  /// Prints the contributions to the portal, each with the lowest audience that finds it.
  private func printPortal(_ contributions: Contributions) {
    func line(_ name: String, for audience: Audience, titled title: LocalizedText) -> String {
      "\(name) (\(audience.rawValue)) — \(title[language])"
    }
    section(wording("grappe.inspect.pages"), contributions.pages.map { line($0.name, for: $0.audience, titled: $0.title) })
    section(wording("grappe.inspect.forms"), contributions.forms.map { line("\($0.plugin):\($0.id)", for: $0.audience, titled: $0.title) })
    section(
      wording("grappe.inspect.actions"), contributions.actions.map { line("\($0.plugin):\($0.id)", for: $0.audience, titled: $0.label) })
    section(wording("grappe.inspect.cards"), contributions.cards.map { line($0.entity, for: $0.audience, titled: $0.title) })
  }

  private func printUnknown(_ reason: String) {
    section(
      wording("grappe.inspect.not-known"),
      [
        wording(
          "grappe.inspect.reports-commands-importers-fields"),
        wording("grappe.inspect.was-not-run", ["reason": reason]),
      ])
  }

  /// Prints entries with their parameters.
  private func section(_ title: String, _ entries: [EntryDescription]) throws {
    guard !entries.isEmpty else { return }
    Output.line("")
    Output.title(title)
    for entry in entries {
      Output.line("  \(entry.name) — \(entry.title[language])")
      if !entry.parameters.isEmpty { Output.table(try EntryHelp.table(of: entry.parameters, host: nil, indent: "    ")) }
    }
  }

  private func section(_ title: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    Output.line("")
    Output.title(title)
    for line in lines { Output.line("  " + line) }
  }

  /// The parameters of every entry that has some, by its name.
  private func parameters(_ contributions: Contributions) -> FieldValue {
    var parameters: ExactDictionary<FieldValue> = [:]
    for entry in contributions.reports + contributions.commands + contributions.importers where !entry.parameters.isEmpty {
      parameters[entry.name] = .list(entry.parameters.map(\.summary))
    }
    return .map(parameters)
  }

  private func portal(_ members: ExactDictionary<FieldValue>, for audience: Audience, titled title: LocalizedText) -> FieldValue {
    .map(members.merging(["audience": .text(audience.rawValue), "title": .text(title[language])]) { own, _ in own })
  }

  private func json(_ inspected: Inspected) -> FieldValue {
    let (bundle, manifest) = (inspected.bundle, inspected.bundle.manifest)
    let contributions = inspected.contributions
    func list(_ values: [FieldValue]?) -> FieldValue { values.map(FieldValue.list) ?? .null }
    return .map([
      "name": .text(manifest.name), "version": .text(manifest.version.description), "id": .text(bundle.id.description),
      "title": .text(manifest.localizedTitle[language]),
      "dependencies": .map(ExactDictionary(manifest.dependencies.mapValues { FieldValue.text($0.description) })),
      "exports": .list(manifest.exports.map { .text($0.text) }),
      "permissions": .map(ExactDictionary(manifest.permissions.mapValues(PermissionText.json))),
      "limits": .map(ExactDictionary(manifest.limits.mapValues(LimitText.json))),
      "settings": .map(ExactDictionary(manifest.settings.mapValues(SettingText.json))),
      "data_schema": .integer(Int64(manifest.dataSchema)),
      "migrations": .list(bundle.migrations.map(FieldValue.text)),
      "not_run": inspected.reason.map(FieldValue.text) ?? .null,
      "reports": list(contributions?.reports.map { .text($0.name) }),
      "commands": list(contributions?.commands.map { .text($0.name) }),
      "importers": list(contributions?.importers.map { .text($0.name) }),
      "params": contributions.map(parameters) ?? .null,
      "fields": list(contributions?.fields.map(FieldValue.text)),
      "events": list(contributions?.events.map(FieldValue.text)),
      "validates": list(contributions?.validated.map(FieldValue.text)),
      "jobs": list(
        contributions?.jobs.map {
          .map(["name": .text($0.name), "schedule": .text($0.schedule), "title": .text($0.title[language])])
        }),
      "pages": list(contributions?.pages.map { portal(["name": .text($0.name)], for: $0.audience, titled: $0.title) }),
      "forms": list(contributions?.forms.map { portal(["name": .text("\($0.plugin):\($0.id)")], for: $0.audience, titled: $0.title) }),
      "actions": list(
        contributions?.actions.map {
          portal(["name": .text("\($0.plugin):\($0.id)"), "on": .text($0.entity)], for: $0.audience, titled: $0.label)
        }),
      "cards": list(contributions?.cards.map { portal(["on": .text($0.entity)], for: $0.audience, titled: $0.title) }),
      "files": .list(
        bundle.files.map {
          .map(["name": .text($0.name), "sha256": .text($0.sha256), "bytes": .integer(Int64($0.bytes.count))])
        }),
    ])
  }
}
