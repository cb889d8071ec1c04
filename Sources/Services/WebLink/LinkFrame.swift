import Foundation

/// One message between the front and the host: a length of four bytes, most significant first, one byte for the kind, and the content.
///
/// A link carries one request at a time: the front sends `.request`, the host answers with `.head`, any number of `.body` and `.end`.
/// The host closes the link where a response fails after its head.
public enum LinkFrame: Sendable, Hashable {
  case request(WebRequest)
  case head(WebResponseHead)
  case body([UInt8])
  case end

  /// The number of bytes before the content: length and kind.
  public static let headerBytes = 5
  /// Upper bound of the content of a frame, in bytes: a request with a body of 2 MiB, encoded as JSON.
  public static let bytesMax = 16 << 20
  /// Upper bound of one block of a body, in bytes.
  public static let blockBytesMax = 64 << 10

  /// The bytes of the frame.
  /// - Throws: the errors of the encoder.
  public func encoded() throws -> [UInt8] {
    switch self {
    case .request(let request): Self.frame(1, try Array(JSONEncoder().encode(request)))
    case .head(let head): Self.frame(2, try Array(JSONEncoder().encode(head)))
    case .body(let bytes): Self.frame(3, bytes)
    case .end: Self.frame(4, [])
    }
  }

  /// Reads the content of a frame.
  /// - Throws: `LinkError.malformed` for an unknown kind or content that does not fit it.
  public init(kind: UInt8, content: [UInt8]) throws {
    switch kind {
    case 1: self = .request(try Self.decoded(WebRequest.self, content))
    case 2: self = .head(try Self.decoded(WebResponseHead.self, content))
    case 3: self = .body(content)
    case 4: self = .end
    default: throw LinkError.malformed
    }
  }

  /// Reads the length of the content and the kind from the first bytes of a frame.
  /// - Throws: `LinkError.malformed` for a length above `bytesMax`.
  public static func header(_ bytes: some Collection<UInt8>) throws -> (length: Int, kind: UInt8) {
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count == headerBytes, length <= bytesMax, let kind = bytes.dropFirst(4).first else { throw LinkError.malformed }
    return (length, kind)
  }

  private static func frame(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = UInt32(content.count)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + [kind] + content
  }

  private static func decoded<Value: Decodable>(_ type: Value.Type, _ content: [UInt8]) throws -> Value {
    do { return try JSONDecoder().decode(type, from: Data(content)) } catch { throw LinkError.malformed }
  }
}

/// The failures of a link. They end the link, and the request it carried.
public enum LinkError: Error, Hashable {
  /// The other role sent no frame of the protocol.
  case malformed
  /// The other role has closed the link, or has gone.
  case closed
  /// The other role took nothing for longer than the timeout of the link.
  case timedOut
}
