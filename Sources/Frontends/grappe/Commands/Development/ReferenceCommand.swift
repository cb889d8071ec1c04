import ArgumentParser
import DeveloperKit
import Ecosystem
import Engine
import Foundation
import HostAPI

/// `grappe reference`: prints a page of the reference, or writes the files generated from the descriptions of the Lua API.
struct ReferenceCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reference",
      abstract: wording(
        "grappe.reference.writes-reference-lua-api"),
      discussion: example("grappe reference manifest"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.reference.topic"), valueName: "topic"))
  var topic: ReferenceTopic?

  @Option(
    help: ArgumentHelp(
      wording("grappe.reference.folder-write-stubs"), valueName: "dir"))
  var stubs: String?

  @Option(help: ArgumentHelp(wording("grappe.reference.plugin"), valueName: "dir"))
  var plugin: String?

  @Option(help: ArgumentHelp(wording("grappe.reference.file-page"), valueName: "file"))
  var page: String?

  func run() throws {
    if let stubs { try StubFolder(URL(filePath: stubs)).write() }
    if let plugin { try refresh(URL(filePath: plugin)) }
    if let page { try write(text(of: topic ?? .api), to: page) }
    if let topic, page == nil, !options.json { Output.write([text(of: topic)]) }
    if options.json { Output.json(.list(APIReference.functions(of: .grappe).map(json))) }
  }

  private func text(of topic: ReferenceTopic) -> String {
    switch topic {
    case .api: APIPage.text(of: .grappe)
    case .manifest: ManifestPage.text
    }
  }

  /// Writes the stubs of a plugin's folder, and the modules that its dependencies export.
  private func refresh(_ plugin: URL) throws {
    let (options, stubs) = (options, StubFolder(ofPlugin: plugin))
    try stubs.write()
    try stubs.writeModules(
      of: plugin, dependencies: DependencySource { options.workspaceFolder == nil ? nil : try options.openWorkspace() })
  }

  private func write(_ text: String, to page: String) throws {
    let file = try OutputFile(path: page, protecting: options.workspaceFolder)
    try file.write(text)
    try file.close()
  }

  private func json(_ function: FunctionDescription) -> FieldValue {
    .map([
      "name": .text(function.name), "signature": .text(function.signature), "place": .text(function.place.rawValue),
      "summary": .text(function.summary[language]), "example": .text(function.example),
    ])
  }
}

/// The pages of the reference.
enum ReferenceTopic: String, ExpressibleByArgument {
  case api, manifest
}
