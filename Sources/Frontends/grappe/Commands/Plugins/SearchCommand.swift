import ArgumentParser
import Bundles
import Confinement
import Ecosystem
import Engine
import Foundation
import Localization
import TextLayout

/// `grappe search`: the bundles of a folder or a list, by words.
struct SearchCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "search",
      abstract: wording("grappe.search.abstract"),
      discussion: wording("grappe.search.discussion") + "\n\n" + example("grappe search funding --in ../bundles"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var index: IndexOptions

  @Argument(help: ArgumentHelp(wording("grappe.search.words"), valueName: "words"))
  var words: [String] = []

  mutating func run() async throws {
    let index = try self.index.open(options)
    let found = index.search(words)
    if options.json {
      return Output.json(
        .map(["bundles": .list(found.map(json)), "signer": index.signer.map(FieldValue.text) ?? .null]))
    }
    IndexOptions.reportRefusals(of: index)
    guard !found.isEmpty else { return Output.line(wording("grappe.search.none")) }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.list.name"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.list.version"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.list.title")),
      TextTable.Column(wording("grappe.search.summary")),
      TextTable.Column(wording("grappe.search.file"), .left, overflow: .keep),
    ])
    for entry in found {
      let manifest = entry.manifest
      table.add([
        .init(manifest.name), .init("\(manifest.version)"), .init(manifest.localizedTitle[language]),
        .init(manifest.localizedSummary?[language] ?? ""), .init(entry.file),
      ])
    }
    Output.table(table)
    if let signer = index.signer { Output.line(wording("grappe.search.signed", ["name": signer])) }
  }

  private func json(_ entry: BundleIndex.Entry) -> FieldValue {
    .map([
      "name": .text(entry.manifest.name), "version": .text("\(entry.manifest.version)"),
      "title": .text(entry.manifest.localizedTitle[language]), "file": .text(entry.file), "id": .text(entry.id.description),
    ])
  }
}

/// The folder or list of bundles that `search` and `outdated` read.
struct IndexOptions: ParsableArguments {
  @Option(name: .customLong("in"), help: ArgumentHelp(wording("grappe.search.in"), valueName: "path"))
  var path: String

  /// Reads the folder or the list; a signed list by the signers of the workspace.
  func open(_ options: GlobalOptions) throws -> BundleIndex { try BundleIndex(path: path, policy: try options.trustPolicy()) }

  /// The folder, or the list with its signature and the bundles beside it.
  var accessPolicy: AccessPolicy {
    AccessPolicy(readable: [path, URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path])
  }

  /// Tells on standard error which files of the index cannot be used.
  static func reportRefusals(of index: BundleIndex) {
    for refusal in index.refusals {
      Output.errorLine("\(refusal.file): \(ErrorSentence.of(refusal.reason, in: language))")
    }
  }
}
