/// The reason why a ZIP file cannot be read.
public enum ZipFailure: Error, Sendable, Hashable {
  /// The beginning or the directory is not that of a ZIP file; with libarchive's message.
  case notZip(String)
  /// An entry is damaged or cut off; with libarchive's message.
  case damaged(String)
  /// The file cannot be read; with the system's reason.
  case unreadable(String)

  /// The message or reason, in English.
  public var reason: String {
    switch self {
    case .notZip(let reason), .damaged(let reason), .unreadable(let reason): reason
    }
  }
}
