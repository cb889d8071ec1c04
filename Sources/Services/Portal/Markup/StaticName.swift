import Crypto
import ExactText
import WebLink

/// The names of the files that pages become: `fr/actors/index.html`, `fr/actors/kikk.html`, `fr/actors/kind.company.page.2.html`.
///
/// Names are unique on file systems that do not distinguish capitals, and need no encoding in an address.
enum StaticName {
  /// Upper bound of a part of a name, in bytes; a longer one ends in a digest of the whole.
  private static let partBytesMax = 120

  /// Returns the name of the file of a page.
  static func file(_ path: [String], _ query: [WebRequest.Field], in language: String) -> String {
    let ending = ending(of: path)
    var parts = path.map { ending == nil ? part($0) : part(base(of: $0)) }
    // A page with one segment is the first of a folder: its records, or its narrowed views, stand beside it.
    let isFolder = path.count < 2 && ending == nil
    let view = query.filter { !$0.value.isEmpty }.flatMap { [part($0.name), part($0.value)] }.joined(separator: ".")
    if isFolder { parts.append(view.isEmpty ? "index" : view) } else if !view.isEmpty { parts[parts.count - 1] += "." + view }
    return ([language] + parts).joined(separator: "/") + "." + (ending ?? "html")
  }

  /// The ending of a path that names a file; nil for a page.
  private static func ending(of path: [String]) -> String? {
    guard let last = path.last, path.count == 1 || path.first == "reports" && path.count == 3 else { return nil }
    return last.split(separator: ".", maxSplits: 1).dropFirst().first.map(String.init)
  }

  private static func base(of segment: String) -> String { String(segment.prefix { $0 != "." }) }

  /// Returns a segment in small letters, digits, `-` and `_`; each other byte is `~` and two digits. Points separate parts.
  static func part(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += (byte < 16 ? "~0" : "~") + String(byte, radix: 16)
      }
    }
    // The name of the first page of a folder.
    if result.isExactly("index") { result = "~69ndex" }
    if result.utf8.count <= partBytesMax { return result }
    let digest = SHA256.hash(data: Array(text.utf8)).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return result.prefix(partBytesMax - 20) + "~~" + digest
  }

  /// Returns the address of a file as seen from another: `../events/index.html`.
  static func relative(_ target: String, from file: String) -> String {
    var (target, folder) = (target.split(separator: "/")[...], file.split(separator: "/").dropLast())
    while target.count > 1, let next = folder.first, target.first == next { (target, folder) = (target.dropFirst(), folder.dropFirst()) }
    return String(repeating: "../", count: folder.count) + target.joined(separator: "/")
  }
}
