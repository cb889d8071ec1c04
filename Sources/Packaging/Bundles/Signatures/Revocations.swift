/// Revoked keys and bundles, one a line.
///
/// A line is a public key as in a `.pub` file (as `ssh-keygen -r` accepts it), a key's fingerprint `SHA256:…`, or a bundle's id
/// `sha256:…`. Empty lines and those beginning with `#` are skipped; any other line refuses the whole list.
public struct Revocations: Sendable {
  private var fingerprints: Set<ExactString> = []
  private var bundles: Set<BundleID> = []

  /// An empty list.
  public init() {}

  /// Parses a list.
  ///
  /// - Parameters:
  ///   - text: the contents of the file, at most 1 MiB.
  ///   - file: its name for messages.
  /// - Throws: `trust.invalid-line` with the line; `archive.too-large` or `text.invalid` for the whole list.
  public init(parsing text: [UInt8], file: String = "trust/revoked") throws(BundleError) {
    for (number, line) in try TrustLines.read(text, file: file) {
      let word = String(decoding: line.utf8.prefix { !TrustLines.isBlank($0) }, as: UTF8.self)
      if word.hasPrefix("sha256:"), let id = BundleID(word) {
        bundles.insert(id)
      } else if word.hasPrefix("SHA256:"), word.utf8.count == 50, word.isASCII {
        fingerprints.insert(ExactString(word))
      } else if let key = try? SSHPublicKey(parsing: line) {
        fingerprints.insert(ExactString(key.fingerprint))
      } else {
        throw BundleError(
          .trustInvalidLine, at: .init(file: file, line: number), found: line,
          wanted: ["ssh-ed25519 AAAA…", "SHA256:…", "sha256:…"])
      }
    }
  }

  /// Whether a key is revoked.
  public func contains(_ key: SSHPublicKey) -> Bool { fingerprints.contains(ExactString(key.fingerprint)) }

  /// Whether a bundle is revoked.
  public func contains(_ id: BundleID) -> Bool { bundles.contains(id) }
}
