import Ecosystem
import WebLink

/// The addresses of the portal's pages. Where the viewer has chosen a language, each address keeps it.
struct Links: Sendable {
  /// The language that the address of the present page names; nil without one.
  var language: String?
  /// The present page in a folder of files, whose links are relative; nil on a server.
  var file: (any PageFile)?

  /// The name of the field that chooses a language.
  static let languageField = "lang"

  /// Returns the address of a page.
  ///
  /// - Parameters:
  ///   - path: the segments of its path, not encoded.
  ///   - query: the fields of its query; those without a value are left out.
  func to(_ path: [String], _ query: [WebRequest.Field] = []) -> String {
    if let file { return file.address(path, query) }
    let chosen = language.map { [WebRequest.Field(Self.languageField, $0)] } ?? []
    return Self.address(path, query + chosen)
  }

  /// Returns the address of a page that may be missing in a folder of files; nil where it is.
  func find(_ path: [String], _ query: [WebRequest.Field] = []) -> String? {
    file.map { $0.find(path, query) } ?? to(path, query)
  }

  /// Returns the address without the chosen language: of a file, or for a form whose fields name it.
  func plain(_ path: [String], _ query: [WebRequest.Field] = []) -> String { file?.address(path, query) ?? Self.address(path, query) }

  /// Returns the address of a file that pages load.
  func to(_ asset: Asset) -> String { file?.relative("assets/" + asset.name) ?? asset.address }

  /// Returns an address with exactly these fields.
  static func address(_ path: [String], _ query: [WebRequest.Field] = []) -> String {
    let fields = query.filter { !$0.value.isEmpty }.map { WebPath.encoded($0.name) + "=" + WebPath.encoded($0.value) }
    return WebPath.text(path) + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
  }
}
