import Localization
import Lua

/// The path of a plugin's page, such as `projets/:id`: words and variables, which stand for one segment each.
public struct PagePath: Sendable, Hashable {
  /// One segment of the path.
  enum Segment: Sendable, Hashable {
    case literal(String)
    case variable(String)
  }

  /// The path as `init.lua` declares it; empty for the plugin's first page, `/`.
  public let text: String
  let segments: [Segment]

  /// Upper bound of the segments of a path.
  public static let segmentsMax = 10
  /// Upper bound of the length of a path, in bytes of UTF-8.
  public static let bytesMax = 512

  /// Parses the path that `init.lua` declares.
  init(_ declared: String, in what: String) throws(APIUsageError) {
    let parts = declared == "/" ? [] : declared.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= Self.segmentsMax, declared.utf8.count <= Self.bytesMax, parts.allSatisfy(Self.isSegment) else {
      throw APIUsageError("hostapi.page-module.path-form", ["what": what.noun, "path": declared.shortened])
    }
    let names = parts.filter { $0.hasPrefix(":") }
    guard Set(names).count == names.count else {
      throw APIUsageError("hostapi.page-module.path-twice", ["what": what.noun, "path": declared.shortened])
    }
    text = parts.joined(separator: "/")
    segments = parts.map { $0.hasPrefix(":") ? .variable(String($0.dropFirst())) : .literal($0) }
  }

  /// Whether a segment is a word of lower-case ASCII letters, digits, `-` and `_`, or a colon and a name.
  private static func isSegment(_ text: String) -> Bool {
    let isVariable = text.utf8.first == UInt8(ascii: ":")
    let name = text.utf8.dropFirst(isVariable ? 1 : 0)
    guard let first = name.first, !isVariable || isLower(first) else { return false }
    return name.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") || (!isVariable && $0 == UInt8(ascii: "-")) }
  }

  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// The names of its variables, in order.
  public var variables: [String] {
    segments.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The path with variables that all look alike: two paths of one shape stand for the same addresses.
  var shape: [String?] {
    segments.map { if case .literal(let word) = $0 { word } else { nil } }
  }

  /// Whether a path of a request is one of the page's.
  public func matches(_ path: String) -> Bool { Self.segments(of: path).flatMap(values) != nil }

  /// Splits the path of a request into segments; nil for one that no page can have.
  public static func segments(of path: String) -> [String]? {
    guard path.utf8.count <= bytesMax else { return nil }
    if path.isEmpty { return [] }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= segmentsMax, parts.allSatisfy(isAddressSegment) else { return nil }
    return parts
  }

  private static func isAddressSegment(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".."
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\\" && $0 != "\u{FFFD}" }
  }

  /// Returns the values of the variables for the segments of a request; nil when the path does not match.
  func values(for parts: [String]) -> [String: String]? {
    guard parts.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, part) in zip(segments, parts) {
      switch segment {
      case .literal(let word): guard word.isExactly(part) else { return nil }
      case .variable(let name): values[name] = part
      }
    }
    return values
  }

  /// Whether this path is tried before another: at the first segment where they differ in kind, the word goes before the variable.
  func precedes(_ other: PagePath) -> Bool {
    for (own, others) in zip(shape, other.shape) where (own == nil) != (others == nil) { return own != nil }
    return false
  }
}
