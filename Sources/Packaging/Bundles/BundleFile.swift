import Crypto

/// One file of a bundle.
public struct BundleFile: Sendable, Hashable {
  /// Its name with its folders, such as `lib/rules.lua`.
  public let name: String
  /// Its contents: a part of the bundle's one archive, not a copy. Indices do not begin at 0.
  public let bytes: ArraySlice<UInt8>

  /// The SHA-256 of its contents in 64 lower-case hexadecimal digits, under which a workspace keeps it.
  public var sha256: String {
    bytes.withUnsafeBytes { pointer in
      var hash = SHA256()
      hash.update(bufferPointer: pointer)
      return Hexadecimal.text(hash.finalize())
    }
  }
}
