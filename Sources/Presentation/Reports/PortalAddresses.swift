import Ecosystem

/// The addresses of the portal: paths that begin with `base`.
public struct PortalAddresses: Sendable, Hashable {
  /// Text before every path: empty for links within the portal, else `https://annuaire.example` without a slash at its end.
  public var base: String
  /// Parameters that every address keeps, such as a chosen language.
  public var kept: [LinkTarget.QueryItem]
  /// Markup that stands in every form, before its button: hidden fields of the portal. Trusted, it is not escaped.
  public var formFields = ""
  /// Finds the files of pages where the portal is a folder of files; nil where a server answers.
  public var files: PortalFiles?

  /// Makes addresses.
  public init(base: String = "", keeping kept: [LinkTarget.QueryItem] = []) {
    (self.base, self.kept) = (base, kept)
  }

  /// Returns the address of a page of the portal; nil for an address of the web, and for a page that is not among the files.
  public func address(of target: LinkTarget) -> String? {
    switch target {
    case .web: nil
    case .page(let plugin, let path, let query): address(["p", plugin] + path.split(separator: "/").map(String.init), query)
    case .record(let entity, let id): address([Self.collection(of: entity), id])
    case .report(let plugin, let id): address(["reports", plugin, id])
    }
  }

  /// Returns the address that a form is sent to; nil where no server takes it.
  public func form(_ id: String, of plugin: String) -> String? {
    files == nil ? base + "/p/\(Self.encoded(plugin))/forms/\(Self.encoded(id))" + Self.written(kept) : nil
  }

  /// Returns the address of a path; its segments are encoded one by one, so that none can lead out of its plugin.
  private func address(_ path: [String], _ query: [LinkTarget.QueryItem] = []) -> String? {
    if let files { return files.find(path, query) }
    // The address of a plugin's first page ends in a slash.
    let end = path.count == 2 && path[0] == "p" ? "/" : ""
    return base + "/" + path.map(Self.encoded).joined(separator: "/") + end + Self.written(query + kept)
  }

  /// The first segment of the addresses of an entity's records.
  private static func collection(of entity: String) -> String { Schema.grappe.entity(entity)?.collection ?? entity }

  private static func written(_ query: [LinkTarget.QueryItem]) -> String {
    query.isEmpty ? "" : "?" + query.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  }

  /// Percent-encodes all but the unreserved characters of RFC 3986; a segment of points alone would lead to another folder.
  static func encoded(_ text: String) -> String {
    let isPoints = !text.isEmpty && text.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte), !isPoints {
        bytes.append(byte)
      } else {
        bytes += "%".utf8
        for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 55 + digit) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~".utf8.contains(byte)
    }
  }
}

/// The files of a portal without a server.
public final class PortalFiles: Sendable, Hashable {
  /// Returns the address of the file of a page; nil where it is not among the files, so that the link is plain text.
  public let find: @Sendable (_ path: [String], _ query: [LinkTarget.QueryItem]) -> String?

  public init(find: @escaping @Sendable (_ path: [String], _ query: [LinkTarget.QueryItem]) -> String?) { self.find = find }

  public static func == (left: PortalFiles, right: PortalFiles) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension RenderOptions {
  /// Returns the address of a link's destination; nil where it is not a safe one, or the output knows no portal.
  public func address(of target: LinkTarget) -> String? {
    if case .web(let address) = target { WebAddress.safe(address) } else { portal?.address(of: target) }
  }
}
