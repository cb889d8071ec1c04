import Ecosystem

/// The addresses of the portal: paths that begin with `base`.
public struct PortalAddresses: Sendable, Hashable {
  /// Text before every path: empty for links within the portal, else `https://annuaire.example` without a slash at its end.
  public var base: String
  /// Parameters that every address keeps, such as a chosen language.
  public var kept: [LinkTarget.QueryItem]
  /// Markup that stands in every form, before its button: hidden fields of the portal. Trusted, it is not escaped.
  public var formFields = ""

  /// Makes addresses.
  public init(base: String = "", keeping kept: [LinkTarget.QueryItem] = []) {
    (self.base, self.kept) = (base, kept)
  }

  /// Returns the address of a page of the portal; nil for an address of the web.
  public func address(of target: LinkTarget) -> String? {
    switch target {
    case .web: nil
    case .page(let plugin, let path, let query): page(plugin, path) + Self.written(query + kept)
    case .record(let entity, let id): base + "/\(Self.collection(of: entity))/\(Self.encoded(id))" + Self.written(kept)
    case .report(let plugin, let id): base + "/reports/\(Self.encoded(plugin))/\(Self.encoded(id))" + Self.written(kept)
    }
  }

  /// Returns the address that a form is sent to.
  public func form(_ id: String, of plugin: String) -> String {
    base + "/p/\(Self.encoded(plugin))/forms/\(Self.encoded(id))" + Self.written(kept)
  }

  /// The first segment of the addresses of an entity's records.
  private static func collection(of entity: String) -> String { Schema.grappe.entity(entity)?.collection ?? encoded(entity) }

  /// Returns the address of a plugin's page; segments are encoded one by one, so that a path cannot lead out of the plugin's.
  private func page(_ plugin: String, _ path: String) -> String {
    let segments = path.split(separator: "/", omittingEmptySubsequences: true).map { Self.encoded(String($0)) }
    return base + "/p/\(Self.encoded(plugin))/" + segments.joined(separator: "/")
  }

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

extension RenderOptions {
  /// Returns the address of a link's destination; nil where it is not a safe one, or the output knows no portal.
  public func address(of target: LinkTarget) -> String? {
    if case .web(let address) = target { WebAddress.safe(address) } else { portal?.address(of: target) }
  }
}
