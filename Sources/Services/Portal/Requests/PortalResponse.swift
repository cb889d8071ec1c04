import Crypto
import Reports
import WebLink

/// The answer to a request.
enum PortalResponse {
  /// A body that is at hand.
  case whole(WebResponseHead, [UInt8])
  /// A body that is written block by block as it is read.
  case stream(WebResponseHead, (_ deliver: (String) throws -> Void) throws -> Void)
  /// A body that was written to a file, since it is too long for the memory.
  case file(WebResponseHead, TemporaryFile)

  private var head: WebResponseHead {
    get {
      switch self {
      case .whole(let head, _), .stream(let head, _), .file(let head, _): head
      }
    }
    set {
      switch self {
      case .whole(_, let body): self = .whole(newValue, body)
      case .stream(_, let body): self = .stream(newValue, body)
      case .file(_, let file): self = .file(newValue, file)
      }
    }
  }

  /// The status of HTTP.
  var status: Int { head.status }

  /// Returns the response with more fields.
  func adding(_ fields: [WebRequest.Field]) -> PortalResponse {
    var response = self
    response.head.fields += fields
    return response
  }

  /// Returns the response as one viewer's own, which no cache keeps.
  var forOneViewer: PortalResponse {
    var response = self
    response.head.fields.removeAll { $0.name == "cache-control" }
    return response.adding([WebRequest.Field("cache-control", "private, no-store")])
  }

  /// Returns a page that was found as one that the front may keep, with a tag made from its content alone: it says nothing of changes
  /// that the page does not show. Other responses stay as they are.
  func tagged(version: String) -> PortalResponse {
    guard case .whole(let head, let body) = self, head.status == 200 else { return self }
    var response = head.fields.contains { $0.name == "etag" } ? self : adding([Self.tag(SHA256.hash(data: body))])
    response.head.version = version
    return response
  }

  private static func tag(_ digest: SHA256.Digest) -> WebRequest.Field {
    WebRequest.Field("etag", "\"\(digest.prefix(12).hexadecimal)\"")
  }

  /// Returns a response whose body is written before it is sent, so that it has a tag made from its content and a length; a long body goes
  /// to a file without a name. Other responses stay as they are.
  ///
  /// - Parameter folder: the folder of that file.
  /// - Throws: the errors of the body, and `TemporaryFileError`.
  func spooled(in folder: String) throws -> PortalResponse {
    guard case .stream(let head, let body) = self, head.status == 200 else { return self }
    var spool = BodySpool(folder: folder)
    try body { try spool.append($0) }
    let fields = [WebRequest.Field("content-length", "\(spool.byteCount)"), Self.tag(spool.finish())]
    let response = try spool.file().map { PortalResponse.file(head, $0) } ?? .whole(head, spool.pending)
    return response.adding(fields)
  }

  /// A text of a media type.
  static func text(_ body: String, type: String, status: Int = 200, more: [WebRequest.Field] = []) -> PortalResponse {
    bytes(Array(body.utf8), type: type, status: status, more: more)
  }

  static func bytes(_ body: [UInt8], type: String, status: Int = 200, more: [WebRequest.Field] = []) -> PortalResponse {
    let fields = [WebRequest.Field("content-type", type), WebRequest.Field("content-length", "\(body.count)")]
    return .whole(WebResponseHead(status: status, fields: fields + more), body)
  }

  /// A page.
  static func page(_ page: HTML, language: String, status: Int = 200) -> PortalResponse {
    text(
      page.markup, type: "text/html; charset=utf-8", status: status,
      more: [WebRequest.Field("content-language", language), WebRequest.Field("vary", "accept-language, cookie"), noStore])
  }

  /// A redirect to another page of the portal.
  static func redirect(to address: String) -> PortalResponse {
    bytes([], type: "text/plain", status: 303, more: [WebRequest.Field("location", address), noStore])
  }

  /// A download with a name for the file.
  static func download(
    _ type: String, name: String, _ body: @escaping (_ deliver: (String) throws -> Void) throws -> Void
  ) -> PortalResponse {
    let fields = [
      WebRequest.Field("content-type", type), WebRequest.Field("content-disposition", "attachment; filename=\"\(name)\""), noStore,
    ]
    return .stream(WebResponseHead(status: 200, fields: fields), body)
  }

  private static let noStore = WebRequest.Field("cache-control", "no-cache")
}

/// The failures that have a page of their own.
enum PageError: Error, Hashable {
  /// There is no such page or record, or the viewer may not see it: both are the same.
  case notFound
  /// A field of the query or of a form has no usable value.
  case badField(String)
  /// Too much work of this kind is being done.
  case busy
  /// The request changes something that only another method may.
  case methodNotAllowed
}
