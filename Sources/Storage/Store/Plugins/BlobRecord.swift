/// What is kept about a file under `blobs/`; its bytes lie there.
public struct BlobRecord: Sendable, Hashable {
  /// The SHA-256 of its bytes, 64 hexadecimal digits in lower case.
  public var sha256: String
  /// Its size in bytes.
  public var bytes: Int
  /// What it is, e.g. `application/x-tar`.
  public var mediaType: String?
  /// When it was put there, RFC 3339 in UTC.
  public var createdAt: String

  /// Describes a file.
  public init(sha256: String, bytes: Int, mediaType: String? = nil, createdAt: String) {
    self.sha256 = sha256
    self.bytes = bytes
    self.mediaType = mediaType
    self.createdAt = createdAt
  }
}

extension StoreTransaction {
  /// What is known about a file; nil when it was never put.
  public func blob(_ sha256: String) throws -> BlobRecord? {
    let connection = try open()
    let sql = "SELECT sha256, bytes, media_type, created_at FROM blob WHERE sha256 = ?"
    return try explaining {
      try connection.first(sql, [.text(sha256)]) {
        BlobRecord(
          sha256: $0.text(0), bytes: Int($0.integer(1)), mediaType: $0.optionalText(2), createdAt: $0.text(3))
      }
    }
  }

  /// Notes a file; one that is known stays as it was.
  public func put(blob: BlobRecord) throws {
    let connection = try writable()
    let sql = "INSERT INTO blob VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING"
    try explaining {
      try connection.run(
        sql, [.text(blob.sha256), .integer(Int64(blob.bytes)), SQLValue(blob.mediaType), .text(blob.createdAt)])
    }
  }
}
