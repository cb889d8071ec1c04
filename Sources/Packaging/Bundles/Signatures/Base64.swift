import Foundation

/// Base64 as OpenSSH reads it: the alphabet of RFC 4648 with its padding, and zero bits after the last byte.
enum Base64 {
  /// Decodes a text; nil for any encoding but the canonical one.
  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    let text = Data(text)
    guard let decoded = Data(base64Encoded: text), decoded.base64EncodedData() == text else { return nil }
    return Array(decoded)
  }
}
