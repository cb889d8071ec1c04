/// The beginning of a response of the host; its body follows in blocks.
public struct WebResponseHead: Sendable, Hashable, Codable {
  /// The status of HTTP, from 200.
  public var status: Int
  /// The fields of the header that the host decides, such as `content-type`; the front adds those of security and of the connection.
  public var fields: [WebRequest.Field]

  public init(status: Int, fields: [WebRequest.Field]) { (self.status, self.fields) = (status, fields) }

  /// The first value of a field, whose name is in lower case; nil without one.
  public func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
