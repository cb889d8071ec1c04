/// The beginning of a response of the host; its body follows in blocks.
public struct WebResponseHead: Sendable, Hashable, Codable {
  /// The status of HTTP, from 200.
  public var status: Int
  /// The fields of the header that the host decides, such as `content-type`; the front adds those of security and of the connection.
  public var fields: [WebRequest.Field]
  /// The version of the workspace from which a page for everybody was made; nil for a response that the front must not keep.
  public var version: String?
  /// Whether the response is the one that the front has, as the request says; it has no body then.
  public var isKnown = false

  public init(status: Int, fields: [WebRequest.Field], version: String? = nil) {
    (self.status, self.fields, self.version) = (status, fields, version)
  }

  /// The answer to a request whose response the front has, and nothing has changed since.
  public static var known: WebResponseHead {
    var head = WebResponseHead(status: 304, fields: [])
    head.isKnown = true
    return head
  }

  /// The first value of a field, whose name is in lower case; nil without one.
  public func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
