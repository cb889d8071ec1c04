/// The error of a refused bundle, manifest, signature or dependency, as data; ``message(in:)`` makes its sentences.
///
/// ```swift
/// do { bundle = try Bundle.reading(packed: bytes) }
/// catch { print(error.message(in: .fr)) }
/// // plugin.toml:4: la clé « verson » est inconnue
/// //   → écrivez « version »
/// ```
public struct BundleError: Error, Sendable, Hashable {
  /// The stable code, such as `archive.not-canonical`.
  public let code: Code
  /// The place of the error; nil when it concerns the whole file.
  public let place: Place?
  /// The value found, verbatim from a file that may be hostile. ``message(in:)`` makes it printable.
  public let found: String
  /// The values expected: names, values, or the limit that was exceeded; their meaning depends on the code.
  public let wanted: [String]
  /// The nearest valid name, if there is one.
  public let nearest: String?

  init(_ code: Code, at place: Place? = nil, found: String = "", wanted: [String] = [], nearest: String? = nil) {
    self.code = code
    self.place = place
    self.found = found
    self.wanted = wanted
    self.nearest = nearest
  }

  init(_ code: Code, in file: String, found: String = "", wanted: [String] = [], nearest: String? = nil) {
    self.init(code, at: Place(file: file), found: found, wanted: wanted, nearest: nearest)
  }

  /// A file, and its line when known.
  public struct Place: Sendable, Hashable {
    /// The name of the file, as the bundle or the caller names it.
    public let file: String
    /// The line, counted from 1.
    public let line: Int?

    /// A place in a file.
    public init(file: String, line: Int? = nil) {
      self.file = file
      self.line = line
    }
  }

  /// Returns the same error with its place below a folder or beside a bundle's name: `plugin.toml:4` becomes
  /// `plugins/wallonia/plugin.toml:4`.
  ///
  /// - Parameter container: the folder or packed file the bundle was read from.
  public func located(in container: String) -> BundleError {
    let file = place.map { container + "/" + $0.file } ?? container
    return BundleError(code, at: Place(file: file, line: place?.line), found: found, wanted: wanted, nearest: nearest)
  }
}
