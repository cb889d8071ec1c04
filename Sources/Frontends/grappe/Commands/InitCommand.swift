import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Localization

/// `grappe init`: creates a workspace.
struct InitCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: wording("grappe.init.creates-workspace"),
      discussion: wording("grappe.init.bundles-bundles-sha256sums-lists") + "\n\n"
        + example("grappe init cluster --trust-list ../bundles/SHA256SUMS"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.init.folder"), valueName: "dir"))
  var directory = "."

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.init.list-trusted-bundle-ids"), valueName: "file"))
  var trustList: String?

  func run() throws {
    // The list is read before any file is created, so that an invalid one leaves no workspace behind.
    if let list { _ = try TrustStore.pins(in: URL(filePath: list)) }
    let workspace = try Workspace.create(
      at: URL(filePath: directory), language: options.lang.flatMap(Language.init(available:)))
    let names = try list.map { try workspace.trust(list: URL(filePath: $0)) } ?? []
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
    Output.line(wording("grappe.init.workspace-created", ["path": path]))
    if let list {
      let all = names.joined(separator: ", ")
      Output.line(wording("grappe.init.trusted-bundles-from", ["list": list, "all": all]))
    }
  }
}
