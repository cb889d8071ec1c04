/// The name of a Lua module within its bundle: `lib.rows` is the file `lib/rows.lua`.
///
/// Another bundle requires it by its full name, the bundle's name before it: `europe.lib.rows`.
public struct ModuleName: Sendable, Hashable {
  /// The name as `require` takes it, such as `lib.rows`.
  public let text: String

  /// The first part of every module's name: the folder of a bundle that holds them.
  public static let folder = "lib"

  /// Parses a name: `lib` and at least one more part between dots, each of `a-z 0-9 _ -`.
  ///
  /// - Returns: nil when the text is no name of a module.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[0] == Self.folder, parts.allSatisfy(Self.isPart) else { return nil }
    self.text = text
  }

  /// The name of a bundle's file; nil for a file that `require` cannot name.
  public init?(path: String) {
    guard path.hasSuffix(".lua"), !path.dropLast(4).contains(".") else { return nil }
    self.init(path.dropLast(4).split(separator: "/", omittingEmptySubsequences: false).joined(separator: "."))
  }

  /// The file in the bundle, such as `lib/rows.lua`.
  public var path: String { text.split(separator: ".").joined(separator: "/") + ".lua" }

  private static func isPart(_ part: Substring) -> Bool {
    !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 0x5F || $0 == 0x2D }
  }
}

extension ModuleName: Comparable, CustomStringConvertible {
  /// Orders names by their bytes.
  public static func < (one: ModuleName, other: ModuleName) -> Bool { one.text.utf8.lexicographicallyPrecedes(other.text.utf8) }

  /// The name as `require` takes it.
  public var description: String { text }
}
