import ArgumentParser
import Ecosystem
import Localization
import Lua
import Network
import Reports
import Sheets
import Store
import Zip

/// `grappe version`: the version, the commit, its date, and the libraries in use.
struct VersionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "version", abstract: wording("grappe.version.abstract"), discussion: example("grappe version --json"))
  }

  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard !options.json else { return Output.json(json) }
    Output.line("grappe \(Release.line)")
    for (name, version) in Self.libraries { Output.line("  \(name) \(version)") }
  }

  private static var libraries: [(name: String, version: String)] {
    [
      ("lua", LuaLibrary.version), ("sqlite", StoreLibrary.version), ("libarchive", ArchiveLibrary.version),
      ("libxml2", MarkupLibrary.version), ("libxlsxwriter", WorkbookLibrary.version), ("igraph", NetworkLibrary.version),
    ]
  }

  private var json: FieldValue {
    var libraries: ExactDictionary<FieldValue> = [:]
    for (name, version) in Self.libraries { libraries[name] = .text(version) }
    return .map([
      "version": .text(Release.version), "commit": Release.commit.isEmpty ? .null : .text(Release.commit),
      "date": Release.day.map(FieldValue.text) ?? .null, "libraries": .map(libraries),
    ])
  }
}
