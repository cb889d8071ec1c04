import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Foundation

/// `grappe init`: makes a workspace.
struct InitCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: wording(fr: "Crée un espace de travail.", en: "Creates a workspace."),
      discussion: wording(
        fr: "Les bundles que bundles/SHA256SUMS liste, à côté de l'endroit d'où l'on part, sont tenus pour sûrs.\n\n",
        en: "The bundles that bundles/SHA256SUMS lists, where you start from, are taken as trusted.\n\n")
        + example("grappe init cluster"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le dossier.", en: "The folder."), valueName: "dir"))
  var directory = "."

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Une liste d'identifiants de bundles sûrs ; sinon bundles/SHA256SUMS s'il existe.",
        en: "A list of trusted bundle ids; else bundles/SHA256SUMS where there is one."), valueName: "file"))
  var trustList: String?

  func run() throws {
    let list = try trustedList()
    let workspace = try Workspace.create(at: URL(filePath: directory))
    if let list { try workspace.trust.pin(list.entries) }
    report(workspace, list)
  }

  private func trustedList() throws -> (file: String, entries: [BundleID: String])? {
    if let trustList { return (trustList, try TrustStore.entries(of: URL(filePath: trustList))) }
    let usual = "bundles/SHA256SUMS"
    guard FileManager.default.fileExists(atPath: usual) else { return nil }
    return (usual, try TrustStore.entries(of: URL(filePath: usual)))
  }

  private func report(_ workspace: Workspace, _ list: (file: String, entries: [BundleID: String])?) {
    let path = workspace.directory.path
    if options.json {
      return Output.json(
        .map(["workspace": .text(path), "trusted": .list((list?.entries.values.sorted() ?? []).map(FieldValue.text))]))
    }
    Output.line(wording(fr: "Espace de travail créé : \(path)", en: "Workspace created: \(path)"))
    if let list {
      let names = list.entries.values.sorted().joined(separator: ", ")
      Output.line(
        wording(fr: "Bundles sûrs, d'après \(list.file) : \(names)", en: "Trusted bundles, from \(list.file): \(names)"))
    }
  }
}
