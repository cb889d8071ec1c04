/// The full name of a module of another bundle: `europe.lib.rows`.
public struct SharedModuleName: Sendable, Hashable {
  /// The bundle's name.
  public let bundle: String
  /// The part behind the bundle's name, such as `lib.rows`; not necessarily the name of a module.
  public let module: String

  /// Parses a full name.
  ///
  /// - Returns: nil for a name that begins with `lib.`, which is always a module of the own bundle, and for a text that does not
  ///   begin with a plugin's name and a dot.
  public init?(_ text: String) {
    guard let dot = text.firstIndex(of: ".") else { return nil }
    let name = String(text[..<dot])
    guard name != ModuleName.folder, Manifest.isName(name) else { return nil }
    bundle = name
    module = String(text[text.index(after: dot)...])
  }
}
