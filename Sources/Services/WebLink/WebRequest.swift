/// A request that the front has parsed and bounded, as the host answers it.
public struct WebRequest: Sendable, Hashable, Codable {
  /// The method; a HEAD request arrives as `.get`.
  public enum Method: String, Sendable, Hashable, Codable {
    case get, post
  }

  /// A name with its value, decoded: of the query or of a form.
  public struct Field: Sendable, Hashable, Codable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  public var method: Method
  /// The decoded segments of the path: `["actors", "kikk"]`; empty for `/`.
  public var path: [String]
  /// The fields of the query, in their order.
  public var query: [Field]
  /// The fields of a form that was posted.
  public var form: [Field]
  /// The languages that the viewer reads, best first, as `Accept-Language` names them.
  public var languages: [String]
  /// The address before all paths, as the viewer sees it: `https://cluster.example`.
  public var origin: String
  /// The cookies of the portal that the viewer's browser sent, by the names of `WebCookie`.
  public var cookies: [Field]
  /// The number of the request, which its error page and the access log name.
  public var number: String
  /// The version of the response that the front has; nil when it has none.
  public var known: String?

  public init(
    _ method: Method, path: [String], query: [Field] = [], form: [Field] = [], languages: [String] = [], origin: String = "",
    cookies: [Field] = [], number: String = ""
  ) {
    (self.method, self.path, self.query, self.form) = (method, path, query, form)
    (self.languages, self.origin, self.cookies, self.number) = (languages, origin, cookies, number)
  }

  /// Whether the viewer came by TLS.
  public var isSecure: Bool { origin.hasPrefix("https://") }

  /// The value of a cookie; nil without one.
  public func cookie(_ cookie: WebCookie) -> String? { cookies.first { $0.name == cookie.rawValue }?.value }

  /// The first value of a field of the form; nil without one.
  public func formValue(_ name: String) -> String? { form.first { $0.name == name }?.value }

  /// The first value of a field of the query; nil without one.
  public func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
}
