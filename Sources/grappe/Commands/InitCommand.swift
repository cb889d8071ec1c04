import ArgumentParser
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
        + example("grappe init cluster --trust-list ../bundles/SHA256SUMS"))
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
    // The list is read before anything is made, so that a bad one leaves nothing behind.
    if let list { _ = try TrustStore.pins(in: URL(filePath: list)) }
    let workspace = try Workspace.create(at: URL(filePath: directory))
    let names = try list.map { try workspace.trust.pin(list: URL(filePath: $0)) } ?? []
    report(workspace, trusting: names)
  }

  private var list: String? {
    let usual = "bundles/SHA256SUMS"
    return trustList ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
  }

  private func report(_ workspace: Workspace, trusting names: [String]) {
    let path = workspace.directory.path
    if options.json {
      return Output.json(.map(["workspace": .text(path), "trusted": .list(names.map(FieldValue.text))]))
    }
    Output.line(wording(fr: "Espace de travail créé : \(path)", en: "Workspace created: \(path)"))
    if let list {
      let all = names.joined(separator: ", ")
      Output.line(wording(fr: "Bundles sûrs, d'après \(list) : \(all)", en: "Trusted bundles, from \(list): \(all)"))
    }
  }
}
