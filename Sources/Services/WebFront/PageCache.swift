import Localization
import NIOCore
import WebLink

/// The cache of public pages. An entry is served only after the host has said that nothing has changed since it was made, so that no page
/// is older than the workspace. Used on one event loop.
///
/// Only requests without a session have a key: what members and the staff see is never kept. Entries are dropped by age of use in two
/// halves: when the young half is full, it becomes the old one, and the former old one goes.
final class PageCache {
  /// A response that was kept.
  struct Entry {
    let head: WebResponseHead
    let body: ByteBuffer
    /// The version of the workspace that it was made from.
    let version: String

    /// The tag by which browsers recognise the content; nil without one.
    var tag: String? { head.value("etag") }
  }

  /// Upper bound of the bodies and keys kept, in bytes, and of one body.
  static let bytesMax = 64 << 20
  static let bodyBytesMax = 1 << 20
  /// Upper bound of the entries.
  static let entriesMax = 8_192
  /// The bytes counted for an entry beside its body and key.
  private static let entryBytes = 512

  private var young: [String: Entry] = [:]
  private var old: [String: Entry] = [:]
  private var youngBytes = 0
  private var oldBytes = 0
  private(set) var hits = 0

  /// The bytes of all entries.
  var bytes: Int { youngBytes + oldBytes }
  var count: Int { young.count + old.count }

  /// Returns the key of a request; nil for one whose response is not kept.
  ///
  /// Of the languages it holds the first that pages exist in, since they differ by nothing else.
  static func key(_ request: WebRequest) -> String? {
    guard request.method == .get, request.cookie(.session) == nil else { return nil }
    let codes = request.languages.lazy.map { String($0.prefix { $0 != "-" }).lowercased() }
    let language = codes.first { Language(available: $0) != nil } ?? ""
    let query = request.query.map { "\($0.name)\u{0}\($0.value)" }
    return ([request.origin, language, request.path.joined(separator: "\u{1}")] + query).joined(separator: "\u{2}")
  }

  /// Returns the entry of a key.
  func entry(_ key: String) -> Entry? {
    if let entry = young[key] { return entry }
    guard let entry = old.removeValue(forKey: key) else { return nil }
    oldBytes -= Self.size(entry, key)
    insert(entry, key)
    return entry
  }

  /// Keeps a response, in place of the one before.
  func keep(_ entry: Entry, for key: String) {
    if let former = young.removeValue(forKey: key) { youngBytes -= Self.size(former, key) }
    if let former = old.removeValue(forKey: key) { oldBytes -= Self.size(former, key) }
    guard entry.body.readableBytes <= Self.bodyBytesMax else { return }
    insert(entry, key)
  }

  func countHit() { hits += 1 }

  private func insert(_ entry: Entry, _ key: String) {
    if youngBytes + Self.size(entry, key) > Self.bytesMax / 2 || young.count >= Self.entriesMax / 2 {
      (old, oldBytes) = (young, youngBytes)
      (young, youngBytes) = ([:], 0)
    }
    young[key] = entry
    youngBytes += Self.size(entry, key)
  }

  private static func size(_ entry: Entry, _ key: String) -> Int { entry.body.readableBytes + key.utf8.count + entryBytes }
}

/// The response to a conditional request (RFC 9110, 13.1.2).
enum ConditionalRequest {
  /// The fields that a response without a body keeps (15.4.5).
  private static let kept: Set<String> = ["etag", "cache-control", "vary", "content-language"]

  /// Whether a tag is one of those that the viewer has, by the weak comparison.
  static func matches(_ tag: String?, _ field: String?) -> Bool {
    guard let tag, let field, field.utf8.count <= 4_096 else { return false }
    return field.split(separator: ",").contains { part in
      let known = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
      return String(known) == "*" || Self.opaque(String(known)) == Self.opaque(tag)
    }
  }

  private static func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }

  /// Returns the head that says that the viewer's copy is up to date.
  static func notModified(_ head: WebResponseHead) -> WebResponseHead {
    WebResponseHead(status: 304, fields: head.fields.filter { kept.contains($0.name) })
  }
}
