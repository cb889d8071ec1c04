import Crypto
import Foundation

/// An Ed25519 key in SSH's format, which verifies signatures.
///
/// Source: RFC 8709.
public struct SSHPublicKey: Sendable, Hashable {
  /// The name of the only supported kind of key.
  static let kind = "ssh-ed25519"

  /// The 32 bytes of the key.
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Parses a line of a `.pub` file: kind, Base64, and a comment that is ignored.
  ///
  /// - Throws: `key.unsupported` for another kind of key, `key.invalid` for text that is no key.
  public init(parsing line: String) throws(BundleError) {
    let fields = line.utf8.split(maxSplits: 2, whereSeparator: TrustLines.isBlank).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count >= 2 else { throw BundleError(.keyInvalid, found: line) }
    guard fields[0].isExactly(Self.kind) else {
      throw BundleError(Self.isKind(fields[0][...]) ? .keyUnsupported : .keyInvalid, found: fields[0])
    }
    guard let blob = Base64.decode(fields[1].utf8) else { throw BundleError(.keyInvalid, found: "Base64") }
    try self.init(blob: blob)
  }

  /// Parses the binary form.
  init(blob: [UInt8]) throws(BundleError) {
    var wire = SSHWire(blob)
    guard let kind = wire.text() else { throw BundleError(.keyInvalid, found: "ssh") }
    guard kind.isExactly(Self.kind) else { throw BundleError(.keyUnsupported, found: kind) }
    guard let bytes = wire.string(), bytes.count == 32, wire.isAtEnd else {
      throw BundleError(.keyInvalid, found: kind)
    }
    self.bytes = bytes
  }

  /// The binary form.
  var blob: [UInt8] { SSHWire.string(Self.kind.utf8) + SSHWire.string(bytes) }

  /// The fingerprint, as `ssh-keygen -l` prints it: `SHA256:` and Base64.
  public var fingerprint: String {
    "SHA256:" + Data(SHA256.hash(data: blob)).base64EncodedString().replacing("=", with: "")
  }

  /// Whether this key made a signature over these bytes.
  func accepts(_ signature: [UInt8], over message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature, for: message)
  }

  /// Whether a word names a kind of SSH key, such as `ssh-rsa` or `ecdsa-sha2-nistp256`.
  static func isKind(_ word: Substring) -> Bool {
    ["ssh-", "ecdsa-", "sk-"].contains { word.utf8.starts(with: $0.utf8) }
  }
}

extension SSHPublicKey: CustomStringConvertible {
  /// The key as a line of a `.pub` file, without comment.
  public var description: String { Self.kind + " " + Data(blob).base64EncodedString() }
}
