/// A file under `blobs/`, without its bytes.
public struct BlobRecord: Sendable, Hashable {
  /// The SHA-256 of its bytes, 64 hexadecimal digits in lower case.
  public var sha256: String
  /// Its size in bytes.
  public var bytes: Int
  /// Its media type, e.g. `application/x-tar`.
  public var mediaType: String?
  /// When it was added, RFC 3339 in UTC.
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
  /// Reads the entry of a file; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
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

  /// Adds the entry of a file; an existing one is kept unchanged.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.constraint` when `sha256` is no hash.
  public func put(blob: BlobRecord) throws {
    let connection = try writable()
    let sql = "INSERT INTO blob VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING"
    try explaining {
      try connection.run(
        sql, [.text(blob.sha256), .integer(Int64(blob.bytes)), SQLValue(blob.mediaType), .text(blob.createdAt)])
    }
  }
}
